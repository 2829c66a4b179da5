"""Has done what a guided flow decided on, inside the conversation's own transaction, and says what became of it."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from loket.assistant.decisions import Decision, HandOver, Perform
from loket.assistant.episode import read_episode
from loket.assistant.flows.addresses import Address
from loket.assistant.flows.outcomes import after_action, after_code, after_code_sent, after_too_many
from loket.assistant.flows.register import FLOWS
from loket.assistant.flows.situation import Situation
from loket.assistant.flows.way import Way
from loket.assistant.transcript import Transcript
from loket.conversations.models import Conversation
from loket.orders.access import get_order_for
from loket.orders.actions.ledger import NotAllowed, OverTheCap, Request, RequestRefused, ask_for
from loket.orders.actions.proving import ask_for_code, confirm_code
from loket.orders.models import LedgerEntry, Order
from loket.orders.proofs.proving import NotANumber, TooManySends, TooManyTries
from loket.orders.rulebook.rule_wording import explain
from loket.people.actors import CustomerActor
from loket.reception.orders_known import known_order
from loket.reception.speech import in_language


def perform(conversation: Conversation, decision: Perform, transcript: Transcript) -> Decision:
    """Carry one decision out, once however often it is tried, and return what is to be said about it."""
    now = timezone.now()
    way = Way(replace(transcript.orders, now=now), read_episode(transcript), decision.language)
    match decision.command:
        case "act":
            return _act(conversation, decision, way)
        case "send_code":
            return _send_code(conversation, decision, way)
        case "confirm_code":
            return _confirm_code(conversation, decision, way)


def _act(conversation: Conversation, decision: Perform, way: Way) -> Decision:
    actor = CustomerActor(conversation.customer_id, conversation.pk)
    order = get_order_for(actor, decision.guide.order)
    position = decision.guide.position
    named = FLOWS[position.flow].step(position.step).performs
    if named is None:
        raise LookupError(f"{position.flow} has nothing done at {position.step}.")
    situation = Situation(known_order(order, now=way.orders.now), position, way.orders.now)
    reason = situation.reason_for(named.kind, *named.reasons) or named.reasons[0]
    key = f"conversation:{conversation.pk}:{conversation.last_sequence}:{position.flow}:{position.step}"
    try:
        with transaction.atomic():
            entry = ask_for(order, _request(named.kind, reason, situation), key=key, by=actor)
    except NotAllowed as refused:
        with in_language(decision.language):
            why = explain(refused.permission, currency=order.currency, time_zone=order.time_zone)
        return after_action(decision, way, known_order(order, now=way.orders.now), refusal=why)
    except (OverTheCap, RequestRefused):
        # The rules allowed it and the ledger did not: somebody has to look.
        return HandOver("guided", decision.language, guide=decision.guide)
    waits = entry.state == LedgerEntry.State.AWAITING_APPROVAL
    return after_action(decision, way, known_order(order, now=way.orders.now), waits=waits)


def _request(kind: str, reason: str, situation: Situation) -> Request:
    details: dict[str, object] = {}
    if kind == "change_address":
        details["address"] = _address(situation.address, situation.country)
    if kind == "return_coupon":
        details["coupon"] = next((each.code for each in situation.facts.coupons), "")
    line = situation.position.told.get("line", "")
    return Request(kind, reason, lines=(int(line),) if line.isdecimal() else (), details=details)


def _address(read: Address, country: str) -> dict[str, object]:
    """The address as the contract has it, in the order's own country: only a person moves it to another."""
    named = {"name": read.name, "city": read.city, "postcode": read.postcode, "country": country}
    return {**named, "lines": list(read.lines)}


def _send_code(conversation: Conversation, decision: Perform, way: Way) -> Decision:
    try:
        ask_for_code(conversation.customer, decision.given.get("number", ""), now=way.orders.now)
    except (TooManySends, NotANumber):
        return after_too_many(decision, way)
    return after_code_sent(decision, way)


def _confirm_code(conversation: Conversation, decision: Perform, way: Way) -> Decision:
    number, code = decision.given.get("number", ""), decision.given.get("code", "")
    try:
        order: Order | None = confirm_code(conversation.customer, number, code, now=way.orders.now)
    except TooManyTries:
        return after_too_many(decision, way)
    return after_code(decision, way, known_order(order, now=way.orders.now) if order else None)
