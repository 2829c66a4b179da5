"""Playing one dispute of the demo: its steps are taken by the actions that people take, with the clock of then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from loket.disputes.access import get_dispute_for, visible_to
from loket.disputes.actions.acting import Wish, facts_of
from loket.disputes.actions.evidence import Offered, act_with_evidence, evidence_of_draft, lay_before, lay_words_before
from loket.disputes.actions.keeping_time import keep_time_of
from loket.disputes.actions.listening import hear_of_ledger, hear_of_order
from loket.disputes.actions.opening import start_draft
from loket.disputes.actions.telling_machine import mark_opened
from loket.disputes.actions.word_translating import keep_translation
from loket.disputes.machine.codes import EvidenceKind, Lane, Role
from loket.disputes.machine.commands import Action
from loket.disputes.machine.dues import wakes_at
from loket.disputes.machine.facts import DisputeFacts
from loket.disputes.machine.questions import current_offer, untold
from loket.disputes.models import Dispute
from loket.disputes.telling import in_silence
from loket.files.actions import store_for
from loket.files.tickets import holder_for
from loket.ops.demo.disputes.cases import DemoCase, Shown, Step, demo_cases
from loket.ops.demo.disputes.orders import document_for, number_of, with_chargeback, with_parcel
from loket.ops.demo.disputes.pictures.drawing import picture
from loket.ops.demo.orders.dice import Dice
from loket.ops.demo.orders.moments import days_before, to_the_minute
from loket.orders import money
from loket.orders.access import ledger_visible_to
from loket.orders.actions.importing import put_order
from loket.orders.actions.settling import settle
from loket.orders.models import Order
from loket.orders.states import EntryState
from loket.people.actors import SYSTEM, Actor, CustomerActor, SellerActor, StaffActor

# What a real engine would be called where it had translated these words.
ENGINE = "fxtranslate"
_MOST_STEPS_OF_CLOCKS = 200
_LOOKS_AFTER_HOURS = (0.6, 7.0)
_OPEN_ENTRIES = (EntryState.READY, EntryState.NEEDS_PERSON)


@dataclass(slots=True)
class _Stage:
    """A dispute while it is played."""

    case: DemoCase
    began: datetime
    now: datetime
    staff: Mapping[str, StaffActor]
    document: dict[str, Any]
    order: Order
    dice: Dice
    pictures: int = 0
    dispute: Dispute | None = None


@transaction.atomic
def play(case: DemoCase, *, began: datetime, now: datetime, staff: Mapping[str, StaffActor]) -> Dispute:
    """Make the order and the dispute of ``case`` as they stand ``now``; all of it or nothing.

    Raises ActionRefused where a step is none that the machine takes.
    """
    document = document_for(case, began)
    order = put_order(document, by=SYSTEM).order
    stage = _Stage(case, to_the_minute(began), now, staff, document, order, Dice(f"dispute {case.place}"))
    # Nobody is told of what is long past.
    with in_silence():
        for step, following in zip(case.steps, [*case.steps[1:], None], strict=True):
            at = days_before(stage.began, step.ago)
            _take(stage, step, at)
            _let_others_look(stage, step, at, now if following is None else days_before(stage.began, following.ago))
        return _let_time_pass(stage, now)


def _take(stage: _Stage, step: Step, at: datetime) -> None:
    if stage.dispute is not None:
        _let_time_pass(stage, at)
    special = _SPECIAL.get(step.do)
    if special is not None:
        special(stage, step, at)
    else:
        _act(stage, step, at)
    _translate(_fresh(stage), step)


# -- steps of people ----------------------------------------------------------------------------------------------


def _draft(stage: _Stage, step: Step, at: datetime) -> None:
    buyer = CustomerActor(stage.order.customer_id)
    answers = {**step.body, **_words(step), **_amount(stage.document, step)}
    stage.dispute = start_draft(stage.order, lines=(1,), by=buyer, answers=answers, now=at)
    lay_before(stage.dispute, _offered(stage, step.show, buyer), by=buyer, now=at)


def _submit(stage: _Stage, step: Step, at: datetime) -> None:
    """What a buyer does in two steps of one page: the claim is filled in, then sent."""
    buyer = CustomerActor(stage.order.customer_id)
    declared = dict(step.body).pop("declares", "")
    if stage.dispute is None:
        stage.dispute = start_draft(stage.order, lines=(1,), by=buyer, now=at - timedelta(minutes=14))
    lay_before(stage.dispute, _offered(stage, step.show, buyer), by=buyer, now=at)
    if declared:
        lay_words_before(stage.dispute, EvidenceKind.DECLARATION, str(declared), by=buyer, now=at)
    evidence = evidence_of_draft(stage.dispute)
    given = {name: value for name, value in step.body.items() if name != "declares"}
    body = {**given, **_words(step), **_amount(stage.document, step), **({"evidence": evidence} if evidence else {})}
    _wish(stage, Action.SUBMIT, body, by=buyer, at=at)


def _act(stage: _Stage, step: Step, at: datetime) -> None:
    actor = _actor(stage, step.who)
    facts = facts_of(_fresh(stage))
    body = {**step.body, **_words(step), **_amount(stage.document, step), **_reference(facts, step)}
    if "duplicate_of" in body:
        body["duplicate_of"] = _id_of(str(body["duplicate_of"]), stage.began)
    offered = _offered(stage, step.show, actor)
    _wish(stage, step.do, body, by=actor, at=at, offered=offered, is_private=step.is_private)


def _wish(
    stage: _Stage,
    name: str,
    body: Mapping[str, object],
    *,
    by: Actor,
    at: datetime,
    offered: Iterable[Offered] = (),
    is_private: bool = False,
) -> None:
    dispute = _fresh(stage)
    wish = Wish(name, dispute.version, body, confirmed=True, is_private=is_private)
    act_with_evidence(dispute, wish, offered, by=by, now=at)


def _reference(facts: DisputeFacts, step: Step) -> dict[str, object]:
    """Which offer is meant: the newest of the other side, or the platform's."""
    lane = Lane.SELLER if step.who == "buyer" else Lane.BUYER
    lanes = {Action.ACCEPT: lane, Action.AGREE: Lane.PLATFORM}
    offer = current_offer(facts, lanes[Action(step.do)]) if step.do in lanes else None
    return {"offer": offer.id, "offer_version": offer.version} if offer else {}


def _id_of(name: str, began: datetime) -> str:
    """The dispute that another case made."""
    case = next(each for each in demo_cases() if each.name == name)
    return str(visible_to(SYSTEM).get(order__number=number_of(case, began)).pk)


def _words(step: Step) -> dict[str, str]:
    return {"text": next(iter(step.say.values()))} if step.say else {}


def _amount(document: Mapping[str, Any], step: Step) -> dict[str, str]:
    """A share of what was paid, in the smallest sums that people name."""
    if not step.part:
        return {}
    total, currency = Decimal(document["total"]), document["currency"]
    share = total * Decimal(step.part)
    if step.part != "1":
        unit = Decimal(1000) if total > _LARGE else Decimal(1)
        share = max(unit, (share / unit).quantize(Decimal(1), ROUND_DOWN) * unit)
    return {"amount": money.written(share, currency)}


_LARGE = 10_000


def _offered(stage: _Stage, show: Iterable[Shown], actor: Actor) -> list[Offered]:
    return [_uploaded(stage, each, actor) for each in show]


def _uploaded(stage: _Stage, shown: Shown, actor: Actor) -> Offered:
    stage.pictures += 1
    name = f"IMG_{2000 + stage.dice.whole(0, 7999)}.jpg"
    content = picture(shown.scene, f"{stage.case.place} {stage.pictures}")
    upload = store_for(holder_for(actor), SimpleUploadedFile(name, content, "image/jpeg"))
    return Offered(upload.pk, EvidenceKind(shown.kind))


# -- what carriers, banks and clocks do ------------------------------------------------------------------------------


def _arrive(stage: _Stage, step: Step, at: datetime) -> None:
    """The parcel of a return or of a replacement has come, and the marketplace tells of it."""
    facts = facts_of(_fresh(stage))
    parcel = facts.replacement or (facts.shipment_back and facts.shipment_back.parcel)
    if not parcel:
        raise ValueError(f"{stage.case.name}: nothing is on its way.")
    came_at = at - timedelta(minutes=20)
    _tell(stage, with_parcel(stage.document, carrier=parcel.carrier, tracking=parcel.tracking, came_at=came_at), at)


def _charge_back(stage: _Stage, step: Step, at: datetime) -> None:
    _tell(stage, with_chargeback(stage.document, str(step.body["state"])), at)


def _tell(stage: _Stage, document: dict[str, Any], at: datetime) -> None:
    stage.document = document
    put_order(document, by=SYSTEM)
    hear_of_order(_fresh(stage).pk, now=at)


def _settle(stage: _Stage, step: Step, at: datetime) -> None:
    """The marketplace has paid back what was asked for."""
    entries = ledger_visible_to(SYSTEM).select_related("order", "payment")
    for entry in entries.filter(order=stage.order, kind="refund", state__in=_OPEN_ENTRIES):
        settle(entry, reference=f"RF-{stage.dice.letters(8)}", now=at)
        hear_of_ledger(str(entry.pk), now=at)


def _wait(stage: _Stage, step: Step, at: datetime) -> None:
    """Nobody does anything; what clocks did has been done."""


_SPECIAL = {
    "draft": _draft,
    "submit": _submit,
    "arrive": _arrive,
    "charge_back": _charge_back,
    "settle": _settle,
    "wait": _wait,
}


def _let_others_look(stage: _Stage, step: Step, at: datetime, until: datetime) -> None:
    """Whoever has to act opens the page some hours later, so that their clock runs."""
    looks_at = at + timedelta(hours=stage.dice.between(*_LOOKS_AFTER_HOURS))
    if not step.is_seen or (looks_at >= until and until == stage.now):
        return
    _let_both_look(stage, min(looks_at, at + (until - at) / 2))


def _let_both_look(stage: _Stage, at: datetime) -> None:
    dispute = _fresh(stage)
    for side in sorted(untold(facts_of(dispute))):
        mark_opened(dispute, _actor(stage, side.value), now=at)


def _let_time_pass(stage: _Stage, until: datetime) -> Dispute:
    """Everything that clocks owe until then, each at its own moment; those who have to act then look again."""
    dispute = _fresh(stage)
    for _each in range(_MOST_STEPS_OF_CLOCKS):
        facts = facts_of(dispute)
        due = wakes_at(facts)
        if due is None or due > until:
            break
        moment = max(due, facts.last_update_at)
        if not keep_time_of(dispute.pk, now=moment):
            break
        dispute = _fresh(stage)
        looks_at = moment + timedelta(hours=stage.dice.between(*_LOOKS_AFTER_HOURS))
        if dispute.state != facts.state and looks_at < until:
            _let_both_look(stage, looks_at)
            dispute = _fresh(stage)
    return dispute


# -- who and what --------------------------------------------------------------------------------------------------


def _actor(stage: _Stage, who: str) -> Actor:
    if who == Role.BUYER:
        return CustomerActor(stage.order.customer_id)
    if who == Role.SELLER:
        return SellerActor(stage.order.seller_id)
    return stage.staff[who]


def _fresh(stage: _Stage) -> Dispute:
    if stage.dispute is None:
        raise ValueError(f"{stage.case.name} does not begin with a draft or a submission.")
    stage.dispute = get_dispute_for(SYSTEM, stage.dispute.pk)
    return stage.dispute


def _translate(dispute: Dispute, step: Step) -> None:
    written, *others = step.say.items() if step.say else [("", "")]
    said = dispute.texts.filter(text=written[1]).order_by("-pk").first() if step.say else None
    if said is None:
        return
    for language, text in others:
        keep_translation(said.pk, language, text, ENGINE)
