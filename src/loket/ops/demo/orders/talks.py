"""What buyers and sellers of the demo shop wrote to each other about their orders, as the marketplace would tell it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from loket.ops.demo.orders.identifiers import order_number
from loket.ops.demo.orders.moments import days_before, to_the_minute, written
from loket.ops.demo.orders.plans import all_plans

_TALKS = Path(__file__).with_name("talks.jsonl")


def demo_talks(began: datetime) -> Iterator[tuple[str, dict[str, Any]]]:
    """Pairs of an order's number and the body of ``PUT …/conversation``, as of the first start."""
    plans = {each.place: each for each in all_plans()}
    for line in _TALKS.read_text(encoding="utf-8").splitlines():
        talk = json.loads(line)
        plan = plans[talk["place"]]
        placed_at = days_before(to_the_minute(began), plan.placed)
        number = order_number(placed_at.year, plan.place)
        yield number, {"messages": [_message(number, *each, placed_at) for each in enumerate(talk["messages"], 1)]}


def _message(number: str, place: int, told: dict[str, Any], placed_at: datetime) -> dict[str, Any]:
    return {
        "external_id": f"{number}-{place}",
        "sender": told["sender"],
        "text": told["text"],
        "language": told["language"],
        "sent_at": written(placed_at + timedelta(days=told["after"])),
    }
