"""Money: a payment that failed, was not recognised or came twice, a refund that has not come, a coupon."""

from __future__ import annotations

from loket.assistant.flows.shapes import LATER, SOLVED, Choice, Flow, Request, Step

_FINE = Choice("fine", SOLVED)
_NO_WAY_BACK = (("one_way", "elsewhere"),)

PAYMENT_FAILED = Flow(
    "payment_failed",
    (
        Step(
            "start",
            goes=(("payment_over", "over"), ("awaiting_payment", "waiting"), ("cancelled", "cancelled")),
            choices=(_FINE,),
        ),
        Step("over", choices=(_FINE, Choice("charged_anyway", "flow:paid_not_recognised"))),
        Step("waiting", choices=(_FINE, Choice("paid_already", "flow:paid_not_recognised"))),
        Step("cancelled", choices=(Choice("where_is_refund", "flow:refund_status"), _FINE)),
    ),
)

PAID_NOT_RECOGNISED = Flow(
    "paid_not_recognised",
    (
        Step(
            "start",
            goes=(("payment_over", "over"), ("awaiting_payment", "waiting"), ("cancelled", "cancelled")),
            choices=(_FINE,),
        ),
        Step("waiting", choices=(Choice("wait", LATER), Choice("longer_ago", "proof"))),
        Step("over", choices=(Choice("have_proof", "proof"), _FINE)),
        Step("cancelled", choices=(Choice("where_is_refund", "flow:refund_status"), Choice("have_proof", "proof"))),
        Step("proof", keeps="picture", then="shown", choices=(Choice("no_paper", "shown"),)),
        Step("shown", ends=True),
    ),
)

CHARGED_TWICE = Flow(
    "charged_twice",
    (
        Step(
            "start",
            goes=(
                ("refund_under_way", "under_way"),
                ("may:refund:charged_twice", "offer"),
                ("paid_twice", "twice"),
            ),
            choices=(_FINE, Choice("statement_shows_two", "proof")),
        ),
        Step("under_way", choices=(_FINE,)),
        Step("offer", goes=_NO_WAY_BACK, choices=(Choice("yes_refund", "refund"), Choice("no_thanks", LATER))),
        Step("elsewhere", choices=(_FINE,)),
        Step("refund", goes=_NO_WAY_BACK, performs=Request("refund", ("charged_twice",))),
        Step("done", choices=(_FINE,)),
        Step("refused", ends=True),
        Step("twice", ends=True),
        Step("proof", keeps="picture", then="shown", choices=(Choice("no_paper", "shown"),)),
        Step("shown", ends=True),
    ),
)

REFUND_STATUS = Flow(
    "refund_status",
    (
        Step(
            "start",
            goes=(
                ("refund_failed", "failed"),
                ("refund_under_way", "under_way"),
                ("refund_settled", "settled"),
                ("unpaid", "unpaid"),
                ("may:refund:seller_cancelled,changed_mind,ordered_by_mistake", "offer"),
                ("cancel_under_way", "cancelling"),
            ),
            choices=(
                _FINE,
                Choice("cancel", "flow:cancel_order", when="may:cancel"),
                Choice("not_here", "flow:late", when="on_its_way"),
                Choice("send_back", "flow:return_item", when="arrived"),
            ),
        ),
        Step("failed", ends=True),
        Step("under_way", choices=(_FINE, Choice("date_is_over", "overdue"))),
        Step("overdue", ends=True),
        Step("settled", choices=(_FINE, Choice("not_on_statement", "overdue"))),
        Step("unpaid", choices=(_FINE, Choice("paid_already", "flow:paid_not_recognised"))),
        Step("cancelling", choices=(_FINE,)),
        Step("offer", goes=_NO_WAY_BACK, choices=(Choice("yes_refund", "refund"), Choice("no_thanks", LATER))),
        Step("elsewhere", choices=(_FINE,)),
        Step(
            "refund",
            goes=_NO_WAY_BACK,
            performs=Request("refund", ("seller_cancelled", "changed_mind", "ordered_by_mistake")),
        ),
        Step("done", choices=(_FINE,)),
        Step("refused", ends=True),
    ),
)

COUPON = Flow(
    "coupon",
    (
        Step(
            "start",
            goes=(("may:return_coupon", "offer"), ("has_coupon", "used")),
            choices=(Choice("refused_at_checkout", "what_it_says"), _FINE),
        ),
        Step("used", choices=(_FINE, Choice("refused_at_checkout", "what_it_says"))),
        Step("offer", choices=(Choice("yes_coupon", "return"), Choice("no_thanks", LATER))),
        Step("return", performs=Request("return_coupon", ("seller_cancelled", "changed_mind", "paid_after_expiry"))),
        Step("done", choices=(_FINE,)),
        Step("refused", ends=True),
        Step("what_it_says", keeps="text", then="told"),
        Step("told", ends=True),
    ),
)

FLOWS = (PAYMENT_FAILED, PAID_NOT_RECOGNISED, CHARGED_TWICE, REFUND_STATUS, COUPON)
