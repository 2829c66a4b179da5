"""Receiving, answering and handing over: the message's path, on one page (docs/message-path.md).

receive -> take_turn -> answer (thinks, no transaction) -> act_on (re-reads under lock) -> say or hand over
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from loket.assistant import banks, language_model
from loket.assistant.actions import keep_trace
from loket.assistant.answering import answer
from loket.assistant.bank import Bank
from loket.assistant.decisions import Ask, Decision, HandOver, Perform, Reply, Silence, Spoken
from loket.assistant.flows.register import is_urgent
from loket.assistant.policies import held
from loket.assistant.transcript import Transcript
from loket.calendars.queries import schedules_of
from loket.channels.envelope import Inbound
from loket.conversations.actions.closures import check_not_ended, close_locked, reopen
from loket.conversations.actions.handovers import hand_over_locked, note_promise
from loket.conversations.actions.inbound import Opening, Received, issue_token, open_conversation, store_message
from loket.conversations.actions.locking import locked
from loket.conversations.actions.orders import attach_order_locked, keep_flow
from loket.conversations.actions.replies import Words, say
from loket.conversations.models import Conversation, Message
from loket.history.actions import record
from loket.lib.jobs import defer
from loket.orders.access import get_order_for
from loket.people.access import NotVisible
from loket.people.actions.customers import identify
from loket.people.actors import ASSISTANT, SYSTEM, Actor, CustomerActor, ServerActor
from loket.people.identity import Identity
from loket.people.models import Customer, ServerKey
from loket.promises.actions.refreshing import is_before_people, promise_anew, promise_on_hand_over, refresh_locked
from loket.reception import jobs, speech, two_languages
from loket.reception.locks import turn_lock
from loket.reception.people_at_hand import is_at_hand
from loket.reception.performing import perform
from loket.reception.queries import (
    QueueStatus,
    is_with_person_outside,
    queue_status,
    status_of_entry,
    team_of_language,
)
from loket.reception.transcripts import SOLVED, decision_words, language_of, read_transcript
from loket.reception.turns import Speaker, next_speaker

logger = logging.getLogger(__name__)

TRIES = 3
URGENT_REASONS = frozenset({"abuse_or_distress"})


@dataclass(frozen=True, slots=True)
class Opened:
    """A new conversation with the secret that lets its customer back in."""

    conversation: Conversation
    token: str


@transaction.atomic
def open_chat(opening: Opening, *, identity: Identity | None, by: Actor, customer: Customer | None = None) -> Opened:
    """Begin a conversation for a customer whom the shop vouches for, one who is in already, or somebody yet unknown."""
    customer = customer or identify(identity, language=opening.language, time_zone=opening.time_zone)
    conversation = open_conversation(customer, opening, by=by)
    return Opened(conversation, issue_token(conversation))


def begin_about(opened: Opened, number: str) -> None:
    """Let a conversation that has just begun be about an order; what its customer may not see is only remembered."""
    conversation = opened.conversation
    try:
        order = get_order_for(CustomerActor(conversation.customer_id, conversation.pk), number)
    except NotVisible:
        keep_flow(conversation, flow="", step="", told={"number": number})
    else:
        attach_order_locked(conversation, order, by=SYSTEM)


def server_key_of(actor: Actor) -> ServerKey | None:
    """The key under which a server's conversations are kept."""
    return ServerKey.objects.get(pk=actor.key_id) if isinstance(actor, ServerActor) else None


def receive(conversation: Conversation, inbound: Inbound, *, by: Actor) -> Received:
    """Store what came in, once, with the job that answers it in the same transaction."""
    try:
        return _receive(conversation, inbound, by=by)
    except IntegrityError:
        # A copy was stored while this one waited for the lock; now it is seen.
        return _receive(conversation, inbound, by=by)


@transaction.atomic
def _receive(conversation: Conversation, inbound: Inbound, *, by: Actor) -> Received:
    language = language_of(inbound, conversation)
    received = store_message(conversation.pk, inbound, language=language, by=by)
    if received.is_new and received.conversation.owner == Conversation.Owner.ASSISTANT:
        defer(
            jobs.take_turn,
            lock=received.conversation.subject,
            delay=jobs.RESCUE_AFTER + language_model.patience(),
            conversation_id=str(conversation.pk),
        )
    if received.is_new and received.conversation.staff_languages:
        two_languages.translate_behind(received.conversation)
    if received.is_new and _has_reopened_for_person(received):
        return replace(received, notices=(_say_where_it_waits(received.conversation),))
    return received


def _has_reopened_for_person(received: Received) -> bool:
    conversation = received.conversation
    return (
        conversation.is_queued and conversation.episode > 1 and conversation.episode_from == received.message.sequence
    )


def take_turn(conversation_id: UUID, *, wait: bool = False) -> list[Message]:
    """Let whoever is next on our side speak; for the assistant, think and act. Returns what was said.

    May be called any number of times: a turn that was taken is not taken again. With ``wait`` it comes after
    somebody who is thinking already, else it leaves the turn to them.
    """
    with turn_lock(conversation_id, wait=wait) as is_ours:
        return _take_turn(conversation_id) if is_ours else []


def _take_turn(conversation_id: UUID) -> list[Message]:
    reading = read_transcript(conversation_id)
    if next_speaker(reading.conversation, reading.last_customer_sequence) is not Speaker.ASSISTANT:
        return []
    at_hand = is_at_hand(reading.conversation.language, timezone.now())
    bank = banks.current().under(held.current(at_hand=at_hand))
    started = time.perf_counter()
    decision = _in_own_words(_answer(reading.transcript, bank), reading.transcript, bank)
    milliseconds = (time.perf_counter() - started) * 1000
    return act_on(
        conversation_id,
        decision,
        after_sequence=reading.conversation.last_sequence,
        bank_version=bank.version,
        milliseconds=milliseconds,
        transcript=reading.transcript,
    )


def _answer(transcript: Transcript, bank: Bank) -> Decision:
    for attempt in range(1, TRIES + 1):
        try:
            return answer(transcript, bank)
        except Exception:
            # Whatever goes wrong in thinking, a person comes: the customer never pays for our mistake.
            logger.exception("The assistant failed (attempt %d of %d).", attempt, TRIES)
    return HandOver("assistant_unavailable", transcript.page_language)


def _in_own_words(decision: Decision, transcript: Transcript, bank: Bank) -> Decision:
    try:
        return language_model.compose_answer(decision, transcript, bank)
    except Exception:
        # The article was good enough before a model was connected.
        logger.exception("Composing failed; the article is sent as it is.")
        return decision


@transaction.atomic
def act_on(
    conversation_id: UUID,
    decision: Decision,
    *,
    after_sequence: int,
    bank_version: str,
    milliseconds: float,
    transcript: Transcript | None = None,
) -> list[Message]:
    """Carry a decision out, unless something newer came or somebody else owns the conversation by now."""
    conversation = locked(conversation_id)
    if conversation.last_sequence != after_sequence or conversation.owner != Conversation.Owner.ASSISTANT:
        return []
    if conversation.is_closed:
        return []
    said = _performed(conversation, decision, transcript or read_transcript(conversation_id).transcript)
    _keep_place(conversation, said)
    message = _carry_out(conversation, said)
    keep_trace(
        conversation_id,
        decision,
        after_sequence=after_sequence,
        message=message,
        bank_version=bank_version,
        milliseconds=milliseconds,
    )
    return [message] if message else []


def _performed(conversation: Conversation, decision: Decision, transcript: Transcript) -> Spoken:
    """What is to be said once a decision was carried out that has something done."""
    while isinstance(decision, Perform):
        decision = replace(perform(conversation, decision, transcript), trace=decision.trace)
    return decision


def _keep_place(conversation: Conversation, decision: Spoken) -> None:
    """Note where the customer stands in a guided flow, and with which order; after another answer no step waits."""
    guide = decision.guide if isinstance(decision, Reply | HandOver) else None
    if guide is None:
        if conversation.flow_step and isinstance(decision, Reply):
            keep_flow(conversation, flow=conversation.flow, step="", told=conversation.flow_data)
        return
    place = guide.position
    keep_flow(conversation, flow=place.flow, step=place.step, told=place.told)
    if guide.order:
        customer = CustomerActor(conversation.customer_id, conversation.pk)
        attach_order_locked(conversation, get_order_for(customer, guide.order), by=ASSISTANT)


def _carry_out(conversation: Conversation, decision: Spoken) -> Message | None:
    match decision:
        case Silence():
            conversation.answered_sequence = conversation.last_sequence
            # Nothing to say is an answer too: it is the customer's turn, and the clock may close the case.
            conversation.waiting_customer_since = timezone.now()
            conversation.save(update_fields=["answered_sequence", "waiting_customer_since"])
            return None
        case HandOver():
            return _hand_over(conversation, reason=decision.reason, language=decision.language, by=ASSISTANT)
        case Reply() | Ask():
            message = say(conversation, decision_words(decision, conversation), by=ASSISTANT)
            if decision.trace.data.get("says") == SOLVED:
                record("conversation.solved", conversation.subject, by=SYSTEM.label)
                close_locked(conversation, by=SYSTEM, reason="solved")
            return message


def hand_over(conversation_id: UUID, *, reason: str, by: Actor) -> list[Message]:
    """Fetch a person at once: the button that is always there. Does nothing where one was fetched already."""
    with transaction.atomic():
        conversation = locked(conversation_id)
        was_closed = conversation.is_closed
        if was_closed:
            _reopen_for_person(conversation, by=by)
        if conversation.owner == Conversation.Owner.ASSISTANT or is_with_person_outside(conversation):
            return [_hand_over(conversation, reason=reason, language=conversation.language, by=by)]
        return [_say_where_it_waits(conversation)] if was_closed else []


def _reopen_for_person(conversation: Conversation, *, by: Actor) -> None:
    now = timezone.now()
    check_not_ended(conversation, now)
    reopen(conversation, by=by, now=now)
    conversation.save()


def _hand_over(conversation: Conversation, *, reason: str, language: str, by: Actor) -> Message:
    is_first = conversation.owner == Conversation.Owner.ASSISTANT and is_before_people(conversation)
    team = team_of_language(language)
    is_pressing = reason in URGENT_REASONS or is_urgent(conversation.flow, conversation.flow_step)
    entry = hand_over_locked(conversation, reason=reason, team=team, by=by, urgent=is_pressing)
    now = timezone.now()
    schedule = schedules_of([team])[team.pk] if team else None
    status = status_of_entry(entry, team, now, schedule=schedule)
    low, high = status.wait_seconds or (None, None)
    note_promise(entry, low, high)
    promise = promise_on_hand_over if is_first else promise_anew
    due_at = promise(conversation, entry, schedule, now=now)
    return _say_handover(conversation, replace(status, promised_by=due_at), language)


def _say_where_it_waits(conversation: Conversation) -> Message:
    now = timezone.now()
    refresh_locked(conversation, now)
    status = queue_status(conversation, now)
    if status is None:
        raise RuntimeError(f"Conversation {conversation.number} was reopened for a person but does not wait.")
    return _say_handover(conversation, status, conversation.language)


def _say_handover(conversation: Conversation, status: QueueStatus, language: str) -> Message:
    text, used = speech.handover_text(
        language, status, number=conversation.number, time_zone=conversation.time_zone, now=timezone.now()
    )
    return say(conversation, Words(text=text, language=used, kind=Message.Kind.HANDOVER), by=SYSTEM)
