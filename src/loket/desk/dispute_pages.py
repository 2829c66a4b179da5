"""Gathers what the page of one dispute shows at the desk: both sides, the order's own record and talk; reads only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.urls import reverse

from loket.desk.dispute_parts import Asked, Button, Clock, Denied, DisputePage, OfferWords, SideFile, TimeLineStep
from loket.desk.dispute_records import order_record
from loket.desk.dispute_signals import signal_words
from loket.desk.dispute_words import ShownText, show_text, tone_of_state
from loket.desk.forms.disputes import EvidenceForm, WordsForm
from loket.disputes import wording
from loket.disputes.machine.codes import STAFF, Lane, Role, RuleId
from loket.disputes.machine.commands import Action
from loket.disputes.machine.deciding import Available
from loket.disputes.models import Dispute, DisputeText
from loket.disputes.viewing import DisputeView, EventView, view_of
from loket.files.purposes import Purpose
from loket.files.tickets import holder_for, issue_ticket
from loket.people.access import may_answer, staff_visible_to
from loket.people.actors import StaffActor

# Each has its own form on the page, or is done by the clock.
_ELSEWHERE = frozenset({Action.ADD})
# What somebody does who works on the file; the rest stands behind "More".
_MAIN = (
    *(Action.SUBMIT, Action.TAKE, Action.APPROVE, Action.PROPOSE, Action.DECIDE_APPEAL),
    *(Action.ASK_FOR_EVIDENCE, Action.SEND_BACK, Action.PUT_BACK, Action.RELEASE_HOLD, Action.RENEW_HOLD),
)
# Of buttons that one keeps seeing: what is not possible now and why.
_EXPLAINED = frozenset({Action.TAKE, Action.PROPOSE, Action.APPROVE, Action.ASK_FOR_EVIDENCE, Action.DECIDE_APPEAL})


def dispute_page(dispute: Dispute, actor: StaffActor, *, language: str, now: datetime) -> DisputePage:
    """All that a member of staff may see of a dispute; raises NotVisible."""
    view = view_of(dispute, actor, now=now)
    zone = actor.user.time_zone
    texts = [show_text(each, language) for each in view.texts]
    names = _names(dispute, actor)
    return DisputePage(
        dispute=dispute,
        view=view,
        state=wording.state_label(view.state, view.viewer, view.turn),
        state_sentence=wording.state_sentence(view.state, view.viewer, view.turn),
        tone=tone_of_state(view.state, is_held=bool(view.holds)),
        turn=wording.turn_label(view.turn, view.viewer),
        reason=wording.reason_label(view.reason),
        outcome=wording.outcome_sentence(view),
        clocks=tuple(_clocks(view, zone, now)),
        holds=tuple(wording.hold_sentence(each, view.viewer, zone=zone) for each in view.holds),
        buttons=tuple(_button(each) for each in _in_order(view.possible)),
        denied=tuple(_denied(view.denied, zone)),
        buyer=_side(view, texts, Role.BUYER),
        seller=_side(view, texts, Role.SELLER),
        proposals=_offers(view, Lane.PLATFORM),
        decisions=_of_staff(texts, DisputeText.Kind.REASONS, DisputeText.Kind.QUESTION, DisputeText.Kind.STATEMENT),
        notes=tuple(_note(each, names) for each in texts if _is_note(each)),
        asked=tuple(_asked(view)),
        platform_evidence=tuple(each for each in view.evidence if each.submitter not in (Role.BUYER, Role.SELLER)),
        steps=tuple(_step(each, view, names, zone) for each in reversed(view.events)),
        record=order_record(dispute.order, lines=view.lines, language=language, zone=zone, now=now),
        signals=signal_words(dispute, actor, now=now),
        snapshots=tuple(dispute.snapshots.order_by("taken_at", "pk")),
        adjudicator=dispute.adjudicator.name if dispute.adjudicator else "",
        is_own=dispute.adjudicator_id == actor.user.pk,
        sees_order=may_answer(actor),
    )


def dispute_context(page: DisputePage, actor: StaffActor, **forms: Any) -> dict[str, Any]:
    """The page with its two small forms, as they are or as somebody filled them in."""
    key = str(uuid4())
    return {
        "section": "disputes",
        "page": page,
        "view": page.view,
        "dispute": page.dispute,
        "zone": actor.user.time_zone,
        "key": key,
        "words_form": WordsForm(initial={"readers": "staff", "key": key}),
        "evidence_form": EvidenceForm(),
        "upload": {
            "ticket": issue_ticket(holder_for(actor)),
            "place": reverse("resumable_uploads"),
            "key": f"dispute-{page.dispute.number}",
            "limit": Purpose.EVIDENCE.limit_bytes,
        },
        **forms,
    }


def _in_order(possible: Iterable[Available]) -> list[Available]:
    shown = [each for each in possible if each.name not in _ELSEWHERE]
    places: Mapping[Action, int] = {name: place for place, name in enumerate(_MAIN)}
    return sorted(shown, key=lambda each: places.get(each.name, len(_MAIN)))


def _button(available: Available) -> Button:
    return Button(
        name=available.name.value,
        label=wording.action_label(available.name, available.transition),
        hint=wording.action_hint(available.name, available.transition),
        is_direct=not available.fields and not available.confirm,
        is_main=available.name in _MAIN,
        until=available.until,
    )


def _denied(denied: Iterable[Available], zone: str) -> Iterable[Denied]:
    for each in denied:
        if each.name in _EXPLAINED and each.code:
            why = wording.denial_sentence(each.code, possible_from=each.possible_from, zone=zone)
            yield Denied(wording.action_label(each.name, each.transition), why)


def _clocks(view: DisputeView, zone: str, now: datetime) -> Iterable[Clock]:
    rules = {each.rule for each in view.deadlines}
    # News go out by themselves, and until when it has to be at the latest matters once the first time is over.
    unsaid = {RuleId.D18, *([RuleId.D8B] if RuleId.D8 in rules else [])}
    for each in sorted(view.deadlines, key=lambda deadline: deadline.due_at):
        sentence = "" if each.rule in unsaid else wording.deadline_sentence(each, view, zone=zone)
        if sentence:
            said = wording.consequence_sentence(each, view, zone=zone)
            yield Clock(sentence, said, each.due_at, each.due_at <= now)


def _side(view: DisputeView, texts: Sequence[ShownText], role: Role) -> SideFile:
    is_buyer = role == Role.BUYER
    facts = view.facts
    party = (facts.buyer if is_buyer else facts.seller) if facts else None
    return SideFile(
        role=role.value,
        name=view.buyer_name if is_buyer else view.seller_name,
        heading=wording.role_label(role, view.viewer),
        language=party.language if party else view.language,
        offers=_offers(view, Lane(role.value)),
        texts=tuple(each for each in texts if each.text.role == role.value),
        evidence=tuple(each for each in view.evidence if each.submitter == role.value),
    )


def _offers(view: DisputeView, lane: Lane) -> tuple[OfferWords, ...]:
    newest = [each for each in reversed(view.offers) if each.lane == lane]
    return tuple(
        OfferWords(
            offer=each,
            sentence=wording.offer_sentence(each, view.currency, view.viewer),
            standing=wording.offer_standing_label(each.standing),
            is_current=each.standing != "superseded",
        )
        for each in newest
    )


def _of_staff(texts: Iterable[ShownText], *kinds: str) -> tuple[ShownText, ...]:
    return tuple(each for each in texts if _is_by_staff(each) and each.text.kind in kinds and not _is_note(each))


def _is_by_staff(shown: ShownText) -> bool:
    return shown.text.role in {role.value for role in STAFF}


def _is_note(shown: ShownText) -> bool:
    """Words of staff that neither side reads."""
    return _is_by_staff(shown) and shown.text.is_private


def _note(shown: ShownText, names: Mapping[int, str]) -> ShownText:
    return replace(shown, is_note=True, who=names.get(shown.text.sequence, ""))


def _asked(view: DisputeView) -> Iterable[Asked]:
    for each in view.questions:
        wanted = tuple(wording.evidence_kind_label(kind) for kind in each.wanted)
        yield Asked(wording.role_label(each.to, view.viewer), wanted, each)


def _step(event: EventView, view: DisputeView, names: Mapping[int, str], zone: str) -> TimeLineStep:
    known = {Role.BUYER.value: view.buyer_name, Role.SELLER.value: view.seller_name}
    who = names.get(event.sequence) or known.get(event.role) or wording.role_label(event.role, view.viewer)
    sentence = wording.event_sentence(event, view.viewer, zone=zone)
    return TimeLineStep(event, sentence, who, wording.event_answers(event))


def _names(dispute: Dispute, actor: StaffActor) -> Mapping[int, str]:
    """Who of the house took which step, by its number."""
    steps = dict(dispute.events.filter(by__startswith="staff:").values_list("sequence", "by"))
    ids = {int(label.removeprefix("staff:")) for label in steps.values()}
    names = dict(staff_visible_to(actor).filter(pk__in=ids).values_list("pk", "name")) if ids else {}
    return {place: names.get(int(label.removeprefix("staff:")), "") for place, label in steps.items()}
