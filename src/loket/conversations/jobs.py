from __future__ import annotations

from procrastinate.contrib.django import app

from loket.conversations.actions import deliveries


@app.task(name="conversations.deliver")
def deliver(delivery_id: int) -> None:
    """Hand one message to its channel."""
    deliveries.deliver(delivery_id)


@app.task(name="conversations.deliver_due")
def deliver_due(timestamp: int) -> None:
    """Hand over what is due again."""
    deliveries.deliver_due()
