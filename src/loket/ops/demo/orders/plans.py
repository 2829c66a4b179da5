"""Who bought what from whom in which story; nothing here depends on the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from loket.ops.demo.orders.buyers import BUYERS, NAMED_BUYERS, DemoBuyer
from loket.ops.demo.orders.dice import Dice
from loket.ops.demo.orders.goods import GOODS, Good
from loket.ops.demo.orders.markets import PAY_WITHIN_DAYS
from loket.ops.demo.orders.sellers import SELLERS, DemoSeller
from loket.ops.demo.orders.stories import STORIES
from loket.ops.demo.orders.stories.shapes import Life, Story

# Who can sign in on the demo page, and what they bought. Only ever appended to: the place gives the number.
NAMED_ORDERS = (
    ("bea", "late", "card"),
    ("bea", "just_paid", "pix"),
    ("bea", "awaiting_payment", "boleto"),
    ("bea", "delivered_yesterday", "card"),
    ("bea", "refund_under_way", "card"),
    ("bea", "split_one_at_customs", "boleto"),
    ("bea", "group_waiting", "pix"),
    ("sari", "on_its_way", "virtual_account"),
    ("sari", "awaiting_payment", "virtual_account"),
    ("sari", "marked_delivered_not_here", "qris"),
    ("sari", "refund_late", "wallet"),
    ("sari", "taxed_twice", "card"),
    ("sari", "cash_on_delivery", "cash_on_delivery"),
    ("lucia", "paid_not_recognised", "oxxo"),
    ("lucia", "late", "spei"),
    ("lucia", "cancelled_without_refund", "oxxo"),
    ("lucia", "damaged", "card"),
    ("lucia", "charged_twice", "card"),
    ("tom", "no_tracking_number", "card"),
    ("tom", "cannot_cancel", "card"),
    ("tom", "missing_parts", "card"),
    ("tom", "taxed_on_delivery", "card"),
    ("tom", "partial_refund_under_way", "card"),
)
_PLACES_OF_A_STORY = 100
_CHEAP = Decimal(15)


@dataclass(frozen=True, slots=True)
class Plan:
    """One order to be written; ``checkout`` is the place of the first order of its payment, ``shift`` is in days."""

    place: int
    story: Story
    life: Life
    buyer: DemoBuyer
    seller: DemoSeller
    basket: tuple[tuple[Good, int], ...]
    method: str
    checkout: int
    placed: float
    shift: float

    @property
    def dice(self) -> Dice:
        """Chance of this order's own."""
        return Dice(f"order {self.place}")

    @property
    def checkout_dice(self) -> Dice:
        """Chance that all orders of its payment share."""
        return Dice(f"checkout {self.checkout}")


@cache
def all_plans() -> tuple[Plan, ...]:
    """Every order of the demo shop."""
    named = (
        _plan(STORIES[story], place, place, 0, NAMED_BUYERS[buyer], method)
        for place, (buyer, story, method) in enumerate(NAMED_ORDERS, 1)
    )
    return (*named, *(plan for story in STORIES.values() for plan in _plans_of(story)))


def _plans_of(story: Story) -> Iterator[Plan]:
    first, lives = story.place * _PLACES_OF_A_STORY, len(story.lives)
    for index in range(story.count):
        part = index % lives
        checkout = first + index - part
        buyer = Dice(f"buyer {checkout}").pick(_buyers_for(story))
        yield _plan(story, first + index, checkout, part, buyer)


def _plan(story: Story, place: int, checkout: int, part: int, buyer: DemoBuyer, method: str = "") -> Plan:
    dice = Dice(f"checkout {checkout}")
    method = method or dice.pick(_methods_for(story, buyer))
    placed, shift = _moment(story, method, dice)
    sellers = _sellers_for(story, buyer)
    seller = sellers[(dice.whole(0, len(sellers) - 1) + part) % len(sellers)]
    basket = _basket(story, seller, Dice(f"basket {place}"))
    return Plan(place, story, story.lives[part], buyer, seller, basket, method, checkout, placed, shift)


def _moment(story: Story, method: str, dice: Dice) -> tuple[float, float]:
    """How many days ago it was placed, and by how many all of it lies further back than the story says."""
    if story.in_window:
        return story.placed * PAY_WITHIN_DAYS[method] * dice.between(0.9, 1.1), 0.0
    shift = dice.between(0.0, story.spread)
    return story.placed + shift, shift


@cache
def _buyers_of(countries: tuple[str, ...], methods: tuple[str, ...], at_home: bool) -> tuple[DemoBuyer, ...]:
    homes = {each.country for each in SELLERS.values()}
    return tuple(
        buyer
        for buyer in BUYERS
        if (not countries or buyer.country in countries)
        and (not methods or set(methods) & set(buyer.market.methods))
        and (not at_home or buyer.country in homes)
    )


def _buyers_for(story: Story) -> tuple[DemoBuyer, ...]:
    return _buyers_of(story.countries, story.methods, story.at_home)


def _methods_for(story: Story, buyer: DemoBuyer) -> list[str]:
    at_the_door = story.payment == "on_delivery"
    return [
        method
        for method in buyer.market.methods
        if (method in story.methods if story.methods else (method == "cash_on_delivery") is at_the_door)
    ]


def _sellers_for(story: Story, buyer: DemoBuyer) -> list[DemoSeller]:
    fitting = {good.seller for good in GOODS if not story.categories or good.category in story.categories}
    return [
        seller
        for seller in SELLERS.values()
        if seller.slug in fitting and (seller.country == buyer.country) is story.at_home
    ]


def _basket(story: Story, seller: DemoSeller, dice: Dice) -> tuple[tuple[Good, int], ...]:
    goods = [good for good in GOODS if good.seller == seller.slug]
    fitting = [good for good in goods if not story.categories or good.category in story.categories]
    if story.quantity > 1:
        return ((min(fitting, key=lambda good: good.dollars), story.quantity + 5 * dice.whole(0, 6)),)
    first = dice.pick(fitting)
    wanted = max(story.least_lines, dice.pick((1, 1, 1, 1, 2, 2, 3)) if story.payment != "on_delivery" else 1)
    others = [good for good in goods if good is not first]
    chosen = [first, *others[: wanted - 1]]
    return tuple((good, dice.pick((1, 1, 2, 3)) if good.dollars < _CHEAP else 1) for good in chosen)
