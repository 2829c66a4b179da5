"""Where is it: status, tracking, no number, late or never arrived, customs."""

from __future__ import annotations

from loket.assistant.flows.shapes import LATER, SOLVED, Choice, Flow, Request, Step

_FINE = Choice("fine", SOLVED)
_CANCEL = Choice("cancel", "flow:cancel_order", when="may:cancel")
_NO_WAY_BACK = (("one_way", "elsewhere"),)
_WRONG = Choice("something_wrong", "wrong", when="arrived")

ORDER_STATUS = Flow(
    "order_status",
    (
        Step(
            "start",
            goes=(("unpaid", "unpaid"), ("cancelled", "cancelled"), ("late", "late")),
            choices=(_FINE, Choice("tracking", "flow:tracking", when="on_its_way"), _CANCEL, _WRONG),
        ),
        Step(
            "unpaid",
            choices=(
                Choice("paid_already", "flow:paid_not_recognised"),
                Choice("payment_fails", "flow:payment_failed"),
                _CANCEL,
            ),
        ),
        Step("cancelled", choices=(Choice("where_is_refund", "flow:refund_status"), _FINE)),
        Step(
            "late", choices=(Choice("what_now", "flow:late"), Choice("tracking", "flow:tracking", when="has_tracking"))
        ),
        Step(
            "wrong",
            choices=(
                Choice("damaged", "flow:damaged"),
                Choice("wrong_item", "flow:wrong_item"),
                Choice("not_as_described", "flow:not_as_described"),
                Choice("missing_parts", "flow:missing_parts"),
                Choice("not_here", "flow:late"),
            ),
        ),
    ),
)

TRACKING = Flow(
    "tracking",
    (
        Step(
            "start",
            goes=(
                ("unpaid", "not_sent"),
                ("cancelled", "cancelled"),
                ("not_sent", "not_sent"),
                ("no_tracking", "none"),
            ),
            choices=(
                _FINE,
                Choice("not_moving", "flow:late", when="on_its_way"),
                Choice("not_here", "flow:late", when="arrived"),
            ),
        ),
        Step("not_sent", choices=(_FINE, _CANCEL)),
        Step("cancelled", choices=(Choice("where_is_refund", "flow:refund_status"), _FINE)),
        Step("none", choices=(_FINE, Choice("what_now", "flow:late"))),
    ),
)

NO_TRACKING_NUMBER = Flow(
    "no_tracking_number",
    (
        Step(
            "start",
            goes=(
                ("unpaid", "not_sent"),
                ("cancelled", "cancelled"),
                ("not_sent", "not_sent"),
                ("has_tracking", "there"),
            ),
            choices=(_FINE, Choice("what_now", "flow:late"), Choice("ask_seller", "flow:seller_question")),
        ),
        Step("not_sent", choices=(_FINE, _CANCEL, Choice("ask_seller", "flow:seller_question"))),
        Step("cancelled", choices=(Choice("where_is_refund", "flow:refund_status"), _FINE)),
        Step("there", choices=(_FINE, Choice("not_moving", "flow:late"))),
    ),
)

LATE = Flow(
    "late",
    (
        Step(
            "start",
            goes=(
                ("unpaid", "unpaid"),
                ("cancelled", "cancelled"),
                ("arrived", "marked_delivered"),
                ("at_customs", "customs"),
                ("refund_under_way", "refund_under_way"),
                ("above_limit", "above_limit"),
                ("may:refund:late,lost,not_received", "offer"),
                ("late", "late"),
            ),
            choices=(_FINE, Choice("tracking", "flow:tracking", when="has_tracking"), _CANCEL),
        ),
        Step("unpaid", choices=(Choice("paid_already", "flow:paid_not_recognised"), _FINE)),
        Step("cancelled", choices=(Choice("where_is_refund", "flow:refund_status"), _FINE)),
        Step("marked_delivered", choices=(Choice("found", SOLVED), Choice("still_missing", "missing"))),
        Step("missing", ends=True),
        Step("customs", choices=(Choice("customs", "flow:customs"), Choice("wait", LATER))),
        Step("refund_under_way", choices=(_FINE,)),
        Step("above_limit", choices=(Choice("refund_me", "missing"), Choice("wait", LATER))),
        Step("offer", goes=_NO_WAY_BACK, choices=(Choice("refund_me", "confirm"), Choice("wait", LATER))),
        Step("confirm", goes=_NO_WAY_BACK, choices=(Choice("yes_refund", "refund"), Choice("wait", LATER))),
        Step("refund", goes=_NO_WAY_BACK, performs=Request("refund", ("late", "lost", "not_received"))),
        Step("done", choices=(_FINE,)),
        Step("elsewhere", choices=(_FINE,)),
        Step("refused", choices=(Choice("wait", LATER),)),
        Step("late", choices=(Choice("wait", LATER), _CANCEL)),
    ),
)

CUSTOMS = Flow(
    "customs",
    (
        Step(
            "start",
            goes=(("at_customs", "held"),),
            choices=(_FINE, Choice("asked_to_pay", "asked_to_pay"), Choice("not_here", "flow:late")),
        ),
        Step("held", choices=(Choice("wait", LATER), Choice("asked_to_pay", "asked_to_pay"))),
        Step("asked_to_pay", keeps="picture", then="shown", choices=(Choice("no_paper", "shown"),)),
        Step("shown", ends=True),
    ),
)

FLOWS = (ORDER_STATUS, TRACKING, NO_TRACKING_NUMBER, LATE, CUSTOMS)
