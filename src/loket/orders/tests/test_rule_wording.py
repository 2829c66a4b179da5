from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import translation

from loket.orders.models import PAYOUT_KINDS, LedgerEntry
from loket.orders.rulebook import rule_labels
from loket.orders.rulebook.policies import built_in_policy
from loket.orders.rulebook.policy_document import BEARERS, KINDS, PARCEL_STATES, REASONS, ROLES, SITUATIONS, STATES
from loket.orders.rulebook.rule_wording import cost_label, explain, kind_label, reason_label
from loket.orders.rulebook.rules import permission
from loket.orders.tests.rule_cases import NOW, ORDERS, PAID, entry


def say(order, kind, role="buyer", **more):
    facts = ORDERS[order] if isinstance(order, str) else order
    found = permission(facts, kind, role, policy=built_in_policy(), now=NOW, **more)
    return explain(found, currency="BRL", time_zone="America/Recife")


@pytest.mark.parametrize(
    ("order", "kind", "role", "sentence"),
    [
        ("paid", "cancel", "buyer", "You can cancel until it is shipped."),
        (
            "on its way",
            "cancel",
            "buyer",
            "This order has been shipped, so it can no longer be cancelled. "
            "You can ask for a refund if it has not come by November 20.",
        ),
        (
            "on its way",
            "cancel",
            "agent",
            "This order has been shipped, so it can no longer be cancelled. A lead may do it. "
            "A refund is possible instead.",
        ),
        (
            "on its way",
            "refund",
            "buyer",
            "It may still come. You can ask for a refund if it has not come by November 20.",
        ),
        ("5 days late", "refund", "buyer", "A refund of up to R$106.90 is possible until February 2, 2027."),
        ("delivered 3 days ago", "refund", "buyer", "A person has to look at this first. Write to us."),
        ("completed", "replace", "agent", "This was possible until September 1. A lead may do it."),
        ("awaiting payment", "refund", "agent", "Nothing was paid for this order, so there is nothing to give back."),
        (
            "cancelled, money back",
            "return_coupon",
            "buyer",
            "You can have the coupon back until December 10 at 9:00 AM.",
        ),
        ("on its way", "replace", "agent", "It can be replaced once it has arrived."),
        ("expired", "cancel", "buyer", "This order ended before it was paid, so there is nothing to cancel."),
    ],
)
def test_a_sentence_answers_the_question(order, kind, role, sentence):
    with translation.override("en"):
        assert say(order, kind, role).replace("\N{NO-BREAK SPACE}", " ") == sentence


def test_an_order_that_is_paid_and_not_sent_is_cancelled_rather_than_refunded():
    with translation.override("en"):
        assert say("paid", "refund").endswith("You can cancel the order instead; what was paid then goes back.")


def test_amounts_and_days_stand_in_the_readers_format():
    with translation.override("pt-br"):
        said = say("5 days late", "refund")
    assert "R$\N{NO-BREAK SPACE}106,90" in said
    assert "2 de fevereiro de 2027" in said


def test_what_waits_for_a_second_person_says_so():
    waiting = replace(PAID, ledger=(entry("cancel", "awaiting_approval"),))
    with translation.override("en"):
        assert say(waiting, "cancel") == "This has been asked for already; a second person has to agree."


@pytest.mark.parametrize(
    ("label", "codes"),
    [
        (kind_label, KINDS), (reason_label, REASONS), (cost_label, BEARERS), (rule_labels.role_label, ROLES),
        (rule_labels.state_label, STATES), (rule_labels.parcel_label, PARCEL_STATES),
        (rule_labels.situation_label, SITUATIONS),
    ],
)  # fmt: skip
def test_every_code_has_a_name_and_a_strange_one_stands_as_it_is(label, codes):
    names = [label(each) for each in codes]
    assert len(set(names)) == len(codes)
    assert all(" " in name or "_" not in name for name in names)
    assert label("something_else") == "something_else"


def test_kinds_and_bearers_are_those_of_the_ledger():
    assert (*KINDS, *PAYOUT_KINDS) == tuple(LedgerEntry.Kind.values)
    assert set(BEARERS) == set(LedgerEntry.CostTo.values)
    assert {kind: str(LedgerEntry.Kind(kind).label) for kind in KINDS} == {kind: kind_label(kind) for kind in KINDS}
