from __future__ import annotations

import json
import string
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.assistant.flows.advancing import arrive
from loket.assistant.flows.record import record_of
from loket.assistant.flows.register import FLOWS
from loket.assistant.flows.shapes import Position
from loket.assistant.flows.situation import CONDITIONS, Situation, holds
from loket.assistant.flows.telling import LANGUAGES, tell
from loket.assistant.flows.tests.orders import KETTLE, LAMP, NOW, PAID, known, parcel
from loket.orders.facts import CouponFacts, PaymentFacts, RefundFacts

STEPS = [(flow, step) for flow in FLOWS.values() for step in flow.steps]
SPOKEN = [(flow, step) for flow, step in STEPS if not step.ends and not step.performs]
WORDING = {
    tag: json.loads((resources.files("loket.assistant.flows") / "wording" / f"{tag}.json").read_text("utf-8"))
    for tag in LANGUAGES
}


def _name(each):
    return each if isinstance(each, str) else each.name


def is_said(flow, step):
    """A step that always goes on elsewhere is never said."""
    return not any(condition == "always" for condition, _to in step.goes)


@pytest.mark.parametrize(("flow", "step"), STEPS, ids=_name)
def test_every_way_leads_somewhere_that_exists(flow, step):
    names = {each.name for each in flow.steps}
    targets = [to for _condition, to in step.goes] + [each.to for each in step.choices] + [step.then or flow.first.name]
    for target in targets:
        kind, _, rest = target.partition(":")
        assert target in names | {"later", "solved"} or (kind == "flow" and rest in FLOWS)
    conditions = [name for name, _to in step.goes] + [each.when for each in step.choices]
    assert all(name in CONDITIONS or name.startswith("may:") for name in conditions)
    if step.performs:
        assert {step.performs.done, step.performs.refused} <= names
    assert not (step.keeps or step.picks) or step.then


@pytest.mark.parametrize("flow", FLOWS.values(), ids=_name)
def test_no_flow_is_a_dead_end(flow):
    for step in flow.steps:
        assert step.ends or step.performs or step.choices or step.keeps or step.picks or step.goes


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_step_and_button_has_its_words(tag):
    words = WORDING[tag]
    assert set(words["titles"]) == set(FLOWS)
    wanted = {
        flow.name: {step.name for _flow, step in SPOKEN if _flow is flow and is_said(flow, step)}
        for flow in FLOWS.values()
    }
    assert {name: set(steps) for name, steps in words["flows"].items()} == wanted
    assert {each.label for _flow, step in STEPS for each in step.choices} <= set(words["labels"])


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag != "en"])
def test_translations_name_what_the_original_names(tag):
    def fields(tree):
        if isinstance(tree, str):
            return sorted({name for _text, name, _format, _conversion in string.Formatter().parse(tree) if name})
        items = tree.items() if isinstance(tree, dict) else enumerate(tree)
        return {str(key): fields(each) for key, each in items}

    assert fields(WORDING[tag]) == fields(WORDING["en"])


states = st.sampled_from(
    ["awaiting_payment", "paid", "shipped", "delivered", "completed", "cancelled", "payment_failed", "expired"]
)
parcels = st.lists(
    st.builds(
        parcel,
        st.sampled_from(["preparing", "in_transit", "customs", "delivered", "returned", "lost"]),
        days_ago=st.integers(1, 200),
        number=st.sampled_from(["", "LX123456785CN"]),
    ),
    max_size=2,
).map(tuple)
refunds = st.lists(
    st.builds(
        RefundFacts,
        st.sampled_from(["r-1", "r-2"]),
        st.sampled_from([Decimal("10.00"), Decimal("94.90")]),
        st.just("original"),
        st.sampled_from(["requested", "sent", "settled", "failed"]),
    ),
    max_size=1,
).map(tuple)
payments = st.lists(
    st.builds(
        PaymentFacts,
        st.sampled_from(["p-1", "p-2"]),
        st.sampled_from(["card", "pix", "boleto", "oxxo", "something_new"]),
        st.just(Decimal("94.90")),
        st.sampled_from(["pending", "captured", "failed", "expired"]),
        refunds=refunds,
    ),
    max_size=2,
    unique_by=lambda each: each.reference,
).map(tuple)
any_order = st.builds(
    lambda state, shipments, paid, items, coupons, days: replace(
        PAID,
        state=state,
        shipments=shipments,
        payments=paid,
        items=items,
        coupons=coupons,
        promised_by=NOW + timedelta(days=days),
    ),
    states,
    parcels,
    payments,
    st.sampled_from([(), (LAMP,), (LAMP, KETTLE)]),
    st.sampled_from([(), (CouponFacts("WELCOME", Decimal(5), "platform", "applied"),)]),
    st.integers(-150, 60),
)


def reachable(flow, order):
    """Every step that the customer can come to, from the first on."""
    waiting, met = [flow.first], {}
    while waiting:
        situation = Situation(order, Position(flow.name, "", {"address": "Rua 1, 50000 Recife"}), NOW)
        step = arrive(flow, waiting.pop(), situation)
        if step.name in met:
            continue
        met[step.name] = (step, situation)
        following = [each.to for each in step.choices if holds(each.when, situation)] + [step.then]
        waiting += [flow.step(to) for to in following if to in {each.name for each in flow.steps}]
    return met.values()


@given(facts=any_order, flow=st.sampled_from(list(FLOWS.values())), tag=st.sampled_from(LANGUAGES))
def test_whatever_the_order_is_all_that_is_said_is_whole(facts, flow, tag):
    for step, situation in reachable(flow, known(facts)):
        if step.ends or step.performs:
            continue
        told = tell(flow, step, situation, tag)
        assert all(text and "{" not in text and "  " not in text for text in told.texts), step.name
        assert told.options[-1].id == "person"
        assert len({each.id for each in told.options}) == len(told.options)


ONE_WAY = st.sampled_from(["boleto", "oxxo", "spei", "virtual_account", "cash_on_delivery"])


@given(facts=any_order, method=ONE_WAY, flow=st.sampled_from(list(FLOWS.values())), tag=st.sampled_from(LANGUAGES))
def test_no_flow_sends_money_back_a_way_that_carries_none(facts, method, flow, tag):
    paid = PaymentFacts("p-9", method, Decimal("94.90"), "captured")
    for step, situation in reachable(flow, known(replace(facts, payments=(paid,)))):
        assert not step.performs or step.performs.kind != "refund", step.name
        if step.ends or step.performs:
            continue
        fields = record_of(situation, WORDING[tag])
        told = " ".join(tell(flow, step, situation, tag).texts)
        assert not fields["where"] or fields["where"] not in told, step.name


@pytest.mark.parametrize("tag", LANGUAGES)
def test_where_money_can_go_instead_is_named(tag):
    paid = PaymentFacts("p-9", "boleto", Decimal("94.90"), "captured")
    order = known(replace(PAID, state="cancelled", payments=(paid,)))
    flow = FLOWS["refund_status"]
    situation = Situation(order, Position(flow.name, "start"), NOW)
    told = tell(flow, arrive(flow, flow.first, situation), situation, tag).texts[0]
    named = [WORDING[tag]["labels"][f"account_{each}"] for each in ("pix_key", "bank_account")]
    assert all(each in told for each in ("Boleto", "94", *named))


def test_a_refund_that_was_asked_for_over_such_a_way_is_no_promise_either():
    asked = RefundFacts("r-1", Decimal("94.90"), "original", "requested")
    paid = PaymentFacts("p-9", "oxxo", Decimal("94.90"), "captured", refunds=(asked,))
    flow = FLOWS["refund_status"]
    situation = Situation(known(replace(PAID, state="cancelled", payments=(paid,))), Position(flow.name, "start"), NOW)
    told = tell(flow, arrive(flow, flow.first, situation), situation, "en").texts[0]
    assert "OXXO carries no money back; a person settles with you where it goes" in told
