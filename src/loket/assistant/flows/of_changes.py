"""Another mind: cancel, change the address, send back."""

from __future__ import annotations

from loket.assistant.flows.shapes import LATER, SOLVED, Choice, Flow, Request, Step

_FINE = Choice("fine", SOLVED)

CANCEL_ORDER = Flow(
    "cancel_order",
    (
        Step(
            "start",
            goes=(
                ("cancelled", "already"),
                ("cancel_under_way", "under_way"),
                ("may:cancel", "confirm"),
            ),
            choices=(
                _FINE,
                Choice("not_here", "flow:late", when="on_its_way"),
                Choice("send_back", "flow:return_item", when="arrived"),
            ),
        ),
        Step("already", choices=(Choice("where_is_refund", "flow:refund_status"), _FINE)),
        Step("under_way", choices=(_FINE,)),
        Step("confirm", choices=(Choice("yes_cancel", "cancel"), Choice("keep", LATER))),
        Step("cancel", performs=Request("cancel", ("changed_mind",))),
        Step("done", goes=(("one_way", "done_elsewhere"),), choices=(_FINE,)),
        # Cancelled all the same; only where the money goes is left to settle.
        Step("done_elsewhere", choices=(Choice("name_account", "settle"), Choice("fine", SOLVED))),
        Step("settle", ends=True),
        Step("refused", choices=(_FINE, Choice("not_here", "flow:late", when="on_its_way"))),
    ),
)

_READ = (("address_abroad", "abroad"),)

CHANGE_ADDRESS = Flow(
    "change_address",
    (
        Step(
            "start",
            goes=(("may:change_address", "which"),),
            choices=(_FINE, Choice("cancel", "flow:cancel_order", when="may:cancel")),
        ),
        Step("which", keeps="address", then="read"),
        Step("read", goes=(*_READ, ("address_whole", "confirm"), ("always", "postcode"))),
        Step("postcode", keeps="postcode", then="read_whole", choices=(Choice("no_postcode", "to_person"),)),
        Step("read_whole", goes=(*_READ, ("address_whole", "confirm"), ("always", "to_person"))),
        Step(
            "confirm",
            choices=(Choice("yes_address", "change"), Choice("write_again", "again"), Choice("keep_address", LATER)),
        ),
        Step("again", keeps="address", then="read_again"),
        Step("read_again", goes=(*_READ, ("address_whole", "confirm_again"), ("always", "to_person"))),
        Step("confirm_again", choices=(Choice("yes_address", "change"), Choice("keep_address", LATER))),
        # What was never read, or lies abroad, is not sent on, whatever was tapped.
        Step(
            "change",
            goes=(*_READ, ("address_missing", "to_person")),
            performs=Request("change_address", ("ordered_by_mistake",)),
        ),
        Step("abroad", choices=(Choice("write_again", "again"), Choice("keep_address", LATER))),
        Step("to_person", ends=True),
        Step("done", choices=(_FINE,)),
        Step("refused", choices=(_FINE,)),
    ),
)

RETURN_ITEM = Flow(
    "return_item",
    (
        Step(
            "start",
            goes=(
                ("cancelled", "cancelled"),
                ("unpaid", "not_here"),
                ("not_sent", "not_here"),
                ("on_its_way", "not_here"),
            ),
            choices=(
                Choice("damaged", "flow:damaged"),
                Choice("wrong_item", "flow:wrong_item"),
                Choice("not_as_described", "flow:not_as_described"),
                Choice("changed_mind", "changed_mind"),
            ),
        ),
        Step("cancelled", choices=(Choice("where_is_refund", "flow:refund_status"), _FINE)),
        Step("not_here", choices=(_FINE, Choice("cancel", "flow:cancel_order", when="may:cancel"))),
        Step("changed_mind", goes=(("several_items", "which"),), choices=(Choice("yes_return", "asked"), _FINE)),
        Step("which", picks=True, then="one"),
        Step("one", choices=(Choice("yes_return", "asked"), Choice("keep", LATER))),
        Step("asked", ends=True),
    ),
)

FLOWS = (CANCEL_ORDER, CHANGE_ADDRESS, RETURN_ITEM)
