"""What happens in each dispute of the demo, as the files under ``cases`` tell it.

A line is one dispute: who bought what, where the parcel is, and the steps with their days before the first start.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("cases")


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where the parcel is, in days before the first start: as ``orders.stories`` has it."""

    placed: float
    promised: float
    state: str = "delivered"
    # Its last news.
    last: float = 0.0
    reached: str = "delivered"
    ending: tuple[str, ...] = ()
    has_number: bool = True


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture, and what kind of evidence it is."""

    scene: str
    kind: str


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody does, ``ago`` days before the first start.

    ``say`` holds their words first, then the translations of them; ``part`` is a share of what was paid.
    """

    ago: float
    who: str
    do: str
    say: Mapping[str, str] = field(default_factory=dict)
    show: tuple[Shown, ...] = ()
    part: str = ""
    body: Mapping[str, object] = field(default_factory=dict)
    is_private: bool = False
    # Whether both sides look at their pages before the next step.
    is_seen: bool = True


@dataclass(frozen=True, slots=True)
class DemoCase:
    """One dispute from its order on; ``place`` gives the order its number and so never changes."""

    place: int
    name: str
    buyer: str
    seller: str
    good: int
    method: str
    delivery: Delivery
    pieces: int
    steps: tuple[Step, ...]


@cache
def demo_cases() -> tuple[DemoCase, ...]:
    """All disputes of the demo."""
    lines = (line for path in sorted(_FOLDER.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines())
    return tuple(sorted((_case(json.loads(line)) for line in lines if line), key=lambda each: each.place))


def _case(told: dict[str, Any]) -> DemoCase:
    delivery = told["delivery"]
    return DemoCase(
        place=told["place"],
        name=told["name"],
        buyer=told["buyer"],
        seller=told["seller"],
        good=told.get("good", 0),
        method=told.get("method", "card"),
        delivery=Delivery(**{**delivery, "ending": tuple(delivery.get("ending", ()))}),
        pieces=told.get("pieces", 1),
        steps=tuple(_step(each) for each in told["steps"]),
    )


def _step(told: dict[str, Any]) -> Step:
    show = tuple(_shown(each) for each in told.pop("show", ()))
    known = {
        name: told.pop(name) for name in ("ago", "who", "do", "say", "part", "is_private", "is_seen") if name in told
    }
    return Step(**known, show=show, body=told)


def _shown(told: str) -> Shown:
    scene, _colon, kind = told.partition(":")
    return Shown(scene, kind or "photo")
