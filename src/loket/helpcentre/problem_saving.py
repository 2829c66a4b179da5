"""Keeping what a page of the form asked: another reason takes back what no longer fits it."""

from __future__ import annotations

from collections.abc import Mapping

from loket.disputes.actions.opening import save_draft
from loket.disputes.machine.reasons import REASONS, Reason
from loket.disputes.models import Dispute
from loket.helpcentre.problem_drafts import Draft
from loket.people.actors import CustomerActor


def keep_answers(draft: Draft, answers: Mapping[str, object], *, by: CustomerActor) -> Dispute:
    """The draft with these answers; raises NotVisible, and ActionRefused once it was submitted."""
    return save_draft(draft.dispute, {**_taken_back(draft, answers), **answers}, by=by)


def _taken_back(draft: Draft, answers: Mapping[str, object]) -> dict[str, object]:
    reason = answers.get("reason")
    if reason is None or reason == draft.reason:
        return {}
    solutions = REASONS[Reason(str(reason))].solutions
    keeps = draft.solution in solutions
    # Another reason has other bounds.
    taken_back: dict[str, object] = {"amount": None, "has_no_evidence": False}
    return taken_back if keeps else {**taken_back, "solution": None}
