"""All that is kept about one customer, in whatever room: to hand it out, and to forget it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from loket.assistant.actions import erase_traces
from loket.conversations.actions.erasure import erase_customer
from loket.conversations.exports import ConversationRecord, conversation_records
from loket.disputes.actions.erasure import erase_disputes
from loket.disputes.exports import DisputeRecord, dispute_records
from loket.history.actions import record, record_look
from loket.learning.actions.erasure import erase_lessons
from loket.notices.actions.erasure import forget_recipient
from loket.orders.actions.erasure import erase_orders
from loket.orders.actions.proving import erase_proofs
from loket.orders.documents.exporting import orders_of
from loket.orders.documents.order_document import Document
from loket.orders.talk.lines import TalkSnapshot
from loket.orders.talk.queries import talks_of
from loket.people.actors import Actor
from loket.people.models import Customer
from loket.surveys.actions import erase_comments
from loket.surveys.queries import ratings_in


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Who the customer is, as far as this house knows."""

    id: UUID
    external_id: str | None
    name: str
    email: str
    phone: str
    language: str
    time_zone: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class RatingRecord:
    """How the customer found one episode of a conversation."""

    conversation: UUID
    score: int
    reasons: tuple[str, ...]
    comment: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Everything about one customer."""

    customer: PersonRecord
    conversations: tuple[ConversationRecord, ...]
    ratings: tuple[RatingRecord, ...]
    orders: tuple[Document, ...]
    talks: tuple[TalkSnapshot, ...]
    disputes: tuple[DisputeRecord, ...]


def export_personal_data(customer: Customer, *, by: Actor) -> PersonalData:
    """Everything about a customer; that it was handed out is recorded."""
    conversations = conversation_records(customer)
    ratings = ratings_in([each.id for each in conversations])
    for each in conversations:
        record_look(f"conversation:{each.id}", by=by.label, actor_id=by.actor_id)
    record("customer.exported", f"customer:{customer.pk}", by=by.label, actor_id=by.actor_id)
    return PersonalData(
        customer=_person(customer),
        conversations=tuple(conversations),
        ratings=tuple(
            RatingRecord(each.conversation_id, each.score, tuple(each.reasons), each.comment, each.created_at)
            for each in ratings
        ),
        orders=orders_of(customer),
        talks=talks_of(customer),
        disputes=tuple(dispute_records(customer, now=timezone.now())),
    )


@transaction.atomic
def erase_personal_data(customer: Customer, *, by: Actor) -> None:
    """Forget a customer in every room, all of it or nothing. It cannot be undone."""
    conversation_ids = erase_customer(customer, by=by)
    erase_proofs([customer.pk])
    erase_disputes(customer, by=by)
    erase_orders(customer, by=by)
    erase_comments(conversation_ids)
    erase_traces(conversation_ids)
    erase_lessons(conversation_ids)
    forget_recipient("customer", str(customer.pk))


def _person(customer: Customer) -> PersonRecord:
    return PersonRecord(
        id=customer.pk,
        external_id=customer.external_id,
        name=customer.name,
        email=customer.email,
        phone=customer.phone,
        language=customer.language,
        time_zone=customer.time_zone,
        created_at=customer.created_at,
    )
