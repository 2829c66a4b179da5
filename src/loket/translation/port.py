"""What an engine of translation is to the rest of Loket, and what comes of asking one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from loket.translation.shapes import Shape

Problem = Literal["", "no_engine", "too_slow", "not_safe", "failed"]


class EngineFailed(Exception):
    """No translation came; ``said`` tells why in a few words and holds nothing secret.

    ``is_down`` is False where the engine works but will not take this text or pair: others may still ask it.
    """

    def __init__(self, said: str, *, is_down: bool = True, is_late: bool = False) -> None:
        super().__init__(said)
        self.said = said
        self.is_down = is_down
        self.is_late = is_late


class Engine(Protocol):
    """Something that translates. It is shared by the threads of a process and knows nothing of placeholders' sense."""

    name: str
    # In this order they are tried, until one comes back whole.
    shapes: tuple[Shape, ...]

    def pairs(self) -> frozenset[tuple[str, str]] | None:
        """The pairs it speaks, as `tags.plain` writes languages; None where it takes any. Never waits."""

    def translate(self, texts: Sequence[str], *, source: str, target: str, seconds: float) -> list[str]:
        """As many lines as were given, within ``seconds``; tags may name regions. Raises EngineFailed."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A text for a reader of ``language``; where there is a ``problem`` it is the original in its own language."""

    text: str
    language: str
    engine: str = ""
    is_machine: bool = False
    problem: Problem = ""
