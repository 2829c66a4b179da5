"""The order in which topics stand."""

from __future__ import annotations

from django.db import transaction

from loket.history.actions import record
from loket.knowledge.actions.contents import contents_changed
from loket.knowledge.models import Topic
from loket.people.actors import Actor


@transaction.atomic
def move_topic(topic: Topic, *, steps: int, by: Actor) -> None:
    """Move a topic up (negative) or down among its siblings, as far as there is room."""
    rows = Topic.objects.select_for_update(no_key=True).filter(parent=topic.parent_id)
    siblings = list(rows.order_by("position", "id"))
    place = siblings.index(topic)
    siblings.insert(max(0, place + steps), siblings.pop(place))
    for position, each in enumerate(siblings):
        each.position = position
    Topic.objects.bulk_update(siblings, ["position"])
    record("topic.placed", f"topic:{topic.pk}", by=by.label, actor_id=by.actor_id, data={"slug": topic.slug})
    contents_changed(texts=False)
