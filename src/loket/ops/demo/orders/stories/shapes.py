"""What a story is made of; days count backwards from the first start, those to come are negative."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PaymentPlan = Literal[
    "captured",
    "pending",
    "failed",
    "expired",
    "failed_then_captured",
    "captured_twice",
    "captured_after_expiry",
    "gift_card_and_card",
    "on_delivery",
]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel that came as far as ``reached`` on its way, then perhaps met with ``ending``; ``last`` was its news.

    Without ``shipped`` it has not left the seller yet.
    """

    state: str
    reached: str = ""
    shipped: float | None = None
    last: float = 0.0
    ending: tuple[str, ...] = ()
    has_number: bool = True


@dataclass(frozen=True, slots=True)
class Refund:
    """Money on its way back: a share of the order's last captured payment; ``expected`` is a day."""

    state: str
    expected: float
    share: str = "1"
    # Only where the way it was paid can take it back; everything else goes to the bank account or the wallet.
    destination: str = "original"


@dataclass(frozen=True, slots=True)
class Life:
    """How one order fared."""

    state: str
    promised: float | None = None
    parcels: tuple[Parcel, ...] = ()
    refund: Refund | None = None
    coupon_state: str = "applied"
    cancelled_by: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A problem, or an ordinary course, that some orders show.

    First come place, name, rows of the mission, what it shows, how many orders and when they were placed.
    ``place`` gives the orders their numbers and so never changes. Several ``lives`` are several orders of one payment,
    ``count`` counts orders. ``spread`` is by how many days at most all of it may lie further back. ``placed`` counts
    in days, with ``in_window`` in shares of the time that the buyer has for paying.
    """

    place: int
    name: str
    rows: tuple[str, ...]
    shows: str
    count: int
    placed: float
    lives: tuple[Life, ...]
    spread: float = 0.0
    in_window: bool = False
    payment: PaymentPlan = "captured"
    methods: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    # Seller and buyer live in one country; elsewhere never.
    at_home: bool = False
    is_express: bool = False
    least_lines: int = 1
    quantity: int = 1
    coupons: tuple[str, ...] = ()
    # needed, joined
    group: tuple[int, int] | None = None
    ship_to: Literal["buyer", "forwarder", "stranger"] = "buyer"
