"""What no order is needed for: an account that cannot be reached or was taken over, a question to a seller."""

from __future__ import annotations

from loket.assistant.flows.shapes import SOLVED, Choice, Flow, Step

ACCOUNT_ACCESS = Flow(
    "account_access",
    (
        Step(
            "start",
            choices=(
                Choice("cannot_sign_in", "cannot_sign_in"),
                Choice("no_code", "no_code"),
                Choice("somebody_else", "taken_over"),
                Choice("change_data", "change_data"),
            ),
        ),
        Step("cannot_sign_in", choices=(Choice("fine", SOLVED), Choice("somebody_else", "taken_over"))),
        Step("no_code", choices=(Choice("fine", SOLVED),)),
        # Somebody whose account is in other hands waits for nobody.
        Step("taken_over", ends=True, is_urgent=True),
        Step("change_data", ends=True),
    ),
    needs_order=False,
)

SELLER_QUESTION = Flow(
    "seller_question",
    (
        Step("start", keeps="text", then="asked"),
        Step("asked", ends=True),
    ),
    needs_order=False,
)

FLOWS = (ACCOUNT_ACCESS, SELLER_QUESTION)
