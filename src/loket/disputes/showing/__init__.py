"""A dispute as pages show it: sentences instead of codes, for whoever looks, in the active language and on their clock.

Doors in: `show_dispute` (all parts of a page; templates `design/_dispute_*.html`) and `forms.form_for` (an action's
form from its schema). May import the views, the wording, orders.talk and design; nothing here writes.
"""

from __future__ import annotations

from loket.disputes.showing.dispute import show_dispute
from loket.disputes.showing.parts import (
    ShownAction,
    ShownClock,
    ShownDispute,
    ShownEvidence,
    ShownLane,
    ShownOffer,
    ShownStep,
    ShownWords,
)

__all__ = [
    "ShownAction",
    "ShownClock",
    "ShownDispute",
    "ShownEvidence",
    "ShownLane",
    "ShownOffer",
    "ShownStep",
    "ShownWords",
    "show_dispute",
]
