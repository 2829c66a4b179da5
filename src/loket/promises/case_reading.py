"""What the database tells of a case: what happened in its present episode, and what rules ask about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from loket.conversations.models import Conversation, Message, QueueEntry
from loket.history.models import Event
from loket.promises.models import PromiseRule
from loket.promises.rules import ABOUT_ORDER, QUESTION, CaseFacts, Rule
from loket.promises.turns import Happening, What

_PASSES_TURN: Mapping[str, What] = {
    "conversation.taken": "taken",
    "conversation.given_back": "given_back",
    "conversation.closed": "closed",
}
_REOPENED = "conversation.reopened"
_SPEAKS: Mapping[str, What] = {Message.Sender.CUSTOMER: "wrote", Message.Sender.AGENT: "answered"}
# Within one moment the case closes last, and an answer comes after whatever asked for it.
_ORDER: Sequence[What] = ("given_back", "fetched", "taken", "wrote", "answered", "closed")
_MOST_MESSAGES = 2000
_LENGTH_OF_COUNTRY = 2


@dataclass(frozen=True, slots=True)
class CaseReading:
    """One episode: what happened in it, in order, and whether it is urgent."""

    happenings: tuple[Happening, ...]
    is_urgent: bool


def read_case(conversation: Conversation) -> CaseReading:
    """The present episode of a conversation, in three statements."""
    since, events = _events_of(conversation)
    entries = [
        each
        for each in QueueEntry.objects.filter(conversation=conversation).order_by("joined_at")
        if since is None or each.joined_at > since
    ]
    said = list(
        Message.objects.filter(
            conversation=conversation, sequence__gte=conversation.episode_from, sender__in=list(_SPEAKS)
        )
        .order_by("-sequence")
        .values_list("sender", "created_at")[:_MOST_MESSAGES]
    )
    spoken = [Happening(at, _SPEAKS[sender]) for sender, at in said]
    fetched = [Happening(each.joined_at, "fetched") for each in entries]
    return CaseReading(
        happenings=_in_order([*events, *fetched, *spoken]),
        is_urgent=any(each.urgent for each in entries),
    )


def case_facts(conversation: Conversation, rules: Sequence[Rule], *, is_urgent: bool) -> CaseFacts:
    """What rules ask; the order is looked up only where some rule asks for a country."""
    return CaseFacts(
        kind=ABOUT_ORDER if conversation.order_id or conversation.flow else QUESTION,
        topics=tuple(each for each in (conversation.topic, conversation.flow) if each),
        is_urgent=is_urgent,
        language=conversation.language,
        country=_country(conversation) if any(rule.countries for rule in rules) else "",
        channel=conversation.channel,
    )


def stored_rules() -> tuple[Rule, ...]:
    """The shop's rules that count, in their order; one statement."""
    rows = PromiseRule.objects.filter(is_active=True, removed_at=None).order_by("position", "id")
    return tuple(rule_of(row) for row in rows)


def rule_of(row: PromiseRule) -> Rule:
    """A stored rule for the pure table."""
    return Rule(
        key=f"rule:{row.pk}",
        name=row.name,
        version=row.version,
        kinds=tuple(row.kinds),
        topics=tuple(row.topics),
        urgency=row.urgency,
        languages=tuple(row.languages),
        countries=tuple(row.countries),
        channels=tuple(row.channels),
        first_minutes=row.first_minutes,
        next_minutes=row.next_minutes,
        counts_working_time=row.counts_working_time,
    )


def _events_of(conversation: Conversation) -> tuple[datetime | None, list[Happening]]:
    """What passed the turn in this episode, and when the one before it was closed."""
    rows = Event.objects.filter(subject=conversation.subject, action__in=[*_PASSES_TURN, _REOPENED]).order_by("id")
    closed_before: datetime | None = None
    found: list[Happening] = []
    for action, at in rows.values_list("action", "at"):
        if action == _REOPENED:
            closed_before = found[-1].at if found else at
            found = []
        else:
            found.append(Happening(at, _PASSES_TURN[action]))
    if conversation.closed_at and (not found or found[-1].what != "closed"):
        found.append(Happening(conversation.closed_at, "closed"))
    return closed_before, found


def _in_order(happenings: Iterable[Happening]) -> tuple[Happening, ...]:
    return tuple(sorted(happenings, key=lambda each: (each.at, _ORDER.index(each.what))))


def _country(conversation: Conversation) -> str:
    """The country of the order; else the one that the customer's language names."""
    order = conversation.order
    if order is not None:
        return order.country or order.market
    language, _separator, region = conversation.language.rpartition("-")
    return region if language and len(region) == _LENGTH_OF_COUNTRY else ""
