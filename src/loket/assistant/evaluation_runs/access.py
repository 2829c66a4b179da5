"""Past questions are what customers wrote: editors, leads and administrators see them, nobody else."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from loket.assistant.models import EvaluationLine, EvaluationRun
from loket.people.access import NotVisible, is_staff_with
from loket.people.actors import Actor, SystemActor
from loket.people.models.user import Role

EVALUATING_ROLES = (Role.EDITOR, Role.LEAD)


def runs_visible_to(actor: Actor) -> QuerySet[EvaluationRun]:
    """All runs, the newest first."""
    runs = EvaluationRun.objects.select_related("started_by").order_by("-created_at", "id")
    return runs if _may_evaluate(actor) else runs.none()


def run_for(actor: Actor, run_id: UUID) -> EvaluationRun:
    """One run; raises NotVisible."""
    found = runs_visible_to(actor).filter(pk=run_id).first()
    if found is None:
        raise NotVisible
    return found


def lines_of(run: EvaluationRun) -> QuerySet[EvaluationLine]:
    """The lines of a run that ``run_for`` gave, in the order of the file."""
    return EvaluationLine.objects.filter(run=run).order_by("number")


def _may_evaluate(actor: Actor) -> bool:
    return isinstance(actor, SystemActor) or is_staff_with(actor, *EVALUATING_ROLES)
