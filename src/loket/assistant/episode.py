"""What has happened in this episode so far, read from its transcript alone."""

from __future__ import annotations

from dataclasses import dataclass

from loket.assistant.likeness import is_same
from loket.assistant.small_talk import small_talk
from loket.assistant.transcript import Kind, Transcript, Turn

ASKS = frozenset({"question", "options"})


@dataclass(frozen=True, slots=True)
class Episode:
    """The assistant's own past: what it said, gave and asked."""

    said: tuple[str, ...]
    given: tuple[str, ...]
    strikes: int
    last_kind: Kind | None
    last_question: str
    last_given: tuple[str, ...]
    offered: tuple[str, ...]
    came_from: str | None

    def has_said(self, text: str) -> bool:
        """Whether the assistant has said this, or nearly this, before."""
        return any(is_same(text, said) for said in self.said)


def read_episode(transcript: Transcript) -> Episode:
    """Sum up the transcript; every question or offer that was made stands for one strike."""
    ours = transcript.ours
    return Episode(
        said=tuple(turn.text for turn in ours),
        given=tuple(dict.fromkeys(slug for turn in ours if turn.kind == "answer" for slug in turn.sources)),
        strikes=sum(1 for turn in ours if turn.kind in ASKS),
        last_kind=ours[-1].kind if ours else None,
        last_question=_last_question(transcript),
        last_given=ours[-1].sources if ours and ours[-1].kind == "answer" else (),
        offered=_offered(ours[-1]) if ours else (),
        came_from=transcript.article,
    )


def _offered(turn: Turn) -> tuple[str, ...]:
    """The articles that a message let the customer choose from."""
    return tuple(each.id.removeprefix("article:") for each in turn.options if each.id.startswith("article:"))


def _last_question(transcript: Transcript) -> str:
    for turn in reversed(transcript.earlier):
        if turn.choice is None and turn.text.strip() and small_talk(turn.text) is None:
            return turn.text[:2_000]
    return ""
