"""All guided flows, by name."""

from __future__ import annotations

from loket.assistant.flows import of_changes, of_delivery, of_payment, of_problems, without_order
from loket.assistant.flows.shapes import Flow

FLOWS: dict[str, Flow] = {
    flow.name: flow for room in (of_delivery, of_changes, of_payment, of_problems, without_order) for flow in room.FLOWS
}


def is_urgent(flow: str, step: str) -> bool:
    """Whether a person who is fetched at this step of a flow is fetched before all others."""
    known = FLOWS.get(flow)
    return known is not None and any(each.name == step and each.is_urgent for each in known.steps)
