"""Finding a conversation again by what an agent remembers of it. The caller has asked ``access`` first."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from loket.conversations.models import Conversation, Message
from loket.conversations.numbers import read_number

# What was said is searched in as many of the latest conversations, so that the search stays quick at any size.
LATEST_READ = 5_000
LETTERS_READ = 200
SHORTEST_TEXT = 3


def find(visible: QuerySet[Conversation], text: str) -> QuerySet[Conversation]:
    """The conversations with this number, customer (name, e-mail, the shop's identifier) or words, unordered."""
    words = " ".join(text.replace("\0", " ").split())[:LETTERS_READ]
    if not words:
        return visible.none()
    number = read_number(words)
    if number and visible.filter(number=number).exists():
        return visible.filter(number=number)
    who = Q(customer__name__icontains=words) | Q(customer__email__istartswith=words) | Q(customer__external_id=words)
    if len(words) < SHORTEST_TEXT:
        return visible.filter(who)
    latest = Conversation.objects.order_by("-updated_at", "-id").values("pk")[:LATEST_READ]
    said = Message.objects.filter(conversation=OuterRef("pk"), text__icontains=words)
    return visible.filter(who | Q(pk__in=latest) & Q(Exists(said)))
