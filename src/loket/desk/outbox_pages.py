"""The outbox at the desk: everything that people are told outside a page, and what became of it; reads only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from loket.conversations.access import find_by_number_for, visible_to
from loket.conversations.models import Conversation
from loket.desk.outbox_words import PURPOSES
from loket.notices.listing import ATTENTION, WantedNotices, addresses_of, notices_about, wanted_notices
from loket.notices.models import Notice, State
from loket.notices.preview import preview_of
from loket.notices.purposes import PURPOSES as KNOWN
from loket.notices.queries import DIGEST, addresses_to_look_at, attempts_of, count_for_a_person
from loket.orders.access import get_order_for
from loket.orders.access import visible_to as orders_visible_to
from loket.people.access import NotVisible, may_answer
from loket.people.actors import StaffActor

STATES = ("", ATTENTION, "going", "told")
_LONGEST = 200
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class About:
    """What a notice is about: a number that people know it by, and its page."""

    number: str
    url: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One notice of a list."""

    notice: Notice
    about: About | None


def outbox_context(actor: StaffActor, query: Mapping[str, str]) -> dict[str, Any]:
    """One page of the outbox, with its filters."""
    asked = {name: query.get(name, "").replace("\0", "").strip()[:_LONGEST] for name in ("state", "purpose", "text")}
    before = read_number(query.get("before", ""))
    wanted = WantedNotices(**asked, subjects=_subjects(actor, asked["text"]), before=before)
    page = wanted_notices(actor, wanted)
    following = {name: value for name, value in asked.items() if value}
    return {
        **_frame(actor, asked["state"]),
        "rows": _listed(actor, page.notices),
        "asked": asked,
        "purposes": PURPOSES.items(),
        "next_query": urlencode({**following, "before": page.older}) if page.older else "",
        "first_query": urlencode(following),
        "is_first": before is None,
        "is_filtered": any(asked.values()),
    }


def notice_context(actor: StaffActor, notice: Notice) -> dict[str, Any]:
    """One notice with every try, what it says, and what is known about the recipient's addresses."""
    is_digest = notice.purpose == DIGEST
    return {
        **_frame(actor, ""),
        "notice": notice,
        "about": about_of(actor, [notice]).get(notice.subject),
        "attempts": attempts_of(actor, notice),
        "addresses": addresses_of(actor, notice),
        "letter": preview_of(notice),
        "folded": _listed(actor, list(notice.folded.order_by("pk"))) if is_digest else [],
        "may_retry": may_retry(notice),
        "may_be_noted": notice.state in (State.FAILED, State.UNREACHABLE) and notice.seen_at is None,
    }


def addresses_context(actor: StaffActor) -> dict[str, Any]:
    """Where nobody is reached."""
    return {**_frame(actor, "addresses"), "addresses": addresses_to_look_at(actor)}


def told_about(actor: StaffActor, conversation: Conversation, order_subject: str) -> Sequence[Notice]:
    """What the customer was told about a conversation and its order, the newest first."""
    return notices_about(actor, list(filter(None, (conversation.subject, order_subject))))


def about_of(actor: StaffActor, notices: Iterable[Notice]) -> Mapping[str, About]:
    """What notices are about, by subject, in a statement for each kind; what nobody may see any more is left out."""
    subjects = {each.subject for each in notices}
    ids = [id for each in subjects if (id := _case_id(each))]
    cases = visible_to(actor).filter(pk__in=ids).values_list("pk", "number") if ids else ()
    found = {f"conversation:{id}": About(number, reverse("desk_conversation", args=[id])) for id, number in cases}
    keys = [key for each in subjects if (key := _order_key(each))]
    orders = orders_visible_to(actor).filter(pk__in=keys).values_list("pk", "number") if keys else ()
    return found | {f"order:{key}": About(number, reverse("desk_order", args=[number])) for key, number in orders}


def may_retry(notice: Notice) -> bool:
    """Whether another try makes sense: it did not go out, and what is urgent is still of use."""
    is_too_late = KNOWN[notice.purpose].is_urgent and notice.expires_at <= timezone.now()
    return notice.state in (State.FAILED, State.UNREACHABLE) and notice.purpose != DIGEST and not is_too_late


def count_undelivered(actor: StaffActor) -> int:
    """How many did not go out and were seen by nobody since."""
    return count_for_a_person(actor) if may_answer(actor) else 0


def read_number(text: str) -> int | None:
    """A row's number as an address names it; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else None


def _frame(actor: StaffActor, here: str) -> dict[str, Any]:
    return {"section": "outbox", "here": here, "tabs": STATES, "undelivered": count_undelivered(actor)}


def _listed(actor: StaffActor, notices: Sequence[Notice]) -> list[Listed]:
    about = about_of(actor, notices)
    return [Listed(each, about.get(each.subject)) for each in notices]


def _case_id(subject: str) -> UUID | None:
    kind, _colon, id = subject.partition(":")
    try:
        return UUID(id) if kind == "conversation" else None
    except ValueError:
        return None


def _order_key(subject: str) -> int | None:
    kind, _colon, key = subject.partition(":")
    return read_number(key) if kind == "order" else None


def _subjects(actor: StaffActor, text: str) -> list[str]:
    """What a number may mean: an order's, a case's."""
    found = []
    for find in (get_order_for, find_by_number_for):
        with suppress(NotVisible):
            found.append(find(actor, text).subject)
    return found if text else []
