"""What stands on the paper of a record, part by part, in the active language and on the reader's clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from pathlib import PurePath
from uuid import UUID

from django.utils.translation import gettext as _

from loket.design.wording import page_locale, say_size
from loket.disputes.machine.codes import Lane
from loket.disputes.records.paper import Item, Part, Passage, Sheet, Table, fonts_for, language_and_region
from loket.disputes.showing import ShownDispute, ShownEvidence, ShownLane, ShownWords, show_dispute
from loket.disputes.view_parts import EvidenceView
from loket.disputes.viewing import DisputeView
from loket.orders.telling.formats import moment, money

_REASONS = "reasons"
_BLOCK = 16


def sheet_of(
    view: DisputeView, *, shop: str, tag: str, made_at: datetime, zone: tzinfo, pictures: Mapping[UUID, str]
) -> Sheet:
    """The whole record for a reader of the language ``tag``; ``pictures`` by the evidence that they show."""
    shown = show_dispute(view, tag=tag, zone=zone, now=made_at)
    language, region = language_and_region(tag)
    parts = (
        Part(_("What it is about"), tables=(_lines(view),)),
        Part(_("Now"), says=tuple(filter(None, (shown.label, shown.sentence))), tables=_clocks(shown)),
        _decision(view, shown, zone),
        Part(_("Offers"), tables=tuple(_lane(each, zone) for each in shown.lanes if each.offers)),
        Part(_("What was written"), passages=tuple(_passage(each, view, zone) for each in _written(view, shown))),
        Part(_("Evidence"), items=tuple(_items(view, shown, zone, pictures))),
        Part(_("What happened"), tables=(_steps(shown, zone),)),
        Part(_("Money"), tables=(_refunds(shown),)),
    )
    return Sheet(
        language=language,
        region=region,
        fonts=fonts_for(tag),
        title=_("Record of claim %(number)s") % {"number": view.number},
        shop=shop,
        facts=tuple((label, value) for label, value in _head(view, shown, zone) if value),
        parts=tuple(part for part in parts if part.has_anything),
        foot=_("%(shop)s: claim %(number)s") % {"shop": shop, "number": view.number},
        made=_("Made: %(when)s") % {"when": moment(made_at, zone)},
        pages=_("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
    )


def _head(view: DisputeView, shown: ShownDispute, zone: tzinfo) -> Iterator[tuple[str, str]]:
    yield _("Order"), view.order_number
    yield _("Buyer"), view.buyer_name
    yield _("Seller"), view.seller_name
    yield _("Reason"), shown.reason
    yield _("Asked for"), shown.asked
    yield _("Sent"), moment(view.submitted_at, zone)
    yield _("Ended"), moment(view.resolved_at, zone)
    yield _("Goes on from claim"), view.linked_to
    yield _("Time zone of all times"), str(zone)


def _lines(view: DisputeView) -> Table:
    rows = ((each.title, str(each.quantity), money(each.paid, view.currency)) for each in view.lines)
    return Table((_("Item"), _("Quantity"), _("Paid")), tuple(rows), ("wide", "number", "number"))


def _clocks(shown: ShownDispute) -> tuple[Table, ...]:
    clocks = ((each.says, each.otherwise) for each in shown.clocks if each.says)
    return (
        Table((_("Deadline"), _("Otherwise")), tuple(clocks), ("wide", "wide")),
        Table((_("Paused"), _("Why")), shown.holds, ("narrow", "wide")),
    )


def _decision(view: DisputeView, shown: ShownDispute, zone: tzinfo) -> Part:
    """How it ended, or what is proposed, with the rule on which that rests and the reasons."""
    platform = next(each for each in shown.lanes if each.code == Lane.PLATFORM)
    rules = [each.rule for each in platform.offers if each.rule]
    reasons = (words for text, words in zip(view.texts, shown.words, strict=True) if text.kind == _REASONS)
    says = (shown.outcome, shown.outcome_sentence, shown.decided_by, shown.liability, _rule(rules[0] if rules else ""))
    return Part(
        _("Decision") if shown.outcome else platform.label,
        says=tuple(filter(None, says)),
        passages=tuple(_passage(each, view, zone) for each in reasons),
    )


def _rule(cited: str) -> str:
    return _("Rule: %(rule)s") % {"rule": cited} if cited else ""


def _lane(lane: ShownLane, zone: tzinfo) -> Table:
    rows = (
        (moment(each.at, zone), "\n".join(filter(None, (each.says, _rule(each.rule)))), each.standing)
        for each in reversed(lane.offers)
    )
    head = (_("When"), _("Offer"), _("What became of it"))
    return Table(head, tuple(rows), ("narrow", "wide", "narrow"), title=lane.label)


def _written(view: DisputeView, shown: ShownDispute) -> Iterable[ShownWords]:
    """All words but the reasons, which stand with the decision."""
    return (words for text, words in zip(view.texts, shown.words, strict=True) if text.kind != _REASONS)


def _passage(words: ShownWords, view: DisputeView, zone: tzinfo) -> Passage:
    private = _("Only you and our team read this.") if view.facts is None else _("Not every side reads this.")
    notes = (words.mark, words.problem, private if words.is_private else "")
    return Passage(
        about=f"{moment(words.at, zone)} · {words.who} · {words.kind}",
        says=_("These words were deleted.") if words.is_erased else words.text,
        notes=tuple(filter(None, notes)),
        original_label=words.original_label,
        original=words.original,
    )


def _items(view: DisputeView, shown: ShownDispute, zone: tzinfo, pictures: Mapping[UUID, str]) -> Iterator[Item]:
    for seen, said in zip(view.evidence, shown.evidence, strict=True):
        withdrawn = _("Withdrawn: the other side does not see it any more.") if said.is_withdrawn else ""
        yield Item(
            title=f"{said.kind} · {said.who}",
            lines=tuple(filter(None, (moment(said.at, zone), _file(said), withdrawn, said.problem))),
            note=said.note,
            digest=_digest(seen),
            picture=f"/{pictures[seen.id]}" if seen.id in pictures else "",
            mark=PurePath(said.name).suffix.removeprefix(".").upper()[:5],
        )


def _file(item: ShownEvidence) -> str:
    return f"{item.name} · {say_size(item.size, locale=page_locale())}" if item.name else ""


def _digest(item: EvidenceView) -> str:
    """SHA-256 of the file as this viewer has it, in blocks that can be read out."""
    digest = item.file.sha256 if item.file else ""
    blocks = " ".join(digest[start : start + _BLOCK] for start in range(0, len(digest), _BLOCK))
    return f"SHA-256 {blocks}" if blocks else ""


def _steps(shown: ShownDispute, zone: tzinfo) -> Table:
    rows = ((moment(each.at, zone), each.says) for each in reversed(shown.events))
    return Table((_("When"), _("What")), tuple(rows), ("narrow", "wide"))


def _refunds(shown: ShownDispute) -> Table:
    rows = ((stands, amount) for amount, stands in shown.refunds)
    return Table((_("Refund"), _("Amount")), tuple(rows), ("wide", "number"))
