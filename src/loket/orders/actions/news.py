"""Who is told at once that something about orders changed: what is told names the order, never what became of it."""

from __future__ import annotations

from loket.lib import live

# Whether something about orders waits for a person, and what.
DUTIES = "orders"
# The hint that something was said in a talk, or stands there otherwise.
TALK = "talk"


def topic_of_order(order_id: int) -> str:
    """The topic on which one order's changes are told."""
    return f"order:{order_id}"


def topic_of_talk(order_id: int) -> str:
    """The topic on which buyer and seller learn that their talk about an order went on."""
    return f"talk:{order_id}"


def tell_of_talk(order_id: int) -> None:
    """Tell both sides, and those at the desk who look at this order."""
    live.publish(topic_of_talk(order_id), TALK)
    live.publish(topic_of_order(order_id), TALK)


def tell_of_order(order_id: int, hint: str = "ledger") -> None:
    """Tell those who look at this order."""
    live.publish(topic_of_order(order_id), hint)


def tell_of_duties(order_id: int, hint: str = "ledger") -> None:
    """Tell those who look at this order, and everybody at the desk that there is more or less to do."""
    tell_of_order(order_id, hint)
    live.publish(DUTIES, hint)
