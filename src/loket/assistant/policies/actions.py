from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from loket.assistant.costs import BALANCED, Step
from loket.assistant.models import AnswerPolicy
from loket.assistant.policies import held
from loket.assistant.policies.access import check_may_decide
from loket.history.actions import record
from loket.people.actors import StaffActor


@transaction.atomic
def set_policies(steps: Mapping[str, Step], *, by: StaffActor) -> list[str]:
    """Move the sliders of these topics; returns the topics that changed. Every process follows within seconds."""
    check_may_decide(by)
    before = dict(AnswerPolicy.objects.select_for_update().filter(topic__in=steps).values_list("topic", "step"))
    changed = {topic: step for topic, step in steps.items() if before.get(topic, BALANCED) != step}
    for topic, step in changed.items():
        AnswerPolicy.objects.update_or_create(topic=topic, defaults={"step": step})
        data = {"before": before.get(topic, BALANCED), "step": step}
        record("answering.step_set", f"topic:{topic}", by=by.label, actor_id=by.actor_id, data=data)
    if changed:
        transaction.on_commit(held.refresh)
    return list(changed)
