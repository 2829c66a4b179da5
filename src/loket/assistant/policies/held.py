"""The sliders as this process holds them; the bank's keeper looks after them, so that no turn has to ask."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

from loket.assistant.costs import Policy, Step, is_step
from loket.assistant.models import AnswerPolicy

_NONE: Mapping[str, Step] = MappingProxyType({})
_steps = _NONE


def current(*, at_hand: bool = True) -> Policy:
    """What to answer by now; everything balanced until it was first looked at. Asks no database."""
    return Policy(_steps, at_hand)


def refresh() -> None:
    """Look at the sliders: one statement."""
    global _steps
    _steps = MappingProxyType(stored_steps())


def forget() -> None:
    """Answer as if nobody had moved a slider, until the next look."""
    global _steps
    _steps = _NONE


def stored_steps() -> dict[str, Step]:
    """Each topic whose slider was moved, with its step."""
    rows = AnswerPolicy.objects.values_list("topic", "step")
    return {topic: cast(Step, step) for topic, step in rows if is_step(step)}
