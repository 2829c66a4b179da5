"""A dispute as plain text, in the active language and on the reader's clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from loket.disputes.showing import ShownDispute, ShownEvidence, ShownWords, show_dispute
from loket.disputes.viewing import DisputeView
from loket.orders.telling.formats import moment, money

RULE = "-" * 64


def as_text(view: DisputeView, *, shop: str, tag: str, made_at: datetime, zone: tzinfo) -> str:
    """The whole record of a dispute for a reader of the language ``tag``."""
    shown = show_dispute(view, tag=tag, zone=zone, now=made_at)
    parts = [
        _head(view, shown, shop=shop, made_at=made_at, zone=zone),
        _part(_("What it is about"), _lines(view)),
        _part(_("Now"), _standing(shown)),
        _part(_("Offers"), _offers(shown, zone)),
        _part(_("What was written"), (line for words in shown.words for line in _words(words, zone))),
        _part(_("Evidence"), (_evidence(each, zone) for each in shown.evidence)),
        _part(_("What happened"), (f"{moment(each.at, zone)}  {each.says}" for each in reversed(shown.events))),
        _part(_("Money"), (f"{amount}: {state}" for amount, state in shown.refunds)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(view: DisputeView, shown: ShownDispute, *, shop: str, made_at: datetime, zone: tzinfo) -> str:
    lines = [
        _("%(shop)s: record of claim %(number)s") % {"shop": shop, "number": view.number},
        _("Order: %(number)s") % {"number": view.order_number},
        _("Buyer: %(name)s") % {"name": view.buyer_name},
        _("Seller: %(name)s") % {"name": view.seller_name},
        shown.reason,
        shown.asked,
        _("Made: %(when)s") % {"when": moment(made_at, zone)},
        _("All times are in this zone: %(zone)s") % {"zone": str(zone)},
    ]
    return "\n".join([*(line for line in lines if line), RULE])


def _part(title: str, lines: Iterator[str]) -> str:
    """A part with its title; nothing where there is nothing in it."""
    written = [line for line in lines if line]
    return "\n".join([title, *written]) if written else ""


def _lines(view: DisputeView) -> Iterator[str]:
    for each in view.lines:
        yield f"{each.quantity} × {each.title}, {money(each.paid, view.currency)}"


def _standing(shown: ShownDispute) -> Iterator[str]:
    yield from (shown.label, shown.sentence)
    for clock in shown.clocks:
        yield from (clock.says, clock.otherwise)
    for label, sentence in shown.holds:
        yield f"{label}: {sentence}"
    yield from (shown.outcome, shown.outcome_sentence, shown.decided_by, shown.liability)


def _offers(shown: ShownDispute, zone: tzinfo) -> Iterator[str]:
    for lane in shown.lanes:
        for offer in reversed(lane.offers):
            yield f"{moment(offer.at, zone)}  {lane.label}: {offer.says} ({offer.standing})"
            yield _("Rule: %(rule)s") % {"rule": offer.rule} if offer.rule else ""


def _words(words: ShownWords, zone: tzinfo) -> Iterator[str]:
    yield f"{moment(words.at, zone)}  {words.who}, {words.kind}"
    yield _("This text was erased.") if words.is_erased else words.text
    yield words.mark
    if words.original:
        yield f"{words.original_label}: {words.original}"


def _evidence(item: ShownEvidence, zone: tzinfo) -> str:
    file = f" ({item.name}, {filesizeformat(item.size)})" if item.name else ""
    note = f": {item.note}" if item.note else ""
    return f"{moment(item.at, zone)}  {item.who}, {item.kind}{file}{note}"
