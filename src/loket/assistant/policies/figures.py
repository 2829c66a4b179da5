"""Last month's questions as the stored traces tell them, and what every step would have done with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from loket.assistant.bank import Candidate
from loket.assistant.costs import Step
from loket.assistant.models import AnswerTrace
from loket.assistant.policies.access import check_may_decide
from loket.assistant.policies.replaying import PastQuestion, Tally, tallies
from loket.conversations.models import QueueEntry
from loket.knowledge.queries.contents import topics_of_articles
from loket.people.actors import Actor

SINCE = timedelta(days=30)
# A fifth of a second of the process that also answers chats; shares of so many are exact to two percent.
MOST_TRACES = 2_000
_KEYS = ("meaning", "verdict", "says", "reading", "angry", "strikes", "given", "candidates", "people_at_hand")


@dataclass(frozen=True, slots=True)
class _Turn:
    """One decision: when, what, the articles it sent, and what its trace says by name."""

    conversation: UUID
    at: datetime
    decision: str
    sent: tuple[str, ...]
    says: Mapping[str, Any]


def figures_for(actor: Actor, now: datetime) -> dict[str, dict[Step, Tally]]:
    """For each topic what every step would have done in the last 30 days; raises NotVisible. Three statements."""
    check_may_decide(actor)
    return tallies(_questions(_turns(now - SINCE), topics_of_articles()))


def _turns(since: datetime) -> list[_Turn]:
    """The latest decisions, the oldest first."""
    fields = ("conversation_id", "created_at", "decision", "message__sources", *(f"data__{key}" for key in _KEYS))
    rows = AnswerTrace.objects.filter(created_at__gte=since).order_by("-created_at").values_list(*fields)
    return [
        _Turn(row[0], row[1], row[2], _slugs(row[3]), dict(zip(_KEYS, row[4:], strict=True)))
        for row in reversed(rows[:MOST_TRACES])
    ]


def _slugs(sources: object) -> tuple[str, ...]:
    return tuple(str(each["article"]) for each in sources) if isinstance(sources, list) else ()


def _questions(turns: Sequence[_Turn], topics: Mapping[str, str]) -> Iterable[PastQuestion]:
    by_conversation: dict[UUID, list[_Turn]] = defaultdict(list)
    for turn in turns:
        by_conversation[turn.conversation].append(turn)
    waits = _waits(by_conversation)
    for conversation, said in by_conversation.items():
        for place, turn in enumerate(said):
            question = _question(turn, said[place + 1 :], topics, waits.get(conversation))
            if question is not None:
                yield question


def _waits(conversations: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each conversation last began to wait for a person."""
    rows = QueueEntry.objects.filter(conversation__in=list(conversations)).order_by("joined_at")
    return dict(rows.values_list("conversation_id", "joined_at"))


def _question(
    turn: _Turn, later: Sequence[_Turn], topics: Mapping[str, str], waited: datetime | None
) -> PastQuestion | None:
    """A decision about a question that was looked up and whose best article still stands; else None."""
    candidates = _candidates(turn.says["candidates"])
    if turn.says["meaning"] != "question" or not candidates or candidates[0].article not in topics:
        return None
    went_badly = turn.decision == "hand_over" or _failed(candidates[0].article, later)
    return PastQuestion(
        topic=topics[candidates[0].article],
        candidates=candidates,
        reading=str(turn.says["reading"] or "alone"),
        is_angry=bool(turn.says["angry"]),
        strikes=int(turn.says["strikes"] or 0),
        given=tuple(turn.says["given"] or ()),
        at_hand=turn.says["people_at_hand"] is not False,
        went_badly=went_badly if went_badly is not None else waited is not None and waited >= turn.at,
    )


def _failed(article: str, later: Sequence[_Turn]) -> bool | None:
    """Whether an article turned out not to help, by what came after; None where nothing was said about it."""
    for turn in later:
        meaning, verdict = turn.says["meaning"], turn.says["verdict"]
        if meaning == "choice" and turn.sent:
            return article not in turn.sent
        if turn.says["says"] in ("solved", "thanks"):
            return False
        if turn.decision == "hand_over" or meaning == "no" or (meaning == "choice" and verdict == "offer"):
            return True
    return None


def _candidates(value: object) -> tuple[Candidate, ...]:
    found = value if isinstance(value, list) else []
    return tuple(Candidate(str(each["article"]), float(each["confidence"]), {}) for each in found)
