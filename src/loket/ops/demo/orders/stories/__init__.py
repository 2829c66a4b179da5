"""What happens to the demo shop's orders, as data: every common problem several times, and plenty that went well."""

from __future__ import annotations

from loket.ops.demo.orders.stories.arrivals import ARRIVAL_STORIES
from loket.ops.demo.orders.stories.cancellations import CANCELLATION_STORIES
from loket.ops.demo.orders.stories.deliveries import DELIVERY_STORIES
from loket.ops.demo.orders.stories.payments import PAYMENT_STORIES
from loket.ops.demo.orders.stories.shapes import Story

STORIES: dict[str, Story] = {
    story.name: story
    for stories in (PAYMENT_STORIES, DELIVERY_STORIES, ARRIVAL_STORIES, CANCELLATION_STORIES)
    for story in stories
}
