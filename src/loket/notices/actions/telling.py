"""Telling somebody something: the row and the job stand in the transaction of what caused them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from loket.lib.jobs import defer
from loket.lib.sealing import seal
from loket.notices import jobs
from loket.notices.actions.ending import note_end
from loket.notices.actions.news import tell_of_outbox
from loket.notices.facts import Recipient, Telling
from loket.notices.known import Known, known_of
from loket.notices.models import IS_UNSENT, STILL_TO_GO, Notice, State
from loket.notices.purposes import PURPOSES, Purpose
from loket.notices.references import LINK, SEALED_FOR
from loket.people.language import nearest
from loket.texts.languages import text_languages

READ_ON_THE_PAGE = "read on the page"
_LONGEST_SAID = 500


@transaction.atomic(savepoint=False)
def tell(telling: Telling, *, now: datetime | None = None) -> Notice:
    """Put one notice into the outbox; the same key once more finds the first, whatever else it says.

    Where nobody can be written to, the row says so at once. Raises KeyError for a purpose that is not known.
    """
    moment = now or timezone.now()
    purpose = PURPOSES[telling.purpose]
    found = Notice.objects.filter(key=telling.key).first()
    if found is not None:
        return found
    known = known_of([telling.recipient])
    notice, is_new = Notice.objects.get_or_create(key=telling.key, defaults=_row(telling, purpose, known, moment))
    if not is_new:
        return notice
    tell_of_outbox()
    if notice.state == State.UNREACHABLE:
        note_end(notice)
    elif notice.state == State.READY:
        defer(jobs.send, notice_id=notice.pk)
    return notice


def withdraw(key: str, *, why: str) -> bool:
    """Take a notice back that has not gone out; returns whether nothing of it will.

    One that is going out at this moment is not tried again if it should not be taken.
    """
    with transaction.atomic():
        notice = Notice.objects.select_for_update(no_key=True).filter(key=key).first()
        if notice is None or notice.state not in (*STILL_TO_GO, State.SENDING, State.FOLDED):
            return notice is not None and notice.state == State.WITHDRAWN
        return _take_back(notice, why=why, now=timezone.now())


def withdraw_about(subject: str, *, purposes: Collection[str], why: str) -> int:
    """Take back what has not gone out about ``subject`` for these purposes, to whomever; returns how many notices."""
    unsent = Notice.objects.filter(IS_UNSENT, subject=subject, purpose__in=purposes)
    # There is hardly ever one.
    if not unsent.exists():
        return 0
    with transaction.atomic():
        locked = unsent.select_for_update(no_key=True).order_by("pk")
        return sum(_take_back(each, why=why, now=timezone.now()) for each in locked)


def mark_opened(subject: str, *, recipient_kind: str, recipient_id: str, now: datetime, purpose: str = "") -> int:
    """The signed-in recipient has the page about ``subject`` before them: they are told; returns of how many notices.

    What has not gone out does not go out any more; with ``purpose`` only what was told for that.
    """
    theirs = Notice.objects.filter(
        recipient_kind=recipient_kind, recipient_id=recipient_id, subject=subject, opened_at=None
    ).filter(purpose__in=[code for code, each in PURPOSES.items() if each.ends_when_opened and purpose in ("", code)])
    # The page is opened far more often than there is anything to note.
    if not theirs.exists():
        return 0
    with transaction.atomic():
        unsent = theirs.filter(IS_UNSENT).select_for_update(no_key=True).order_by("pk")
        for notice in unsent:
            _take_back(notice, why=READ_ON_THE_PAGE, now=now)
        return theirs.update(opened_at=now)


def _take_back(notice: Notice, *, why: str, now: datetime) -> bool:
    """End a locked notice, unless it is on its way."""
    if notice.accepted_at is not None:
        return False
    if notice.state == State.SENDING or _is_in_digest_on_its_way(notice):
        notice.is_asked_back = True
        notice.save(update_fields=["is_asked_back"])
        return False
    notice.state = State.WITHDRAWN
    notice.last_said = why[:_LONGEST_SAID]
    notice.ended_at = now
    notice.sealed = ""
    notice.next_attempt_at = None
    notice.save(update_fields=["state", "last_said", "ended_at", "sealed", "next_attempt_at"])
    tell_of_outbox()
    return True


def _is_in_digest_on_its_way(notice: Notice) -> bool:
    digest = notice.folded_into
    return notice.state == State.FOLDED and digest is not None and digest.state not in STILL_TO_GO


def _row(telling: Telling, purpose: Purpose, known: Known, now: datetime) -> dict[str, Any]:
    to = telling.recipient
    choice = known.choice(purpose, to)
    due_at = known.first_allowed(max(now, telling.not_before or now), purpose, to)
    state = State.UNREACHABLE if choice.channel is None else State.READY if due_at <= now else State.WAITING
    return {
        **_facts_of(to),
        "purpose": telling.purpose,
        "is_urgent": purpose.is_urgent,
        "subject": telling.subject,
        "thread": telling.thread or telling.subject,
        "fields": dict(telling.fields),
        "sealed": _sealed(telling),
        "state": state,
        "problem": choice.problem,
        "channel": choice.channel.name if choice.channel else "",
        "created_at": now,
        "not_before": telling.not_before,
        "next_attempt_at": due_at if choice.channel else None,
        "expires_at": telling.expires_at or max(now, telling.not_before or now) + purpose.lives_for,
        "ended_at": None if choice.channel else now,
    }


def _facts_of(to: Recipient) -> dict[str, str]:
    return {
        "recipient_kind": to.kind,
        "recipient_id": to.id,
        "name": to.name[:200],
        "language": nearest(to.language, text_languages()),
        "time_zone": to.time_zone[:50],
        # What is too long to be an address reaches nobody.
        "email": to.email if len(to.email) <= 254 else "",
        "phone": to.phone if len(to.phone) <= 40 else "",
    }


def _sealed(telling: Telling) -> str:
    words = {**telling.secret, **({LINK: telling.link} if telling.link else {})}
    return seal(words, purpose=SEALED_FOR) if words else ""
