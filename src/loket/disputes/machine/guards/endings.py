"""Conditions of ends and second beginnings: withdraw, reopen, appeal, settle outside, holds (T27 to T33, T37, T39)."""

from __future__ import annotations

from decimal import Decimal

from loket.disputes.machine.codes import STAFF, AppealGround, AppealResult, EvidenceKind, Outcome, Role, RuleId
from loket.disputes.machine.commands import Denial
from loket.disputes.machine.facts import SettledOutside
from loket.disputes.machine.guards.claims import brings_new_evidence
from loket.disputes.machine.questions import (
    NOT_APPEALABLE,
    active_holds,
    deadline_of,
    has_money_underway,
    is_held,
    lacks_proof,
    rest_of_cap,
    untold,
)
from loket.disputes.machine.states import HoldKind, State
from loket.disputes.machine.table.row import Situation

# Where a side may still add to the file; later only with an objection or an appeal (T33).
_CLOSED_FILES = frozenset({State.PLATFORM_OFFER, State.RESOLVED, State.APPEAL_REVIEW, State.WITHDRAWN})


def nothing_was_agreed(case: Situation) -> Denial | None:
    """No offer was accepted yet, and no money moved (T27)."""
    return Denial.AGREED_ALREADY if case.facts.agreed or case.facts.refunds else None


def may_reopen_still(case: Situation) -> Denial | None:
    """The fifteen days after withdrawing have not ended."""
    ends = deadline_of(case.facts, RuleId.REOPEN)
    return Denial.TOO_LATE if ends and case.now >= ends.due_at else None


def inside_appeal_window(case: Situation) -> Denial | None:
    """D16 of this side has not ended; it has not even begun while the side was not told."""
    rules = (RuleId.D16, RuleId.D16B)
    ends = [each.due_at for each in case.facts.deadlines if each.rule in rules and each.whose == case.role]
    return Denial.TOO_LATE if ends and case.now >= min(ends) else None


def appeals_once(case: Situation) -> Denial | None:
    """Each side appeals at most once."""
    return Denial.DONE_BEFORE if any(each.side == case.role for each in case.facts.appeals) else None


def is_appealable(case: Situation) -> Denial | None:
    """It did not go on elsewhere."""
    return Denial.NOT_APPEALABLE if case.facts.outcome in NOT_APPEALABLE else None


def appeal_is_founded(case: Situation) -> Denial | None:
    """New evidence is new, a new fact of delivery is on record, an error against a rule is named."""
    if case.body.appeal_ground == AppealGround.NEW_EVIDENCE:
        return None if brings_new_evidence(case) else Denial.EVIDENCE_NOT_NEW
    if case.body.appeal_ground == AppealGround.NEW_DELIVERY_FACT:
        return None if case.facts.has_new_fact else Denial.NO_NEW_FACT
    return None if case.body.text else Denial.TEXT_MISSING


def is_another_person(case: Situation) -> Denial | None:
    """Nobody who decided before decides the appeal (T28)."""
    earlier = {*case.facts.earlier_adjudicators, case.facts.adjudicator, case.facts.decided_by_person}
    return Denial.SAME_PERSON if case.actor in earlier else None


def appeal_gives_money(case: Situation) -> bool:
    """The decision comes with an amount."""
    return bool(case.body.amount)


def appeal_gives_none(case: Situation) -> bool:
    """The decision moves no money."""
    return not appeal_gives_money(case)


def result_fits_amount(case: Situation) -> Denial | None:
    """Extra refund and goodwill have an amount, upholding has none, and none is more than what is left."""
    amount, result = case.body.amount or Decimal(0), case.body.result
    if amount < 0:
        return Denial.AMOUNT_NOT_POSITIVE
    if result in (AppealResult.EXTRA_REFUND, AppealResult.PLATFORM_GOODWILL) and not amount:
        return Denial.AMOUNT_NOT_POSITIVE
    if result == AppealResult.UPHELD and amount:
        return Denial.PROPOSAL_INCOMPLETE
    return Denial.AMOUNT_ABOVE_CAP if amount > rest_of_cap(case.facts) else None


def not_clicked_yet(case: Situation) -> Denial | None:
    """This side has not said yet that it was settled outside."""
    settled = case.facts.settled_outside or SettledOutside()
    own = settled.buyer_at if case.role == Role.BUYER else settled.seller_at
    return Denial.DONE_BEFORE if own else None


def other_side_clicked(case: Situation) -> bool:
    """The other side has said so already."""
    settled = case.facts.settled_outside or SettledOutside()
    return bool(settled.seller_at if case.role == Role.BUYER else settled.buyer_at)


def other_side_did_not_click(case: Situation) -> bool:
    """The other side has not said so."""
    return not other_side_clicked(case)


def no_money_moves(case: Situation) -> Denial | None:
    """No refund is on its way."""
    return Denial.MONEY_ON_ITS_WAY if has_money_underway(case.facts) else None


def settlement_waits_for_proof(case: Situation) -> Denial | None:
    """It was settled outside, and nobody has shown a payment."""
    if case.facts.outcome != Outcome.SETTLED_OUTSIDE:
        return Denial.WRONG_STATE
    return None if lacks_proof(case.facts) else Denial.PROOF_IS_THERE


def shows_payment(case: Situation) -> Denial | None:
    """A proof of payment comes with it."""
    kinds = {each.kind for each in case.body.evidence}
    return None if EvidenceKind.PAYMENT_PROOF in kinds else Denial.EVIDENCE_MISSING


def fact_is_new(case: Situation) -> Denial | None:
    """The time to appeal is longer once."""
    return Denial.DONE_BEFORE if case.facts.has_new_fact else None


def file_takes_more(case: Situation) -> Denial | None:
    """A side adds until the platform's proposal, a proof of settlement also later; staff always (T33)."""
    if case.role in STAFF or case.facts.state not in _CLOSED_FILES:
        return None
    return Denial.WRONG_STATE


def adds_something(case: Situation) -> Denial | None:
    """Words or evidence."""
    return None if case.body.text or case.body.evidence else Denial.TEXT_MISSING


def hold_is_new(case: Situation) -> Denial | None:
    """No hold of this kind lies over it."""
    held = case.body.hold is not None and is_held(case.facts, case.body.hold)
    return Denial.DONE_BEFORE if held else None


def hold_is_short(case: Situation) -> Denial | None:
    """A person looks at it again within 14 days."""
    days = case.body.days
    too_long = days is not None and not 1 <= days <= case.policy.most_hold_days
    return Denial.HOLD_TOO_LONG if too_long else None


def is_psps_hold(case: Situation) -> Denial | None:
    """The payment provider sets chargebacks and nothing else; nobody but the clock finds a side unreachable."""
    if case.role == Role.PSP:
        return None if case.body.hold == HoldKind.CHARGEBACK else Denial.WRONG_ROLE
    return None


def that_hold_lies(case: Situation) -> Denial | None:
    """A hold of this kind lies over it."""
    held = case.body.hold is not None and is_held(case.facts, case.body.hold)
    return None if held else Denial.NOTHING_ON_HOLD


def something_is_held(case: Situation) -> Denial | None:
    """Some hold lies over it."""
    return None if active_holds(case.facts) else Denial.NOTHING_ON_HOLD


def timer_releases_reached(case: Situation) -> Denial | None:
    """The clock releases only the hold of sides that were reached meanwhile."""
    if case.role != Role.TIMER:
        return None
    is_reached = case.body.hold == HoldKind.UNREACHABLE and not untold(case.facts)
    return None if is_reached else Denial.WRONG_ROLE


def nothing_is_held(case: Situation) -> Denial | None:
    """No hold lies over it."""
    return Denial.ON_HOLD if active_holds(case.facts) else None


def chargeback_lies(case: Situation) -> Denial | None:
    """The hold of a chargeback lies over it."""
    return None if is_held(case.facts, HoldKind.CHARGEBACK) else Denial.NOTHING_ON_HOLD


def chargeback_takes_over(case: Situation) -> bool:
    """The bank has given the money back."""
    return case.body.takes_over


def chargeback_ends(case: Situation) -> bool:
    """The bank has left the money where it was."""
    return not case.body.takes_over


def names_another(case: Situation) -> Denial | None:
    """The dispute that it repeats is another one."""
    return Denial.FIELD_INVALID if case.body.duplicate_of == case.facts.id else None
