"""Finding a conversation again by what an agent remembers of it. The caller has asked ``access`` first."""

from __future__ import annotations

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q, QuerySet

from loket.conversations.models import Conversation, Message
from loket.conversations.numbers import read_number
from loket.people.models import Customer

LETTERS_READ = 200
SHORTEST_TEXT = 3


def find(visible: QuerySet[Conversation], text: str) -> QuerySet[Conversation]:
    """The conversations with this number, customer (name, e-mail, the shop's identifier) or words, unordered.

    Of words, all must stand in one message, in any order; each may be the beginning of a longer one.
    """
    words = " ".join(text.replace("\0", " ").split())[:LETTERS_READ]
    if not words:
        return visible.none()
    number = read_number(words)
    if number and visible.filter(number=number).exists():
        return visible.filter(number=number)
    found = _of_customer(words)
    if len(words) >= SHORTEST_TEXT:
        # As a union, because PostgreSQL uses no index for words where they are one side of an "or".
        found = found.union(_with_words(words))
    return visible.filter(pk__in=found)


def _of_customer(words: str) -> QuerySet[Conversation, object]:
    who = Q(name__icontains=words) | Q(email__istartswith=words) | Q(external_id=words)
    return Conversation.objects.filter(customer__in=Customer.objects.filter(who)).values_list("pk", flat=True)


def _with_words(words: str) -> QuerySet[Message, object]:
    # The vector has to be written as in the index of Message, which holds every word ever said.
    said = Message.objects.order_by().alias(words=SearchVector("text", config="simple"))
    query = SearchQuery(_beginnings(words), search_type="raw", config="simple")
    return said.filter(words=query).values_list("conversation_id", flat=True)


def _beginnings(words: str) -> str:
    """A query for messages with all the words: each is quoted, so that no sign in it means anything."""
    quoted = (each.replace("\\", "\\\\").replace("'", "''") for each in words.split())
    return " & ".join(f"'{each}':*" for each in quoted)
