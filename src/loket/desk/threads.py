"""What is shown of a conversation: messages and notes in their order, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language

from loket.conversations.access import notes_for
from loket.conversations.models import Conversation, Message, Note
from loket.conversations.queries import Said, Translated, messages_after, messages_between, recent_messages
from loket.people.actors import StaffActor
from loket.people.language import LAST_RESORT, from_django
from loket.reception.readers import Reader, reader_of, reads

PAGE = 50
MOST_NEW = 200


@dataclass(frozen=True, slots=True)
class Item:
    """One message or one note; ``order`` puts the two kinds in one line."""

    order: tuple[int, int]
    said: Said | None
    note: Note | None
    # For a reader who does not read the language it was written in.
    reading: Translated | None = None
    # What the customer reads in place of it.
    going_out: Translated | None = None
    # What colleagues read, for a reader of both languages.
    for_colleagues: Translated | None = None
    # Which of the last two this reader may mend.
    mendable: Translated | None = None

    @property
    def key(self) -> str:
        """The element's name on the page."""
        return f"message-{self.said.sequence}" if self.said else f"note-{self.order[1]}"

    @property
    def rank(self) -> int:
        """The order as one number."""
        return self.order[0] * 100_000 + self.order[1]

    @property
    def at(self) -> datetime:
        """When it was written."""
        if self.said is not None:
            return self.said.created_at
        return self.note.created_at if self.note else timezone.now()


@dataclass(frozen=True, slots=True)
class Thread:
    """A stretch of a conversation; ``has_earlier`` when more stands above it."""

    items: Sequence[Item]
    first_sequence: int
    last_sequence: int
    last_note: int
    has_earlier: bool = False


def latest(actor: StaffActor, conversation: Conversation, *, before: int | None = None) -> Thread:
    """The end of a conversation, or the stretch that ends before a message; three statements at most."""
    messages = recent_messages(conversation.pk, before=before, limit=PAGE + 1)
    has_earlier = len(messages) > PAGE
    messages = messages[-PAGE:]
    notes = notes_for(actor, conversation)
    if has_earlier:
        notes = notes.filter(after_message__gte=messages[0].sequence)
    if before is not None:
        notes = notes.filter(after_message__lt=before)
    return _thread(_reader(actor), conversation.language, messages, notes.order_by("sequence"), has_earlier=has_earlier)


def newer(actor: StaffActor, conversation: Conversation, *, after: int, after_note: int) -> Thread:
    """What was said and noted since; three statements at most."""
    messages = messages_after(conversation.pk, after, limit=MOST_NEW)
    notes = notes_for(actor, conversation).filter(sequence__gt=after_note).order_by("sequence")[:MOST_NEW]
    return _thread(_reader(actor), conversation.language, messages, notes)


def one(actor: StaffActor, conversation: Conversation, sequence: int) -> Thread:
    """One message alone."""
    messages = messages_between(conversation.pk, sequence, sequence)
    return _thread(_reader(actor), conversation.language, messages, ())


def _reader(actor: StaffActor) -> Reader:
    return reader_of(actor, interface=from_django(get_language() or LAST_RESORT))


def _thread(
    reader: Reader, customers: str, messages: Sequence[Said], notes: Iterable[Note], *, has_earlier: bool = False
) -> Thread:
    found = list(notes)
    items = [_item(reader, customers, each) for each in messages]
    items += [Item((each.after_message, each.sequence), None, each) for each in found]
    return Thread(
        items=sorted(items, key=lambda item: item.order),
        first_sequence=messages[0].sequence if messages else 0,
        last_sequence=messages[-1].sequence if messages else 0,
        last_note=max((each.sequence for each in found), default=0),
        has_earlier=has_earlier,
    )


def _item(reader: Reader, customers: str, said: Said) -> Item:
    reading, going_out = reader.reading_of(said), _going_out(said, customers)
    for_colleagues = None if reading or going_out else reader.also_reads(said)
    shown = going_out or for_colleagues
    mendable = shown if shown and shown.text and reader.reads(said.language) and reader.reads(shown.language) else None
    return Item((said.sequence, 0), said, None, reading, going_out, for_colleagues, mendable)


def _going_out(said: Said, customers: str) -> Translated | None:
    if said.sender == Message.Sender.CUSTOMER or reads(customers, said.language):
        return None
    return next((each for each in said.translations if reads(customers, each.language)), None)
