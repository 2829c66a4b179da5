"""Lists of notices for pages: the demo's mailbox, the outbox as somebody searches it, what was told about a case."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet

from loket.notices.access import demo_letters, notices_visible_to
from loket.notices.models import STILL_TO_GO, AddressState, DemoLetter, Notice, State
from loket.notices.queries import A_PAGE, DIGEST, NEEDS_A_PERSON, OutboxPage
from loket.people.access import NotVisible
from loket.people.actors import Actor

ATTENTION = "attention"
STILL_GOING = (State.WAITING, State.READY, State.SENDING)
TOLD = (State.ACCEPTED, State.FOLDED)
# What a filter means by its name, beside the states themselves.
_GROUPS: dict[str, Q] = {
    ATTENTION: NEEDS_A_PERSON,
    "going": Q(state__in=STILL_GOING),
    "told": Q(state__in=TOLD),
}
MOST_MAILBOXES = 24
MOST_ABOUT = 10


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One address of the demo with what it got."""

    address: str
    name: str
    letters: int


@dataclass(frozen=True, slots=True)
class LetterPage:
    """Some letters of the demo, the newest first; ``older`` is the id to ask the next page before, None at the end."""

    letters: Sequence[DemoLetter]
    older: int | None


@dataclass(frozen=True, slots=True)
class WantedNotices:
    """Which part of the outbox somebody asked for; ``subjects`` are those that their words may mean."""

    state: str = ""
    purpose: str = ""
    text: str = ""
    subjects: Collection[str] = ()
    before: int | None = None


def demo_letter_page(*, address: str = "", before: int | None = None, at_most: int = A_PAGE) -> LetterPage:
    """The demo's letters, all or those to one address."""
    found = demo_letters().order_by("-pk")
    if address:
        found = found.filter(to_address=address)
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.defer("html", "text")[: at_most + 1])
    return LetterPage(rows[:at_most], rows[at_most - 1].pk if len(rows) > at_most else None)


def demo_mailboxes() -> Sequence[Mailbox]:
    """Whoever got letters in the demo, the latest first."""
    grouped = demo_letters().order_by().values("to_address")
    rows = grouped.annotate(newest=Max("pk"), letters=Count("pk"), name=Max("to_name")).order_by("-newest")
    return [Mailbox(each["to_address"], each["name"], each["letters"]) for each in rows[:MOST_MAILBOXES]]


def wanted_notices(actor: Actor, wanted: WantedNotices, *, at_most: int = A_PAGE) -> OutboxPage:
    """The outbox as ``actor`` may see it and searches it, paged by key."""
    found = _in_state(notices_visible_to(actor), wanted.state)
    if wanted.purpose:
        found = found.filter(purpose=wanted.purpose)
    if wanted.text:
        found = found.filter(_means(wanted.text, wanted.subjects))
    if wanted.before is not None:
        found = found.filter(pk__lt=wanted.before)
    rows = list(found.order_by("-pk")[: at_most + 1])
    return OutboxPage(rows[:at_most], rows[at_most - 1].pk if len(rows) > at_most else None)


def notices_about(actor: Actor, subjects: Collection[str], *, at_most: int = MOST_ABOUT) -> Sequence[Notice]:
    """What customers and contacts are told about these, the newest first; a digest stands for nothing of its own."""
    about = notices_visible_to(actor).filter(subject__in=subjects).exclude(purpose=DIGEST)
    return list(about.filter(recipient_kind__in=("customer", "contact")).order_by("-pk")[:at_most])


def count_late(since: datetime) -> int:
    """How many notices could have gone out before ``since`` and were not even tried after it."""
    return Notice.objects.filter(state__in=STILL_TO_GO, next_attempt_at__lt=since).count()


def told_among(recipient_kind: str, ids: Collection[str]) -> Sequence[str]:
    """Of these recipients, those to whom anything was told."""
    told = Notice.objects.filter(recipient_kind=recipient_kind, recipient_id__in=ids)
    return list(told.order_by().values_list("recipient_id", flat=True).distinct())


def addresses_of(actor: Actor, notice: Notice) -> Sequence[AddressState]:
    """What is known about the places at which a notice's recipient could be reached, where it is not good."""
    addresses = {each for each in (notice.email.strip().lower(), notice.phone.strip()) if each}
    known = AddressState.objects.filter(address__in=addresses).exclude(state=AddressState.State.OK)
    return list(known.order_by("channel")) if notices_visible_to(actor).filter(pk=notice.pk).exists() else []


def get_address_for(actor: Actor, address_id: int) -> AddressState:
    """One address of which something is known; raises NotVisible."""
    is_theirs = notices_visible_to(actor).exists()
    found = AddressState.objects.filter(pk=address_id).first() if is_theirs else None
    if found is None:
        raise NotVisible
    return found


def _in_state(notices: QuerySet[Notice], state: str) -> QuerySet[Notice]:
    if state in _GROUPS:
        return notices.filter(_GROUPS[state])
    return notices.filter(state=state) if state in State.values else notices


def _means(text: str, subjects: Collection[str]) -> Q:
    """Notices about one of these subjects, or to somebody who is called this."""
    named = Q(email__iexact=text) | Q(phone=text) | Q(recipient_id=text) | Q(name__icontains=text)
    return named | Q(subject__in=subjects)
