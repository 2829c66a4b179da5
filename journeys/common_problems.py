"""The common problems of buyers, as data: which order, which taps, and what it ends in (docs/common-problems.md).

What she writes and what she must then read stands in `problem_words/`, one file a language. In `steps`, a plain word is
the button of that label (`loket/assistant/flows/wording`); `item` taps the first item where the order has several,
`picture` sends one, `words` writes what stands under "then".
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import loket.ops.demo

LANGUAGES = ("pt-BR", "id", "es", "en")

Ending = Literal["solved", "later", "person", "cancelled", "refunded", "coupon", "address"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One common problem; `orders` are "story:place" of the demo's orders, one a language; none: no order is needed.

    Where the words alone lead only to how the order stands, the buttons of `by_way` lead on.
    """

    name: str
    rows: str
    flow: str
    ends: Ending
    orders: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    by_way: tuple[str, ...] = ()
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What an article answers, before or without an order."""

    article: str
    rows: str


def _of(story: str, *places: int) -> tuple[str, ...]:
    return tuple(f"{story}:{place}" for place in places)


PROBLEMS = (
    Problem("cannot_cancel", "P1 O1", "cancel_order", "solved", _of("cannot_cancel", 4, 2, 1, 6)),
    Problem("cancel", "P1 O1", "cancel_order", "cancelled", _of("just_paid", 0, 1, 2, 9), ("yes_cancel",)),
    Problem("no_tracking_number", "P1 O1", "no_tracking_number", "solved", _of("no_tracking_number", 6, 8, 2, 0)),
    Problem("where_is_it", "O1", "tracking", "solved", _of("on_its_way", 5, 0, 12, 3)),
    Problem("payment_failed", "P1 O1", "payment_failed", "solved", _of("payment_failed", 6, 1, 5, 3)),
    Problem(
        *("cancelled_without_refund", "P1 O1", "refund_status", "refunded"),
        _of("cancelled_without_refund", 1, 3, 5, 4),
        ("yes_refund",),
    ),
    Problem(
        *("refund_under_way", "O1", "refund_status", "solved"),
        _of("refund_under_way", 0, 4, 3, 6),
        by_way=("where_is_refund",),
    ),
    Problem(
        *("paid_not_recognised", "P1 O1", "paid_not_recognised", "person"),
        _of("paid_not_recognised", 8, 5, 0, 3),
        ("longer_ago", "picture"),
    ),
    Problem("charged_twice", "P1 O1", "charged_twice", "refunded", _of("charged_twice", 1, 2, 5, 3), ("yes_refund",)),
    Problem(
        *("never_arrived", "P1 O1", "late", "refunded"),
        _of("overdue_for_weeks", 4, 1, 2, 3),
        ("refund_me", "yes_refund"),
    ),
    Problem(
        *("never_arrived_and_dear", "P1 O1", "late", "person"),
        ("overdue_for_weeks:0", "overdue_for_weeks:5", "late:8", "overdue_for_weeks:6"),
        ("refund_me",),
    ),
    Problem(
        *("marked_delivered", "P1 O1", "late", "person"),
        _of("marked_delivered_not_here", 1, 0, 2, 5),
        ("still_missing",),
    ),
    Problem("taxed_twice", "P1 I1", "customs", "person", _of("taxed_twice", 1, 0, 2, 3), ("asked_to_pay", "picture")),
    Problem("held_at_customs", "I1 O1", "customs", "later", _of("held_at_customs", 0, 5, 4, 2), ("wait",)),
    Problem(
        *("damaged", "P1", "damaged", "person"),
        _of("damaged", 0, 1, 4, 3),
        ("item", "picture", "part_back"),
        by_way=("something_wrong", "damaged"),
    ),
    Problem(
        *("wrong_item", "P1", "wrong_item", "person"),
        _of("wrong_item", 4, 1, 2, 3),
        ("item", "picture", "new_one"),
        by_way=("something_wrong", "wrong_item"),
    ),
    Problem(
        *("not_as_described", "P1", "not_as_described", "person"),
        _of("not_as_described", 0, 1, 2, 3),
        ("item", "picture", "money_back"),
        by_way=("something_wrong", "not_as_described"),
    ),
    Problem(
        *("missing_parts", "P1", "missing_parts", "person"),
        _of("missing_parts", 0, 1, 2, 3),
        ("item", "picture", "part_back"),
        by_way=("something_wrong", "missing_parts"),
    ),
    Problem("coupon", "P1 O1", "coupon", "coupon", _of("coupon_lost", 0, 1, 2, 3), ("yes_coupon",)),
    Problem(
        *("wrong_address", "P1 O1", "change_address", "address"),
        _of("just_paid", 4, 10, 8, 5),
        ("words", "yes_address"),
    ),
    Problem(
        *("sent_back", "P1 O1", "return_item", "person"),
        _of("can_be_returned", 2, 0, 4, 3),
        ("changed_mind", "item", "yes_return"),
    ),
    Problem(
        *("account_taken_over", "A1", "account_access", "person"),
        steps=("account_access", "somebody_else"),
        is_urgent=True,
    ),
    Problem("cannot_sign_in", "A1", "account_access", "solved", steps=("account_access", "cannot_sign_in")),
    Problem("seller_question", "Q1 P1", "seller_question", "person", steps=("seller_question", "words")),
)

QUESTIONS = (
    Question("delivery-time", "Q1"),
    Question("free-shipping", "Q1"),
    Question("payment-methods", "Q1"),
    Question("open-dispute", "P1"),
    Question("import-taxes", "I1"),
    Question("forwarder-address", "I1"),
    Question("buy-for-resale", "I1"),
    Question("delete-account", "A1"),
)


@cache
def words_of(language: str) -> dict[str, Any]:
    """What is written and read in one language: "problems" by name, "questions" by article."""
    found: dict[str, Any] = json.loads((Path(__file__).parent / "problem_words" / f"{language}.json").read_text())
    return found


@cache
def questions_of(flow: str, language: str) -> tuple[str, ...]:
    """The questions of the demo shop's articles that lead into a flow, as they are offered."""
    files = sorted((Path(loket.ops.demo.__file__).parent / "articles").glob("*.jsonl"))
    articles = [json.loads(line) for file in files for line in file.read_text().splitlines()]
    return tuple(each["translations"][language]["question"] for each in articles if each.get("flow") == flow)
