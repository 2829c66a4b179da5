"""The inbox as a list shows it: who, what was said last, whose turn, and since when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from loket.conversations.access import visible_to
from loket.conversations.models import Conversation
from loket.conversations.queries import (
    PAGE_SIZE,
    Cursor,
    in_queue,
    inbox,
    inbox_counts,
    newest_first,
    with_last_words,
)
from loket.conversations.search import find
from loket.knowledge.queries.titles import article_titles, topic_titles
from loket.people.actors import StaffActor
from loket.promises.queries import DueCursor, Promised, by_due_time, promises_of

VIEWS = ("queue", "mine", "all", "closed")
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One conversation in the list."""

    conversation: Conversation
    who: str
    last_words: str
    about: str
    since: datetime
    is_urgent: bool
    needs_answer: bool
    promised: Promised | None = None
    # Little of the promised time is left.
    is_near: bool = False

    @property
    def version(self) -> str:
        """Changes whenever the row would look different."""
        due = self.promised.due_at.timestamp() if self.promised and self.promised.due_at else ""
        standing = f"{self.conversation.state}-{self.conversation.agent_id}-{due}-{self.is_near}"
        return f"{self.conversation.updated_at.timestamp()}-{standing}"


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page of a view; ``next_before`` is where the next one begins, empty at the end."""

    view: str
    rows: Sequence[Row]
    next_before: str
    counts: Mapping[str, int]
    query: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of which view somebody asked for."""

    view: str
    before: Cursor | None
    limit: int
    query: str = ""
    # Where a page of the queue begins, which goes by due time.
    after: DueCursor | None = None

    @property
    def is_queue(self) -> bool:
        """Whether this is the queue in its own order, not a search."""
        return self.view == "queue" and not self.query

    @property
    def goes_on(self) -> bool:
        """Whether it is a later page."""
        return (self.after if self.is_queue else self.before) is not None


def read_wanted(parameters: QueryDict) -> Wanted:
    """What the address asks for; anything unknown is the queue from its beginning."""
    view = parameters.get("view", "")
    asked = parameters.get("rows", "")
    limit = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else PAGE_SIZE
    return Wanted(
        view=view if view in VIEWS else "queue",
        before=read_cursor(parameters.get("before", "")),
        limit=max(PAGE_SIZE, min(limit, MOST_ROWS)),
        query=parameters.get("q", "").strip(),
        after=read_due_cursor(parameters.get("before", "")),
    )


def inbox_page(actor: StaffActor, wanted: Wanted, *, reader: str) -> Inbox:
    """The rows and counts of a view in five statements, whatever their number."""
    visible = visible_to(actor)
    found = _rows(actor, wanted)
    has_more = len(found) > wanted.limit
    shown = found[: wanted.limit]
    write = write_due_cursor if wanted.is_queue else write_cursor
    return Inbox(
        view=wanted.view,
        rows=_described(shown, reader=reader),
        next_before=write(shown[-1]) if has_more else "",
        counts=inbox_counts(visible, user=actor.user),
        query=wanted.query,
    )


def read_cursor(text: str) -> Cursor | None:
    """Where a page begins, from its address; None for what is no such place."""
    moment, _underscore, row_id = text.replace(" ", "+").rpartition("_")
    try:
        at, key = parse_datetime(moment), UUID(row_id)
    except ValueError:
        return None
    return Cursor(at, key) if at is not None and at.tzinfo is not None else None


def write_cursor(conversation: Conversation) -> str:
    """The place after a row, for an address."""
    return f"{conversation.updated_at.isoformat()}_{conversation.pk}"


def read_due_cursor(text: str) -> DueCursor | None:
    """Where a page of the queue begins, from its address; None for what is no such place."""
    urgent, _underscore, rest = text.partition("_")
    place = read_cursor(rest)
    return DueCursor(urgent == "1", place.at, place.id) if place and urgent in {"0", "1"} else None


def write_due_cursor(conversation: Conversation) -> str:
    """The place after a row of the queue, for an address; annotated by ``promises.queries.by_due_time``."""
    noted = conversation.__dict__
    due_by: datetime = noted["due_by"]
    return f"{int(noted['presses'])}_{due_by.isoformat()}_{conversation.pk}"


def _rows(actor: StaffActor, wanted: Wanted) -> list[Conversation]:
    visible = visible_to(actor)
    if wanted.query:
        found = with_last_words(find(visible, wanted.query))
        return newest_first(found, before=wanted.before, limit=wanted.limit + 1)
    if wanted.is_queue:
        return by_due_time(in_queue(visible), after=wanted.after, limit=wanted.limit + 1)
    return inbox(visible, wanted.view, user=actor.user, before=wanted.before, limit=wanted.limit + 1)


def _described(conversations: Sequence[Conversation], *, reader: str) -> list[Row]:
    articles = article_titles((each.article for each in conversations), reader=reader)
    topics = topic_titles((each.topic for each in conversations), reader=reader)
    promised, now = promises_of([each.pk for each in conversations]), timezone.now()
    return [
        _row(
            each,
            about=articles.get(each.article) or topics.get(each.topic) or each.article or each.topic,
            promised=promised.get(each.pk),
            now=now,
        )
        for each in conversations
    ]


def _row(conversation: Conversation, *, about: str, promised: Promised | None, now: datetime) -> Row:
    """The annotations are those of ``conversations.queries.with_last_words``."""
    noted = conversation.__dict__
    waiting_since: datetime | None = noted.get("waiting_since")
    return Row(
        conversation=conversation,
        who=conversation.customer.name or "",
        last_words=str(noted.get("last_text") or "") or _wordless(conversation),
        about=about,
        since=waiting_since or conversation.updated_at,
        is_urgent=bool(noted.get("is_urgent")),
        needs_answer=noted.get("last_sender") == "customer" and conversation.owner != Conversation.Owner.ASSISTANT,
        promised=promised,
        is_near=promised is not None and promised.is_near(now),
    )


def _wordless(conversation: Conversation) -> str:
    """What stands for the last words where there are none."""
    if conversation.customer.erased_at is not None:
        return _("Erased")
    return _("Sent without words") if conversation.__dict__.get("last_sender") else _("Nothing written yet")
