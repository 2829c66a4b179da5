"""Why the ledger takes no request or decision; a page turns each into a sentence."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loket.orders.rulebook.rules import Permission


class NotAllowed(Exception):
    """The rules do not allow it now; ``permission`` says which and why."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(permission.why)
        self.permission = permission


class OverTheCap(Exception):
    """More money than may still go back; ``most`` is what may."""

    def __init__(self, most: Decimal) -> None:
        super().__init__(f"At most {most} may still go back.")
        self.most = most


class RequestRefused(Exception):
    """The request itself is wrong; ``problem`` is a stable code.

    unknown_line, unknown_payment, amount_not_positive, amount_too_fine, address_missing, coupon_missing,
    account_missing, holder_differs, proof_too_old.
    """

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class KeyTaken(Exception):
    """The idempotency key belongs to a request for another order or of another kind."""


class SamePerson(Exception):
    """Who asked may not be the second person."""


class MayNotDecide(Exception):
    """This decision is for a lead."""


class WrongState(Exception):
    """The entry is past the point where this could be decided."""
