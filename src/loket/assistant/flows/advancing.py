"""Which step of a flow fits the order as it stands."""

from __future__ import annotations

from loket.assistant.flows.shapes import Flow, Step
from loket.assistant.flows.situation import Situation, holds

MOST_HOPS = 12


def arrive(flow: Flow, step: Step, situation: Situation) -> Step:
    """The step that is really said when somebody comes to `step`; raises RecursionError for a flow that turns."""
    for _hop in range(MOST_HOPS):
        going = next((to for condition, to in step.goes if holds(condition, situation)), None)
        if going is None:
            return step
        step = flow.step(going)
    raise RecursionError(f"{flow.name} goes round in circles at {step.name}")
