"""The talk of buyer and seller as the desk reads it: both sides' words, each translated where somebody could."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from loket.design.wording import find_zone
from loket.orders.actions.talk_translating import ask_for_words
from loket.orders.models import Order
from loket.orders.talk.queries import latest_talk
from loket.orders.talk.reading import read_line
from loket.orders.talk.showing import ShownLine, show_lines


@dataclass(frozen=True, slots=True)
class OrderTalk:
    """A page of the talk about an order; ``earlier`` is where the page before it ends."""

    lines: tuple[ShownLine, ...]
    earlier: int | None
    is_latest: bool
    is_being_translated: bool


def order_talk(order: Order, *, language: str, zone: str, before: int | None, now: datetime) -> OrderTalk:
    """The last words about an order, or those before a line; whoever asks may see the order."""
    page = latest_talk(order.pk, before=before)
    read = [read_line(each, side=None, language=language) for each in page.lines]
    names = {"buyer": order.contact_name or _("Buyer"), "seller": order.seller.name or _("Seller")}
    return OrderTalk(
        lines=show_lines(read, names=names, zone=find_zone(zone), now=now),
        earlier=page.earlier,
        is_latest=before is None,
        # What neither of both sides needed in another language, whoever helps them may.
        is_being_translated=ask_for_words(order, language, of=read),
    )
