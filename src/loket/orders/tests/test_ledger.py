"""Asking: one entry for each key, never more money than was captured, and only what the rules allow."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from journeys.racing import race
from loket.history.models import Event
from loket.notices.models import Notice
from loket.orders.actions.ledger import KeyTaken, NotAllowed, OverTheCap, Request, RequestRefused, ask_for
from loket.orders.actions.policies import publish_policy
from loket.orders.models import LedgerEntry, Refund
from loket.orders.rulebook.policies import built_in_policy
from loket.orders.rulebook.policy_reading import write_policy
from loket.orders.tests.ledger_shop import ada, bea, coupon, elsewhere, max_, order, proven, returned, shop_refund
from loket.people.access import NotVisible
from loket.people.actors import NOBODY, ServerActor

DAMAGED = Request("refund", "damaged", Decimal("20.00"))


def end(entry):
    """As if the marketplace had done it, so that the next may be asked for."""
    LedgerEntry.objects.filter(pk=entry.pk).update(state="settled")


@pytest.mark.django_db
def test_a_refund_becomes_an_entry_a_refund_a_job_and_history():
    made = order()
    entry = ask_for(made, DAMAGED, key="k-1", by=ada())
    refund = Refund.objects.get(entry=entry)
    assert (entry.state, entry.amount, entry.destination) == ("ready", Decimal("20.00"), "original")
    assert (entry.rule, entry.cost_to) == ("problem", "seller")
    assert (refund.external_id, refund.amount, refund.state) == (str(entry.pk), Decimal("20.00"), "requested")
    assert Event.objects.get(subject=made.subject).action == "ledger.asked"
    assert ProcrastinateJob.objects.get(task_name="orders.carry_out").args == {"entry_id": str(entry.pk)}


@pytest.mark.django_db
def test_the_same_key_again_finds_the_first_entry_and_does_nothing_more():
    made = order()
    first = ask_for(made, DAMAGED, key="k-1", by=ada())
    assert ask_for(made, DAMAGED, key="k-1", by=ada()) == first
    assert (LedgerEntry.objects.count(), Refund.objects.count(), ProcrastinateJob.objects.count()) == (1, 1, 1)


@pytest.mark.django_db
def test_a_key_of_another_order_finds_nothing():
    ask_for(order(), DAMAGED, key="k-1", by=ada())
    with pytest.raises(KeyTaken):
        ask_for(order(), DAMAGED, key="k-1", by=ada())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("keys", [("k-1",) * 6, tuple("abcdef")])
def test_clicks_at_once_move_money_once(keys):
    made, by = order(), ada()
    request = Request("refund", "damaged", Decimal("60.00"))
    clicks = [lambda key=key: ask_for(made, request, key=key, by=by).pk for key in keys]
    found = race(*clicks)
    assert len({each for each in found if not isinstance(each, NotAllowed | OverTheCap)}) == 1, found
    assert returned(made) == Decimal("60.00")


@pytest.mark.django_db
def test_what_the_shop_gave_back_is_not_given_again():
    made = order()
    shop_refund(made, "100.00")
    shop_refund(made, "50.00", state="failed")
    with pytest.raises(OverTheCap) as refused:
        ask_for(made, DAMAGED, key="k-1", by=ada())
    assert refused.value.most == Decimal("6.90")


@pytest.mark.django_db
def test_a_line_gives_back_what_was_paid_for_it():
    made = order()
    end(ask_for(made, Request("refund", "damaged", Decimal("50.00"), lines=(1,)), key="k-1", by=ada()))
    with pytest.raises(OverTheCap) as refused:
        ask_for(made, Request("refund", "damaged", Decimal("10.01"), lines=(1,)), key="k-2", by=ada())
    assert refused.value.most == Decimal("10.00")
    rest = ask_for(made, Request("refund", "damaged", lines=(1, 2)), key="k-3", by=ada())
    assert rest.amount == Decimal("50.00")
    assert rest.details["shares"] == {"1": "10.00", "2": "40.00"}


@pytest.mark.django_db
def test_another_line_is_asked_for_while_the_first_is_under_way():
    made = order()
    first = ask_for(made, Request("refund", "damaged", lines=(1,)), key="k-1", by=ada())
    second = ask_for(made, Request("refund", "damaged", lines=(2,)), key="k-2", by=ada())
    assert (first.amount, second.amount) == (Decimal("60.00"), Decimal("40.00"))
    for lines in ((1,), (1, 2), ()):
        with pytest.raises(NotAllowed) as refused:
            ask_for(made, Request("refund", "damaged", lines=lines), key=f"k-{lines}", by=ada())
        assert refused.value.permission.why == "pending_already"


@pytest.mark.django_db
def test_what_is_under_way_for_the_whole_order_stops_each_line():
    made = order()
    ask_for(made, DAMAGED, key="k-1", by=ada())
    with pytest.raises(NotAllowed) as refused:
        ask_for(made, Request("refund", "damaged", lines=(2,)), key="k-2", by=ada())
    assert refused.value.permission.why == "pending_already"


@pytest.mark.django_db
def test_lines_one_by_one_need_a_second_person_as_all_at_once_do():
    made = order(lines=("200.00", "200.00"))
    asks = [ask_for(made, Request("refund", "damaged", lines=(line,)), key=f"k-{line}", by=ada()) for line in (1, 2)]
    assert [each.state for each in asks] == ["ready", "awaiting_approval"]


@pytest.mark.django_db
def test_an_entry_names_the_version_of_the_rules_and_its_market():
    made = order()
    assert ask_for(made, DAMAGED, key="k-1", by=ada()).policy == "* 0"
    publish_policy(write_policy(built_in_policy()), market="BR", note="As it was.", by=max_())
    entry = ask_for(order(), DAMAGED, key="k-2", by=ada())
    assert (entry.policy_market, entry.policy_version, entry.policy) == ("BR", 1, "BR 1")
    asked = Event.objects.filter(action="ledger.asked").order_by("-pk").first()
    assert (asked.data["policy"], asked.data["rule"]) == ("BR 1", "problem")


@pytest.mark.django_db
def test_a_general_version_is_named_as_such_where_a_markets_law_lies_over_it():
    publish_policy(write_policy(built_in_policy()), market="", note="As it was.", by=max_())
    assert ask_for(order(), DAMAGED, key="k-1", by=ada()).policy == "* 1"


@pytest.mark.django_db
def test_everything_means_what_is_left():
    made = order()
    end(ask_for(made, DAMAGED, key="k-1", by=ada()))
    assert ask_for(made, Request("refund", "damaged"), key="k-2", by=ada()).amount == Decimal("86.90")


@pytest.mark.django_db
@pytest.mark.parametrize("amount", ["100.00", "206.90"])
def test_orders_paid_together_share_one_payment(amount):
    """Each order names the payment with its own share, or each with the whole of it; the sum is the same."""
    first = order(lines=("93.10",), payments={"both": "100.00" if amount == "100.00" else amount}, checkout_id="co-1")
    second = order(lines=("100.00",), payments={"both": "106.90" if amount == "100.00" else amount}, checkout_id="co-1")
    for made, key in ((first, "k-1"), (second, "k-2")):
        end(ask_for(made, Request("refund", "damaged"), key=key, by=ada()))
    assert returned(first) + returned(second) == Decimal("206.90")
    with pytest.raises((NotAllowed, OverTheCap)):
        ask_for(first, Request("refund", "damaged"), key="k-3", by=ada())


@pytest.mark.django_db
def test_a_refund_goes_over_as_many_payments_as_it_needs():
    made = order(payments={"gift": "30.00", "card": "76.90"})
    first = ask_for(made, Request("refund", "damaged"), key="k-1", by=ada())
    amounts = {each.payment.reference: each.amount for each in made.ledger.all()}
    assert amounts == {"gift": Decimal("30.00"), "card": Decimal("76.90")}
    assert first.idempotency_key == "k-1"


@pytest.mark.django_db
def test_of_two_payments_the_second_goes_back():
    made = order(payments={"one": "106.90", "two": "106.90"})
    entry = ask_for(made, Request("refund", "charged_twice"), key="k-1", by=bea(made))
    assert (entry.payment.reference, entry.amount) == ("two", Decimal("106.90"))


@pytest.mark.django_db
def test_cancelling_asks_for_everything_back_over_each_payment():
    made = order(state="paid", payments={"gift": "30.00", "card": "76.90"})
    entry = ask_for(made, Request("cancel", "changed_mind"), key="k-1", by=bea(made))
    waiting = made.ledger.filter(kind="refund")
    assert (entry.state, entry.amount) == ("ready", None)
    assert {each.payment.reference: str(each.amount) for each in waiting} == {"gift": "30.000", "card": "76.900"}
    assert {(each.state, each.details["after"]) for each in waiting} == {("waiting", str(entry.pk))}
    assert ProcrastinateJob.objects.count() == 1
    with pytest.raises(NotAllowed):
        ask_for(made, Request("cancel", "changed_mind"), key="k-2", by=bea(made))


@pytest.mark.django_db
def test_an_unpaid_order_is_cancelled_without_money():
    made = order(state="awaiting_payment")
    made.payments.update(state="pending")
    ask_for(made, Request("cancel", "changed_mind"), key="k-1", by=bea(made))
    assert [each.kind for each in made.ledger.all()] == ["cancel"]


@pytest.mark.django_db
def test_above_the_limit_a_second_person_is_waited_for():
    entry = ask_for(order(lines=("800.00",)), Request("refund", "damaged", Decimal("400.00")), key="k-1", by=ada())
    assert entry.state == "awaiting_approval"
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("request_", "problem"),
    [
        (Request("refund", "damaged", Decimal("0.00")), "amount_not_positive"),
        (Request("refund", "damaged", Decimal("-1.00")), "amount_not_positive"),
        (Request("refund", "damaged", Decimal("1.005")), "amount_too_fine"),
        (Request("refund", "damaged", lines=(3,)), "unknown_line"),
        (Request("refund", "damaged", payment_reference="else"), "unknown_payment"),
        (Request("refund", "damaged", destination="pix_key"), "account_missing"),
    ],
)
def test_a_wrong_request_is_refused_before_anything_is_written(request_, problem):
    made = order()
    with pytest.raises(RequestRefused) as refused:
        ask_for(made, request_, key="k-1", by=ada())
    assert refused.value.problem == problem
    assert not made.ledger.exists()


@pytest.mark.django_db
def test_an_address_is_needed_to_change_it():
    with pytest.raises(RequestRefused):
        ask_for(order(state="paid"), Request("change_address", "ordered_by_mistake"), key="k-1", by=ada())


@pytest.mark.django_db
def test_outsiders_ask_for_nothing():
    made = order()
    for by in (NOBODY, bea(order()), ServerActor("k", "Shop", ("conversations",))):
        with pytest.raises(NotVisible):
            ask_for(made, DAMAGED, key="k-1", by=by)


@pytest.mark.django_db
def test_money_to_another_destination_waits_a_day_and_its_contact_is_told():
    made = order()
    proven(made)
    before = timezone.now()
    entry = ask_for(made, elsewhere(), key="k-1", by=ada())
    assert entry.state == "waiting"
    assert entry.due_at >= before + timedelta(hours=24)
    told = Notice.objects.get()
    assert (told.purpose, told.recipient_id, told.fields["amount"]["amount"]) == (
        "refund_elsewhere", made.number, str(entry.amount)
    )  # fmt: skip
    assert Event.objects.filter(action="refund.other_destination", subject=made.subject).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"account": " "}, "account_missing"),
        ({"holder": "Olga Outsider"}, "holder_differs"),
        ({"holder": ""}, "holder_differs"),
    ],
)
def test_another_destination_needs_an_account_of_its_contact(changes, problem):
    made = order()
    code = proven(made)
    with pytest.raises(RequestRefused) as refused:
        ask_for(made, elsewhere(**changes), key="k-1", by=ada())
    code.refresh_from_db()
    assert (refused.value.problem, code.spent_at) == (problem, None)


@pytest.mark.django_db
def test_an_order_without_a_name_pays_to_nobody_else():
    with pytest.raises(RequestRefused):
        ask_for(order(name=""), elsewhere(holder=""), key="k-1", by=ada())


@pytest.mark.django_db
def test_a_caller_cannot_write_what_the_ledger_keeps_for_itself():
    made = order()
    request = Request("refund", "damaged", Decimal("1.00"), details={"after": "x", "shares": {"1": "0"}, "note": "n"})
    assert ask_for(made, request, key="k-1", by=ada()).details == {"note": "n"}


@pytest.mark.django_db
def test_asking_takes_few_statements():
    made = order()
    coupon(made)
    by = max_()
    with CaptureQueriesContext(
        connection,
    ) as taken:
        ask_for(made, Request("refund", "damaged", lines=(1,)), key="k-1", by=by)
    assert len(taken) <= 24, [each["sql"][:80] for each in taken]


@pytest.mark.django_db
class TestMoneyWithoutAWayBack:
    """A boleto names no account: the order is cancelled, and a person asks where the money shall go."""

    def cancelled(self):
        made = order(state="paid", placed_days_ago=0)
        made.payments.update(method="boleto")
        ask_for(made, Request("cancel", "changed_mind"), key="cancel", by=bea(made))
        return made

    def test_is_promised_nowhere_and_stands_as_a_task(self):
        made = self.cancelled()
        assert [each.kind for each in LedgerEntry.objects.filter(order=made)] == ["cancel"]
        task = made.tasks.get()
        assert (task.kind, task.data["method"], task.data["amount"]) == ("no_way_back", "boleto", "106.90")

    def test_beside_a_card_is_left_alone(self):
        made = order(state="paid", placed_days_ago=0, payments={"card-1": "50.00", "boleto-1": "56.90"})
        made.payments.filter(reference="boleto-1").update(method="boleto")
        ask_for(made, Request("cancel", "changed_mind"), key="cancel", by=bea(made))
        refund = LedgerEntry.objects.get(order=made, kind="refund")
        assert (refund.payment.reference, refund.amount) == ("card-1", Decimal("50.00"))
        assert made.tasks.get().data["payment"] == "boleto-1"
