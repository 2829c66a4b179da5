"""Money to another account needs a code that was confirmed just now for this order, and each code lets it go once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from journeys.racing import race
from loket.orders.actions.ledger import OverTheCap, RequestRefused, ask_for
from loket.orders.bookkeeping.instructions import instruction_of
from loket.orders.models import LedgerEntry
from loket.orders.tests.ledger_shop import ada, bea, elsewhere, order, proven
from loket.people.models import Customer

pytestmark = pytest.mark.django_db


def paid_twice():
    """An order of which Bea may have money back by herself."""
    return order(payments={"one": "106.90", "two": "106.90"})


def ask(made, *, key="k-1", **changes):
    """As Bea."""
    return ask_for(made, elsewhere(reason="charged_twice", **changes), key=key, by=bea(made))


def refused(made, **changes):
    with pytest.raises(RequestRefused) as refusal:
        ask(made, **changes)
    return refusal.value.problem


@pytest.mark.parametrize(
    "changes",
    [
        {"used_at": None},
        {"used_at": timezone.now() - timedelta(minutes=11)},
        {"used_at": timezone.now() + timedelta(hours=1)},
        {"spent_at": timezone.now()},
    ],
)
def test_a_code_that_is_not_confirmed_fresh_and_unused_is_no_proof(changes):
    made = paid_twice()
    proven(made, **changes)
    assert refused(made) == "proof_too_old"


def test_what_the_caller_says_of_a_proof_counts_for_nothing():
    made = paid_twice()
    assert refused(made, proven_at=timezone.now(), proof={"code": "1"}) == "proof_too_old"


def test_a_code_for_another_order_is_no_proof():
    made, other = paid_twice(), order()
    proven(other, customer=Customer.objects.get(pk=made.customer_id))
    assert refused(made) == "proof_too_old"


def test_a_code_that_another_customer_confirmed_is_none_of_hers():
    made = paid_twice()
    proven(made, customer=Customer.objects.create(name="Olga"))
    assert refused(made) == "proof_too_old"


def test_the_entry_says_which_code_let_it_go_and_the_marketplace_does_not_hear_of_it():
    made = paid_twice()
    code = proven(made)
    entry = ask(made)
    code.refresh_from_db()
    assert code.spent_at is not None
    told = {"code": str(code.pk), "customer": str(made.customer_id), "at": code.used_at.isoformat()}
    assert entry.details["proof"] == told
    assert set(instruction_of(entry).details) == {"account", "holder"}


def test_one_code_serves_one_request():
    made = paid_twice()
    proven(made)
    entry = ask(made)
    assert ask(made) == entry
    LedgerEntry.objects.filter(pk=entry.pk).update(state="settled")
    assert refused(made, key="k-2") == "proof_too_old"


def test_a_request_that_fails_uses_no_code_up():
    made = order()
    code = proven(made)
    with pytest.raises(OverTheCap):
        ask_for(made, elsewhere("500.00"), key="k-1", by=ada())
    code.refresh_from_db()
    assert code.spent_at is None


def test_all_parts_of_a_request_go_by_one_code():
    made = order(payments={"gift": "30.00", "card": "76.90"})
    proven(made)
    ask_for(made, elsewhere("100.00"), key="k-1", by=ada())
    assert len({each.details["proof"]["code"] for each in made.ledger.all()}) == 1
    assert made.ledger.count() == 2


@pytest.mark.django_db(transaction=True)
def test_requests_at_once_use_a_code_up_once():
    made, by = order(), ada()
    proven(made)
    asks = [replace(elsewhere("10.00"), lines=(line,)) for line in (1, 2)]
    found = race(*[lambda each=each: ask_for(made, each, key=f"k-{each.lines}", by=by) for each in asks])
    assert sorted(type(each).__name__ for each in found) == ["LedgerEntry", "RequestRefused"], found
