"""`loket ask`: one turn of the assistant, without storing it."""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import asdict
from typing import TYPE_CHECKING

from loket.ops.failures import BadCall, CommandFailed
from loket.ops.progress import progress_bar

if TYPE_CHECKING:
    from loket.assistant.decisions import Decision
    from loket.assistant.order_context import OrderContext

HELP = "Ask the assistant one question and see what it would say, from where, and how sure it is."
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the question."""
    parser.add_argument("text", metavar="TEXT")
    parser.add_argument("--language", default="en", metavar="xx", help="the language of the page she writes on")
    parser.add_argument(
        "--order", default="", metavar="NUMBER", help="the order that it is about, as its buyer sees it"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(options: argparse.Namespace) -> int:
    """Think once, warm, and print the decision."""
    from loket.assistant import banks
    from loket.assistant.answering import answer
    from loket.assistant.language_model import compose_answer
    from loket.assistant.transcript import Transcript, Turn
    from loket.ops.asked import describe

    if not options.text.strip():
        raise BadCall("TEXT is empty")
    bank = banks.complete(progress=progress_bar("Articles"))
    turns = (Turn(1, "customer", "text", options.text),)
    transcript = Transcript(turns, options.language, orders=_orders(options.order))
    answer(transcript, bank)  # the first question of a process loads the detectors
    started = time.perf_counter()
    decision = compose_answer(answer(transcript, bank), transcript, bank)
    milliseconds = round((time.perf_counter() - started) * 1000, 2)
    as_json = options.json
    print(_as_json(decision, milliseconds) if as_json else describe(decision, milliseconds=milliseconds))
    return 0


def _orders(number: str) -> OrderContext:
    """The order as the conversation of its buyer would have it."""
    from django.utils import timezone

    from loket.assistant.order_context import NO_ORDERS, OrderContext
    from loket.orders.access import get_order_for
    from loket.people.access import NotVisible
    from loket.people.actors import SYSTEM
    from loket.reception.orders_known import known_order

    if not number:
        return NO_ORDERS
    now = timezone.now()
    try:
        known = known_order(get_order_for(SYSTEM, number), now=now)
        return OrderContext(is_vouched=True, order=known, named=(known,), texts=(number,), now=now)
    except NotVisible:
        raise CommandFailed(f"there is no order {number}") from None


def _as_json(decision: Decision, milliseconds: float) -> str:
    from loket.assistant.actions import decision_name
    from loket.assistant.decisions import Ask, HandOver, Reply

    spoken = decision if isinstance(decision, Reply | Ask) else None
    found = {
        "decision": decision_name(decision),
        "reason": decision.reason if isinstance(decision, HandOver) else None,
        "text": spoken.text if spoken else "",
        "language": None if not isinstance(decision, Reply | Ask | HandOver) else decision.language,
        "sources": [asdict(each) for each in decision.sources] if isinstance(decision, Reply) else [],
        "options": [asdict(each) for each in spoken.options] if spoken else [],
        "confidence": spoken.confidence if spoken else None,
        "milliseconds": milliseconds,
        "trace": dict(decision.trace.data),
    }
    return json.dumps(found, ensure_ascii=False)
