"""Proving that an order is one's own, by a code that goes to its contact and to nobody else.

Whoever asks learns nothing about a number: asking always does the same work, and a job finds out later whether
there is such an order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from loket.history.actions import record
from loket.lib.jobs import defer
from loket.orders import jobs
from loket.orders.bookkeeping.destinations import PROOF_IS_FRESH_FOR
from loket.orders.bookkeeping.refusals import RequestRefused
from loket.orders.models import OneTimeCode, Order, OrderGrant
from loket.orders.proofs.code_wording import asked_text
from loket.orders.proofs.proving import (
    ASKED_BY_CUSTOMER,
    ASKED_FOR_NUMBER,
    KEPT_FOR,
    LIFE,
    MOST_TRIES,
    Limit,
    NotANumber,
    TooManySends,
    TooManyTries,
    digest_of_code,
    is_code,
    new_code,
    typed_code,
    typed_key,
)
from loket.orders.proofs.sealing import seal
from loket.people.access import NotVisible
from loket.people.actors import Actor, CustomerActor
from loket.people.models import Customer


@dataclass(frozen=True, slots=True)
class CodeAsked:
    """What the asker is told, the same for every number; ``seconds`` is how long a code is good."""

    text: str
    seconds: int


@transaction.atomic
def ask_for_code(customer: Customer, number: str, *, now: datetime) -> CodeAsked:
    """Send a code to the contact of the order with this number, if there is one; the asker cannot tell.

    An earlier code of this customer for this number is no longer good. Raises NotANumber, TooManySends.
    """
    key = typed_key(number)
    _hold(customer)
    _refuse_too_many(OneTimeCode.objects.filter(customer=customer), ASKED_BY_CUSTOMER, now=now)
    _refuse_too_many(OneTimeCode.objects.filter(number_key=key), ASKED_FOR_NUMBER, now=now)
    code = new_code()
    row = OneTimeCode.objects.create(
        customer=customer,
        number_key=key,
        digest=digest_of_code(code, customer_id=customer.pk, key=key),
        created_at=now,
        expires_at=now + LIFE,
    )
    defer(jobs.send_code, code_id=row.pk, sealed=seal({"code": code, "number": number}))
    return CodeAsked(asked_text(), int(LIFE.total_seconds()))


@transaction.atomic
def confirm_code(customer: Customer, number: str, code: str, *, now: datetime) -> Order | None:
    """The order that the code has proven to be this customer's, who sees it from now on; None for any other code.

    Whoever shows the right code once more, as a double click does, gets the same order while the code lives.
    Raises TooManyTries; nothing else tells a wrong code from a number that does not exist.
    """
    typed, key = typed_code(code), _key_or_nothing(number)
    row = _newest_code(customer, key)
    if typed is None or row is None or now >= row.expires_at:
        return None
    if row.tries >= MOST_TRIES:
        raise TooManyTries(max(1, round((row.expires_at - now).total_seconds())))
    row.tries += 1
    row.save(update_fields=["tries"])
    if not is_code(typed, row.digest, customer_id=customer.pk, key=key) or row.order is None:
        return None
    if row.used_at is None:
        _grant(row, row.order, now=now)
    return row.order


@transaction.atomic
def open_by_letter(customer: Customer, order: Order, *, now: datetime) -> None:
    """Let a customer see an order because they hold the link of a letter that went to its contact, as a code does."""
    _hold(customer)
    OrderGrant.objects.update_or_create(
        customer=customer, order=order, defaults={"granted_at": now}, create_defaults={"granted_at": now}
    )
    record("order.proven", order.subject, by=CustomerActor(customer.pk).label)


def spend_proof(order: Order, by: Actor, *, now: datetime) -> dict[str, str]:
    """Use up the newest fresh code that proved the order: a customer's own, for anybody else whoever confirmed it.

    Returns which, whose and of when; raises RequestRefused where there is none that was not used up before.
    """
    fresh = OneTimeCode.objects.select_for_update(of=("self",), no_key=True).filter(
        order=order, used_at__range=(now - PROOF_IS_FRESH_FOR, now), spent_at=None
    )
    mine = fresh.filter(customer=by.customer_id) if isinstance(by, CustomerActor) else fresh
    row = mine.order_by("-used_at", "-pk").first()
    if row is None or row.used_at is None:
        raise RequestRefused("proof_too_old")
    row.spent_at = now
    row.save(update_fields=["spent_at"])
    return {"code": str(row.pk), "customer": str(row.customer_id), "at": row.used_at.isoformat()}


@transaction.atomic
def erase_proofs(customer_ids: Sequence[UUID]) -> None:
    """Forget what these customers asked for and have proven, and who has proven what was theirs."""
    of_them = Q(customer__in=customer_ids) | Q(order__customer__in=customer_ids)
    # Codes first: whoever is confirming one holds its row, and has granted by the time that it is let go.
    OneTimeCode.objects.filter(of_them).delete()
    OrderGrant.objects.filter(of_them).delete()


def sweep_codes(now: datetime) -> None:
    """Forget codes of more than a day ago."""
    OneTimeCode.objects.filter(created_at__lt=now - KEPT_FOR).delete()


def _hold(customer: Customer) -> None:
    """One request of a customer at a time, so that two at once count twice; raises NotVisible for the erased."""
    held = Customer.objects.select_for_update(no_key=True).filter(pk=customer.pk, erased_at=None)
    if held.values_list("pk", flat=True).first() is None:
        raise NotVisible


def _refuse_too_many(asked: QuerySet[OneTimeCode], limit: Limit, *, now: datetime) -> None:
    newest = asked.filter(created_at__gt=now - limit.within).order_by("-created_at")
    moments = list(newest.values_list("created_at", flat=True)[: limit.most])
    if seconds := limit.seconds_until_free(moments, now=now):
        raise TooManySends(seconds)


def _key_or_nothing(number: str) -> str:
    try:
        return typed_key(number)
    except NotANumber:
        return ""


def _newest_code(customer: Customer, key: str) -> OneTimeCode | None:
    """The one code that may be good, its row locked so that two tries at once count twice."""
    asked = OneTimeCode.objects.select_for_update(of=("self",), no_key=True).filter(customer=customer, number_key=key)
    return asked.order_by("-created_at", "-pk").first()


def _grant(row: OneTimeCode, order: Order, *, now: datetime) -> None:
    row.used_at = now
    row.save(update_fields=["used_at"])
    OrderGrant.objects.update_or_create(
        customer_id=row.customer_id, order=order, defaults={"granted_at": now}, create_defaults={"granted_at": now}
    )
    record("order.proven", order.subject, by=CustomerActor(row.customer_id).label)
