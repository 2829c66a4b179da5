"""Whether money can go back the way it was paid, for each way of paying, and where it can go instead. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from loket.orders.facts import NOTHING, OrderFacts, PaymentFacts


@dataclass(frozen=True, slots=True)
class WayBack:
    """Whether a way of paying carries money back, and why or why not."""

    is_open: bool
    why: str


WAYS_BACK: Mapping[str, WayBack] = {
    "card": WayBack(True, "The card network credits the card that paid."),
    "pix": WayBack(True, "Pix has a return of its own, to the account that paid."),
    "qris": WayBack(True, "The wallet behind the code takes the payment back."),
    "wallet": WayBack(True, "The wallet that paid is known and takes money."),
    "ovo": WayBack(True, "The wallet that paid is known and takes money."),
    "gopay": WayBack(True, "The wallet that paid is known and takes money."),
    "dana": WayBack(True, "The wallet that paid is known and takes money."),
    "shopeepay": WayBack(True, "The wallet that paid is known and takes money."),
    "paypal": WayBack(True, "The account that paid is known and takes money."),
    "mercado_pago": WayBack(True, "The account that paid is known and takes money."),
    "gift_card": WayBack(True, "The card's balance is the shop's own."),
    "store_credit": WayBack(True, "The balance is the shop's own."),
    "boleto": WayBack(False, "A boleto may be paid by anybody, in cash too; it names no account of the payer's."),
    "oxxo": WayBack(False, "It is paid in cash at a counter, which pays nothing out."),
    "convenience_store": WayBack(False, "It is paid in cash at a counter, which pays nothing out."),
    "spei": WayBack(False, "A transfer goes one way; who sent it is not told so that it could be sent back."),
    "pse": WayBack(False, "A transfer goes one way; who sent it is not told so that it could be sent back."),
    "bank_transfer": WayBack(False, "A transfer goes one way; who sent it is not told so that it could be sent back."),
    "virtual_account": WayBack(False, "The account was made for one payment, and anybody may have paid into it."),
    "cash_on_delivery": WayBack(False, "It is paid in cash to the carrier, who pays nothing out."),
}
# In which currency a Pix key or a wallet can be named beside a bank account.
_NAMED_ACCOUNTS: Mapping[str, tuple[str, ...]] = {"BRL": ("pix_key", "bank_account"), "IDR": ("bank_account", "wallet")}


def can_go_back(method: str) -> bool:
    """Whether money goes back over this way of paying.

    A way that is not known here is the marketplace's own: it refuses what it cannot do, and a person gets it.
    """
    found = WAYS_BACK.get(method.strip().lower())
    return found is None or found.is_open


def named_accounts(currency: str) -> tuple[str, ...]:
    """What a buyer may name on the order's page for money to go to instead; a bank account exists everywhere."""
    return _NAMED_ACCOUNTS.get(currency, ("bank_account",))


def payment_without_way_back(facts: OrderFacts) -> PaymentFacts | None:
    """The payment whose money is still here, or asked to go back the way it came, and cannot go that way."""
    stuck = (each for each in facts.payments if each.state == "captured" and not can_go_back(each.method))
    return next((each for each in stuck if _left(each) > NOTHING), None)


def _left(payment: PaymentFacts) -> Decimal:
    gone = (
        each.amount
        for each in payment.refunds
        if each.state == "settled" or (each.state != "failed" and each.destination != "original")
    )
    return payment.amount - sum(gone, NOTHING)
