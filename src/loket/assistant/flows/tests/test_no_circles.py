"""The rules that keep the assistant out of circles hold in guided flows too, whatever the order and the taps."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loket.assistant.answering import answer
from loket.assistant.bank import build_bank
from loket.assistant.decisions import Ask, HandOver, Perform, Reply
from loket.assistant.episode import read_episode
from loket.assistant.flows.outcomes import after_action, after_code, after_code_sent
from loket.assistant.flows.tests.orders import NOW, PAID, known
from loket.assistant.flows.tests.test_flows import any_order
from loket.assistant.flows.way import Way
from loket.assistant.order_context import OrderContext
from loket.assistant.tests.shop import ARTICLES, Conversation
from loket.assistant.transcript import Transcript
from loket.lib.embedding import use

FLOWS = {"cancel-order": "cancel_order", "track-parcel": "tracking", "damaged-item": "damaged", "use-coupon": "coupon"}
WORDS = (
    "I want to cancel what I bought",
    "where's my stuff",
    "it came broken",
    "apply a voucher",
    "yes",
    "no",
    "123456",
)
MORE = (
    PAID.number,
    "the second",
    "hello",
    "Rua 1, 50000 Recife, Brasil",
    "and if it's already shipped?",
    "refund",
    "😡",
)


@pytest.fixture(scope="module")
def bank():
    return build_bank([replace(each, flow=FLOWS.get(each.article, "")) for each in ARTICLES], use())


class Guided(Conversation):
    """Bea, her order, and an assistant whose decisions are applied as reception would."""

    def __init__(self, bank, order, *, is_vouched, is_told):
        super().__init__(bank)
        self.order, self.is_refused = order, False
        self.orders = OrderContext(
            is_vouched=is_vouched, recent=(order,) if is_vouched else (), order=order if is_told else None, now=NOW
        )

    def decides(self):
        text = self.turns[-1].text
        named = (self.order,) if self.order.number in text and self.orders.is_vouched else ()
        unseen = self.order.number if self.order.number in text and not named else ""
        orders = replace(self.orders, named=named, unseen=unseen, texts=(self.order.number,))
        transcript = Transcript(tuple(self.turns), self.page_language, orders=orders)
        decision = answer(transcript, self.bank)
        while isinstance(decision, Perform):
            decision = self._perform(decision, Way(orders, read_episode(transcript), decision.language))
        self._keep(decision)
        return decision

    def _perform(self, decision, way):
        if decision.command == "act":
            self.is_refused = not self.is_refused
            return after_action(decision, way, self.order, refusal="It is too late." if self.is_refused else "")
        if decision.command == "send_code":
            return after_code_sent(decision, way)
        return after_code(decision, way, self.order if decision.given["code"] == "123456" else None)

    def _keep(self, decision):
        if isinstance(decision, Reply):
            slugs = tuple(source.article for source in decision.sources)
            self._add("assistant", decision.kind, decision.text, sources=slugs, options=decision.options)
        elif isinstance(decision, Ask):
            self._add("assistant", decision.kind, decision.text, options=decision.options)
        elif isinstance(decision, HandOver):
            self._add("system", "handover", decision.reason)
        guide = getattr(decision, "guide", None)
        if guide:
            order = self.order if guide.order else self.orders.order
            self.orders = replace(self.orders, position=guide.position, order=order)


taps = st.integers(0, 6)
script = st.lists(st.one_of(st.sampled_from((*WORDS, *MORE)), taps, taps, st.just("📷")), min_size=1, max_size=14)


def live_through(bea, script):
    decisions = []
    for act in script:
        options = next((turn.options for turn in reversed(bea.turns) if turn.options), ())
        if isinstance(act, int):
            decisions.append(bea.says("", options[act % len(options)].id) if options else bea.says("hello"))
        else:
            decisions.append(bea.says(act, has_attachments=act == "📷"))
    return decisions


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(facts=any_order, script=script, is_vouched=st.booleans(), is_told=st.booleans())
def test_no_guided_conversation_goes_round_in_circles(bank, facts, script, is_vouched, is_told):
    bea = Guided(bank, known(facts), is_vouched=is_vouched, is_told=is_told)
    decisions = live_through(bea, script)
    said = [each.text for each in decisions if isinstance(each, Reply | Ask)]
    assert len(said) == len(set(said)), "the same reply twice"
    kinds = [type(each) for each in decisions]
    assert not any(before is after is Ask for before, after in pairwise(kinds)), "two clarifying questions in a row"
    for each in decisions:
        if isinstance(each, Reply) and each.guide:
            assert "person" in {option.id for option in each.options}, "no way to a person"
