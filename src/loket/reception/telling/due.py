"""Whose customer has to be told something now. Everything is computed from state, the clock is an argument."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from loket.calendars.queries import schedules_of
from loket.calendars.service_hours import is_open
from loket.conversations.models import Conversation, Message, QueueEntry
from loket.conversations.queries import Said, messages_after
from loket.reception.models import Told

RATED_AFTER = timedelta(hours=1)
# What nobody could tell for so long, because nothing ran, is old news.
LOOK_BACK = timedelta(days=2)
PEOPLE = (Message.Sender.AGENT, Message.Sender.SELLER)


def left_after() -> timedelta:
    """Who has not looked for so long has left the page."""
    return settings.LOKET_TELL_AFTER


def waiting_away(now: datetime) -> QuerySet[Conversation]:
    """Who waits in line for a person, has left the page, and was not told so in this episode."""
    waits = QueueEntry.objects.filter(
        conversation=OuterRef("pk"), left_at=None, joined_at__lte=now - left_after(), joined_at__gt=now - LOOK_BACK
    ).exclude(reason=QueueEntry.ANSWERED_ELSEWHERE)
    nobodys = _reachable().filter(closed_at=None, owner=Conversation.Owner.NOBODY, waiting_customer_since=None)
    return _away(nobodys.filter(Exists(waits), ~_knows(queued_episode__gte=OuterRef("episode"))), now)


def unread(now: datetime) -> QuerySet[Conversation]:
    """Whose customer has not seen for a while what a person answered, and was not told of it."""
    since = Greatest(OuterRef("seen_sequence"), OuterRef("told_sequence"), OuterRef("spoke_sequence"))
    answers = Message.objects.filter(
        conversation=OuterRef("pk"), sender__in=PEOPLE, sequence__gt=since, created_at__lte=now - left_after()
    )
    theirs = Message.objects.filter(conversation=OuterRef("pk"), sender=Message.Sender.CUSTOMER).order_by("-sequence")
    # Whoever writes has read what stands above.
    spoke = Coalesce(Subquery(theirs.values("sequence")[:1]), Value(0))
    told = Coalesce(Subquery(Told.objects.filter(pk=OuterRef("pk")).values("sequence")), Value(0))
    lately = _lately(now).annotate(spoke_sequence=spoke, told_sequence=told)
    return lately.filter(Exists(answers), last_sequence__gt=F("seen_sequence"))


def closed_away(now: datetime) -> QuerySet[Conversation]:
    """Whose case was closed while they were away, and who do not know it."""
    return _closed(now - left_after(), now).filter(~_knows(closed_episode__gte=OuterRef("episode")))


def to_be_asked(now: datetime) -> QuerySet[Conversation]:
    """Whose case a person has closed a while ago, who have not come back since, and were never asked how it was."""
    answered = Message.objects.filter(
        conversation=OuterRef("pk"), sender=Message.Sender.AGENT, sequence__gte=OuterRef("episode_from")
    )
    return _closed(now - RATED_AFTER, now).filter(Exists(answered), ~_knows(asked_to_rate=True))


def unread_replies(conversation: Conversation) -> Sequence[Said]:
    """What people answered that the customer has neither seen nor been told."""
    told = Told.objects.filter(pk=conversation.pk).values_list("sequence", flat=True).first() or 0
    said = messages_after(conversation.pk, max(told, conversation.seen_sequence))
    spoke = max((each.sequence for each in said if each.sender == Message.Sender.CUSTOMER), default=0)
    return [each for each in said if each.sender in PEOPLE and each.sequence > spoke and not each.is_erased]


def came_out_of_hours(conversation: Conversation, replies: Sequence[Said]) -> bool:
    """Whether the first of these is the first answer to a question that came while the team was closed."""
    first = replies[0]
    waits = QueueEntry.objects.filter(conversation=conversation, joined_at__lt=first.created_at)
    entry = waits.exclude(reason=QueueEntry.ANSWERED_ELSEWHERE).select_related("team").order_by("-joined_at").first()
    if entry is None or entry.team is None:
        return False
    earlier = conversation.messages.filter(
        sender__in=PEOPLE, created_at__gte=entry.joined_at, sequence__lt=first.sequence
    )
    return not is_open(schedules_of([entry.team])[entry.team.pk], entry.joined_at) and not earlier.exists()


def _closed(before: datetime, now: datetime) -> QuerySet[Conversation]:
    ended = _lately(now).filter(closed_at__lte=before, last_sequence__gt=F("seen_sequence"))
    return ended.exclude(closed_by__startswith="customer:")


def _lately(now: datetime) -> QuerySet[Conversation]:
    return _reachable().filter(updated_at__gt=now - LOOK_BACK)


def _reachable() -> QuerySet[Conversation]:
    """Chats whose customers gave an address, or whose shop did.

    What a shop's own server opened is shown, and told, by the shop.
    """
    has_address = ~Q(customer__email="") | ~Q(customer__phone="")
    return Conversation.objects.filter(has_address, channel="chat", server_key=None, customer__erased_at=None)


def _away(conversations: QuerySet[Conversation], now: datetime) -> QuerySet[Conversation]:
    return conversations.filter(~_knows(looked_at__gt=now - left_after()))


def _knows(**told: object) -> Exists:
    """Whether what is noted about a conversation's customer says this."""
    return Exists(Told.objects.filter(pk=OuterRef("pk"), **told))
