"""Who can be told, who was told when, and what stands in the outbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import Least

from loket.notices.access import notices_visible_to
from loket.notices.channels.choosing import is_any_configured, leaves_this_house
from loket.notices.facts import Recipient
from loket.notices.known import known_of
from loket.notices.models import AddressState, Attempt, Notice, State
from loket.notices.purposes import PURPOSES, Purpose
from loket.people.actors import Actor

A_PAGE = 50
DIGEST = "digest"
# Any purpose that waits for its hour and asks whether it is wanted.
_ORDINARY = PURPOSES["case_update"]
NEEDS_A_PERSON = Q(state__in=(State.FAILED, State.UNREACHABLE), seen_at=None) & ~Q(purpose=DIGEST)


@dataclass(frozen=True, slots=True)
class OutboxPage:
    """Some notices, the newest first; ``older`` is the id to ask the next page before, None at the end."""

    notices: Sequence[Notice]
    older: int | None


def can_write_to(recipient: Recipient, *, purpose: Purpose = _ORDINARY) -> bool:
    """Whether something is set up by which this recipient can be told: before that, no page promises to write."""
    return is_any_configured() and known_of([recipient]).choice(purpose, recipient).channel is not None


def can_write_to_staff() -> bool:
    """Whether sign-in links can be sent; the demo's mailbox, which everybody reads, is no place for them."""
    return leaves_this_house()


def told_at(*, recipient_kind: str, recipient_id: str, subject: str, purpose: str | None = None) -> datetime | None:
    """When a recipient was last told about ``subject``: a channel accepted it, or they opened the page; None if never.

    A notice counts from the earlier of the two; of several notices the latest counts.
    """
    theirs = Notice.objects.filter(recipient_kind=recipient_kind, recipient_id=recipient_id, subject=subject)
    if purpose is not None:
        theirs = theirs.filter(purpose=purpose)
    # PostgreSQL's LEAST leaves out what is NULL.
    told: datetime | None = theirs.aggregate(at=Max(Least("accepted_at", "opened_at")))["at"]
    return told


def first_told(subject: str, *, recipient_kind: str, since: datetime) -> tuple[datetime, str] | None:
    """When one side was first told of what was written to it about ``subject`` since then, and by which channel.

    The channel is "page" where they opened the page before anything was accepted.
    """
    theirs = Notice.objects.filter(subject=subject, recipient_kind=recipient_kind, created_at__gte=since)
    told = theirs.annotate(told=Least("accepted_at", "opened_at")).exclude(told=None).order_by("told")
    found = told.values_list("told", "accepted_at", "channel").first()
    if found is None:
        return None
    at, accepted_at, channel = found
    return at, channel if accepted_at == at else "page"


def first_told_of_all(since: Mapping[str, datetime]) -> Mapping[tuple[str, str], tuple[datetime, str]]:
    """As `first_told`, for many subjects, each since its own moment; by subject and kind of recipient."""
    if not since:
        return {}
    theirs = Notice.objects.filter(subject__in=list(since), created_at__gte=min(since.values()))
    told = theirs.annotate(told=Least("accepted_at", "opened_at")).exclude(told=None).order_by("told")
    found: dict[tuple[str, str], tuple[datetime, str]] = {}
    columns = ("subject", "recipient_kind", "created_at", "told", "accepted_at", "channel")
    for subject, kind, created_at, at, accepted_at, channel in told.values_list(*columns):
        if created_at >= since[subject]:
            found.setdefault((subject, kind), (at, channel if accepted_at == at else "page"))
    return found


def told_at_by_key(keys: Sequence[str]) -> Mapping[str, datetime | None]:
    """When each of these notices was told, None for what was not; unknown keys are left out."""
    rows = Notice.objects.filter(key__in=keys).annotate(told=Least("accepted_at", "opened_at"))
    return dict(rows.values_list("key", "told"))


def outbox_page(
    actor: Actor, *, state: str = "", subject: str = "", before: int | None = None, at_most: int = A_PAGE
) -> OutboxPage:
    """The outbox as ``actor`` may see it; ``state`` is one of State, or ``attention`` for what a person has to see."""
    found = _in_state(notices_visible_to(actor), state)
    if subject:
        found = found.filter(subject=subject)
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[: at_most + 1])
    return OutboxPage(rows[:at_most], rows[at_most - 1].pk if len(rows) > at_most else None)


def attempts_of(actor: Actor, notice: Notice) -> Sequence[Attempt]:
    """What was tried with a notice, the first try first."""
    return list(Attempt.objects.filter(notice__in=notices_visible_to(actor).filter(pk=notice.pk)).order_by("pk"))


def count_for_a_person(actor: Actor) -> int:
    """How many notices did not go out and were not looked at since."""
    return notices_visible_to(actor).filter(NEEDS_A_PERSON).count()


def count_by_state(actor: Actor) -> Mapping[str, int]:
    """How many notices there are in each state."""
    return dict(notices_visible_to(actor).values_list("state").annotate(Count("pk")).order_by())


def addresses_to_look_at(actor: Actor) -> Sequence[AddressState]:
    """Addresses at which nobody is reached, the newest first, for whoever may see the outbox."""
    if not notices_visible_to(actor).exists():
        return []
    return list(AddressState.objects.exclude(state=AddressState.State.OK).order_by("-since")[:A_PAGE])


def _in_state(notices: QuerySet[Notice], state: str) -> QuerySet[Notice]:
    if state == "attention":
        return notices.filter(NEEDS_A_PERSON)
    return notices.filter(state=state) if state else notices
