"""Reads that join, count and page. The caller has asked ``access`` first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import JSONObject
from django.utils import timezone

from loket.conversations.actions.presence import LOOKING_LASTS_SECONDS
from loket.conversations.models import Attachment, Conversation, Message, MessageTranslation, QueueEntry, Viewer
from loket.people.models import User

PAGE_SIZE = 50
_WAITS = Q(owner=Conversation.Owner.NOBODY, waiting_customer_since=None)


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file as readers of a conversation meet it."""

    id: UUID
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Translated:
    """A message for readers of another language; without a ``text``, ``about`` names the articles that come nearest."""

    language: str
    text: str
    engine: str
    is_machine: bool
    problem: str
    about: Sequence[Mapping[str, str]]

    @property
    def version(self) -> str:
        """Another one as soon as the text is another one."""
        return version_of(self.text)


def version_of(text: str) -> str:
    """By which somebody who changes a translation says which one they had before them."""
    return blake2b(text.encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Said:
    """One public message, free of the database."""

    sequence: int
    sender: str
    name: str
    kind: str
    text: str
    language: str
    sources: Sequence[Mapping[str, object]]
    options: Sequence[Mapping[str, object]]
    choice: str
    confidence: float | None
    masked: bool
    external_id: str
    created_at: datetime
    attachments: tuple[AttachedFile, ...] = field(default=())
    translations: tuple[Translated, ...] = ()

    @property
    def is_erased(self) -> bool:
        """Whether its words were taken away: nothing is ever stored that says nothing at all."""
        return not (self.text or self.choice or self.attachments or self.options or self.sources)


def said(message: Message, attachments: Sequence[Attachment] = ()) -> Said:
    """One stored message as readers meet it, with the translations that ``_in_all_languages`` brought along."""
    files = tuple(
        AttachedFile(each.upload_id, each.upload.name, each.upload.media_type, each.upload.size) for each in attachments
    )
    return Said(
        message.sequence,
        message.sender,
        message.name,
        message.kind,
        message.text,
        message.language,
        message.sources,
        message.options,
        message.choice,
        message.confidence,
        message.masked,
        message.external_id,
        message.created_at,
        files,
        tuple(Translated(**each) for each in message.__dict__.get("in_other_languages", ())),
    )


def messages_after(conversation_id: UUID, sequence: int, *, limit: int = 100) -> list[Said]:
    """The public messages after ``sequence``, in order; two statements at most."""
    rows = _in_all_languages(conversation_id).filter(sequence__gt=sequence).order_by("sequence")
    return _with_files(list(rows[:limit]))


def messages_between(conversation_id: UUID, first: int, last: int) -> list[Said]:
    """The public messages from ``first`` to ``last``, in order."""
    rows = _in_all_languages(conversation_id).filter(sequence__gte=first, sequence__lte=last).order_by("sequence")
    return _with_files(list(rows))


def recent_messages(conversation_id: UUID, *, before: int | None = None, limit: int = 100) -> list[Said]:
    """The last public messages (before a sequence), in order."""
    rows = _in_all_languages(conversation_id)
    if before is not None:
        rows = rows.filter(sequence__lt=before)
    return _with_files(list(rows.order_by("-sequence")[:limit])[::-1])


def repeat_of(conversation_id: UUID, message: Message) -> list[Said]:
    """What was said to the customer after ``message`` and before their next one."""
    replies: list[Said] = []
    for each in messages_after(conversation_id, message.sequence, limit=20):
        if each.sender == Message.Sender.CUSTOMER:
            break
        replies.append(each)
    return replies


def customer_messages_since(conversation_id: UUID, since: datetime) -> int:
    """How many messages the customer wrote since a moment, for the limit on their pace."""
    return Message.objects.filter(
        conversation_id=conversation_id, sender=Message.Sender.CUSTOMER, created_at__gte=since
    ).count()


def _in_all_languages(conversation_id: UUID) -> QuerySet[Message]:
    """The messages of a conversation with their translations, in the same statement."""
    fields = ("language", "text", "engine", "is_machine", "problem", "about")
    translations = MessageTranslation.objects.filter(message=OuterRef("pk")).order_by("pk")
    each = JSONObject(**{name: name for name in fields})
    return Message.objects.filter(conversation_id=conversation_id).annotate(
        in_other_languages=ArraySubquery(translations.values(each=each))
    )


def _with_files(rows: list[Message]) -> list[Said]:
    # Most messages have no file; one indexed look finds those that do.
    files: dict[int, list[Attachment]] = {}
    if rows:
        found = Attachment.objects.filter(message__in=[row.pk for row in rows]).select_related("upload")
        for attachment in found.order_by("position"):
            files.setdefault(attachment.message_id, []).append(attachment)
    return [said(row, files.get(row.pk, ())) for row in rows]


# -- The queue --------------------------------------------------------------------------------------------


def open_entry(conversation_id: UUID) -> QueueEntry | None:
    """The wait that a conversation is in, if it waits."""
    return QueueEntry.objects.filter(conversation_id=conversation_id, left_at=None).first()


def place_of(entry: QueueEntry) -> int:
    """The place in line, from 1: urgent ones first, then who came first."""
    ahead = Q(joined_at__lt=entry.joined_at) | Q(joined_at=entry.joined_at, id__lt=entry.pk)
    in_front = Q(urgent=True) & ahead if entry.urgent else Q(urgent=True) | ahead
    return _waiting(entry.team_id).exclude(pk=entry.pk).filter(in_front).count() + 1


def line_of(team_id: int | None) -> list[QueueEntry]:
    """The waits in a team's line, the first one first."""
    return list(_waiting(team_id).order_by("-urgent", "joined_at", "id"))


def waiting_count(team_id: int | None) -> int:
    """How many wait in a team's line."""
    return _waiting(team_id).count()


def _waiting(team_id: int | None) -> QuerySet[QueueEntry]:
    # As a condition, because a line may be nobody's: team_id is NULL then.
    return QueueEntry.objects.filter(Q(team_id=team_id), left_at=None)


# -- The desk ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page of the inbox ends: the row's time and id."""

    at: datetime
    id: UUID


def inbox(
    visible: QuerySet[Conversation], view: str, *, user: User, before: Cursor | None = None, limit: int = PAGE_SIZE
) -> list[Conversation]:
    """One page of a view: ``queue``, ``mine``, ``closed`` or (any other) all open; one statement, paged by key."""
    rows = with_last_words(_view(visible, view, user))
    if view == "queue":
        urgent_first = Case(When(is_urgent=True, then=Value(0)), default=Value(1))
        return list(rows.order_by(urgent_first, F("waiting_since"), "id")[: PAGE_SIZE * 4])
    return newest_first(rows, before=before, limit=limit)


def in_queue(visible: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """Those that wait for a person, with what was said last and their wait, in no order."""
    return with_last_words(visible.filter(closed_at=None).filter(_WAITS))


def newest_first(rows: QuerySet[Conversation], *, before: Cursor | None, limit: int) -> list[Conversation]:
    """One page of conversations, the latest touched first, paged by key."""
    if before is not None:
        rows = rows.filter(Q(updated_at__lt=before.at) | Q(updated_at=before.at, id__lt=before.id))
    return list(rows.order_by("-updated_at", "-id")[:limit])


def with_last_words(rows: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """The same conversations with what was said last (``last_text``, ``last_sender``) and their wait."""
    # What the house itself announces says nothing about the case.
    spoken = Message.objects.filter(conversation=OuterRef("pk")).exclude(sender=Message.Sender.SYSTEM)
    last_text = spoken.order_by("-sequence")
    waits = QueueEntry.objects.filter(conversation=OuterRef("pk"), left_at=None)
    return rows.annotate(
        last_text=Subquery(last_text.values("text")[:1]),
        last_sender=Subquery(last_text.values("sender")[:1]),
        waiting_since=Subquery(waits.values("joined_at")[:1]),
        is_urgent=Subquery(waits.values("urgent")[:1]),
    )


def inbox_counts(visible: QuerySet[Conversation], *, user: User) -> dict[str, int]:
    """How many conversations stand in each open view; one statement."""
    opened = visible.filter(closed_at=None)
    return opened.order_by().aggregate(
        queue=Count("pk", filter=_WAITS),
        mine=Count("pk", filter=Q(agent=user)),
        all=Count("pk"),
    )


def viewers_of(conversation_id: UUID, *, except_user: User) -> list[Viewer]:
    """The colleagues who have the conversation open."""
    fresh = timezone.now() - timedelta(seconds=LOOKING_LASTS_SECONDS)
    return list(
        Viewer.objects.filter(conversation_id=conversation_id, seen_at__gte=fresh)
        .exclude(user=except_user)
        .select_related("user")
    )


def earlier_of(conversation: Conversation, *, limit: int = 5) -> list[Conversation]:
    """The customer's other conversations, newest first."""
    return list(
        Conversation.objects.filter(customer_id=conversation.customer_id)
        .exclude(pk=conversation.pk)
        .order_by("-created_at")[:limit]
    )


def sources_given(conversation_id: UUID) -> list[Mapping[str, object]]:
    """The articles that answers rested on, in the order they were given."""
    rows = Message.objects.filter(conversation_id=conversation_id).exclude(sources=[])
    return [source for sources in rows.order_by("sequence").values_list("sources", flat=True) for source in sources]


def _view(visible: QuerySet[Conversation], view: str, user: User) -> QuerySet[Conversation]:
    if view == "closed":
        # What was opened and never used is no case that anybody closed.
        return visible.filter(closed_at__isnull=False, last_sequence__gt=0)
    opened = visible.filter(closed_at=None)
    if view == "queue":
        return opened.filter(_WAITS)
    if view == "mine":
        return opened.filter(agent=user)
    return opened
