"""It came, but not as it should: damaged, another thing, not as described, parts missing."""

from __future__ import annotations

from loket.assistant.flows.shapes import LATER, SOLVED, Choice, Flow, Request, Step

_NO_WAY_BACK = (("one_way", "elsewhere"),)


def _problem(name: str) -> Flow:
    """Which line, a picture, what would put it right; then at once where the rules allow it, else a person."""
    return Flow(
        name,
        (
            Step(
                "start",
                goes=(
                    ("unpaid", "not_here"),
                    ("cancelled", "not_here"),
                    ("not_sent", "not_here"),
                    ("on_its_way", "on_its_way"),
                    ("several_items", "which"),
                ),
                keeps="picture",
                then="wish",
                choices=(Choice("no_picture", "wish"),),
            ),
            Step("not_here", choices=(Choice("fine", SOLVED),)),
            Step("on_its_way", choices=(Choice("has_come", "which_or_picture"), Choice("fine", SOLVED))),
            Step("which_or_picture", goes=(("several_items", "which"), ("always", "picture"))),
            Step("which", picks=True, then="picture"),
            Step("picture", keeps="picture", then="wish", choices=(Choice("no_picture", "wish"),)),
            Step(
                "wish",
                choices=(
                    Choice("money_back", "money_back"),
                    Choice("part_back", "to_person"),
                    Choice("new_one", "new_one"),
                ),
            ),
            Step("money_back", goes=((f"may:refund:{name}", "confirm"), ("always", "to_person"))),
            Step("new_one", goes=((f"may:resend:{name}", "confirm_new"), ("always", "to_person"))),
            Step(
                "confirm",
                goes=_NO_WAY_BACK,
                choices=(Choice("yes_refund", "refund"), Choice("no_thanks", LATER)),
            ),
            Step("elsewhere", choices=(Choice("fine", SOLVED),)),
            Step("confirm_new", choices=(Choice("yes_new", "resend"), Choice("no_thanks", LATER))),
            Step("refund", goes=_NO_WAY_BACK, performs=Request("refund", (name,), refused="to_person")),
            Step("resend", performs=Request("resend", (name,), refused="to_person")),
            Step("done", choices=(Choice("fine", SOLVED),)),
            Step("to_person", ends=True),
        ),
    )


FLOWS = tuple(_problem(name) for name in ("damaged", "wrong_item", "not_as_described", "missing_parts"))
