"""What one side of a talk is told by letter of what the other side wrote, and by which link it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.utils import translation
from procrastinate.types import JSONValue

from loket.notices.actions.seller_links import recipient_of_seller
from loket.notices.facts import Recipient, Telling
from loket.notices.letters.composing import reading_language
from loket.notices.links import LinkFacts, read_link_of_any_age, signed_link
from loket.orders.models import Order
from loket.orders.talk.lines import Side, TalkLine
from loket.orders.talk.reading import reads
from loket.orders.talk.warnings import say_warnings
from loket.orders.talk.wishes import wishes_in
from loket.people.language import LAST_RESORT, interface_language, to_django

PURPOSE = "order_talk"
# The purpose of the links, and the part of their addresses: /<language>/t/<token>, /sellers/t/<token>.
LINK, DOOR = "talk", "t"
KINDS: dict[Side, str] = {"buyer": "customer", "seller": "seller"}
# As long as links about a claim; a later letter brings a new one.
LINK_LIVES_FOR = timedelta(days=35)


def language_of(order: Order, side: Side) -> str:
    """The language in which one side of an order is written to."""
    if side == "seller":
        return order.seller.language or LAST_RESORT
    return order.language or order.customer.language or LAST_RESORT


def recipient_of(order: Order, side: Side) -> Recipient:
    """Buyer or seller of an order, in their language and on their clock."""
    if side == "seller":
        return recipient_of_seller(order.seller)
    customer = order.customer
    return Recipient(
        "customer",
        str(customer.pk),
        name=customer.name or order.contact_name,
        language=reading_language(language_of(order, side)),
        time_zone=order.time_zone or customer.time_zone,
        email=customer.email or order.contact_email,
        phone=customer.phone or order.contact_phone,
    )


def of_lines(order: Order, side: Side, lines: Sequence[TalkLine]) -> Telling:
    """The letter to ``side`` about lines that it has not read."""
    language = reading_language(language_of(order, side))
    fields: dict[str, JSONValue] = {
        "order": order.number,
        "side": side,
        "replies": [_reply(order, each, language) for each in lines],
    }
    if warning := _warning(side, lines, language):
        fields["warning"] = warning
    return Telling(
        key=f"talk:{order.pk}:{side}:{lines[-1].id}",
        purpose=PURPOSE,
        recipient=recipient_of(order, side),
        subject=order.subject,
        fields=fields,
        link=link_to(order, side),
        thread=f"talk:{order.pk}",
    )


def link_to(order: Order, side: Side) -> str:
    """Opens this talk for one side, on any device."""
    tag = interface_language(language_of(order, side))
    return signed_link(
        f"/{tag}/{DOOR}" if side == "buyer" else f"/sellers/{DOOR}",
        purpose=LINK,
        subject=order.subject,
        recipient_kind=KINDS[side],
        recipient_id=str(order.customer_id if side == "buyer" else order.seller_id),
        lives_for=LINK_LIVES_FOR,
    )


def read_talk_link(token: str, side: Side) -> LinkFacts | None:
    """What a token opens, or opened once (``is_over``), for that side; None for a forged one and the other side's."""
    facts = read_link_of_any_age(token, purpose=LINK)
    return facts if facts and facts.recipient_kind == KINDS[side] else None


def order_named_in(facts: LinkFacts) -> int | None:
    """The order whose talk a link opens."""
    kind, _colon, found = facts.subject.partition(":")
    return int(found) if kind == "order" and found.isascii() and found.isdecimal() and len(found) < 19 else None


def _reply(order: Order, line: TalkLine, language: str) -> JSONValue:
    theirs = next((each.text for each in line.translations if each.text and reads(language, each.language)), "")
    return {
        "name": order.contact_name if line.sender == "buyer" else order.seller.name,
        "text": line.text or ", ".join(each.name for each in line.files),
        "language": line.language,
        "at": line.sent_at.isoformat(),
        **({"translation": theirs} if theirs else {}),
    }


def _warning(side: Side, lines: Sequence[TalkLine], language: str) -> str:
    """What a buyer should not do that these lines seem to ask for; sellers are warned of nothing."""
    if side == "seller":
        return ""
    wishes = dict.fromkeys(wish for each in lines for wish in wishes_in(each.text))
    with translation.override(to_django(language)):
        return "\n".join(say_warnings(wishes))
