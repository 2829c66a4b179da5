"""Conditions of answering a claim: accept, refuse, counter, call the platform (T3 to T11)."""

from __future__ import annotations

from datetime import timedelta

from loket.disputes.machine.clocks import silence_executes
from loket.disputes.machine.codes import Lane, RefusalCode, Role, RuleId, SolutionKind
from loket.disputes.machine.commands import Denial
from loket.disputes.machine.facts import Offer, Standing
from loket.disputes.machine.questions import asked_for, current_offer, rest_of_cap
from loket.disputes.machine.table.row import Situation

_GOODS = frozenset({SolutionKind.REPLACEMENT, SolutionKind.RESEND})


def asks_refund(case: Situation) -> bool:
    """The buyer asks for money alone."""
    return _asks(case, SolutionKind.REFUND)


def asks_return(case: Situation) -> bool:
    """The buyer wants to send it back for her money."""
    return _asks(case, SolutionKind.RETURN_REFUND)


def asks_goods(case: Situation) -> bool:
    """The buyer wants another one, or what is missing."""
    return _asks(case, *_GOODS)


def asks_extension(case: Situation) -> bool:
    """The buyer wants to wait under a longer protection."""
    return _asks(case, SolutionKind.EXTEND_PROTECTION)


def offer_is_current(case: Situation) -> Denial | None:
    """What is accepted is the newest offer of the other side, in the version that was read."""
    offer = _others_offer(case)
    if offer is None or offer.solution is None:
        return Denial.NOTHING_TO_ACCEPT
    is_same = (offer.id, offer.version) == (case.body.offer, case.body.offer_version)
    return None if is_same and offer.standing == Standing.CURRENT else Denial.OFFER_NOT_CURRENT


def there_is_an_offer(case: Situation) -> Denial | None:
    """The other side offers something."""
    offer = _others_offer(case)
    return None if offer and offer.solution else Denial.NOTHING_TO_ACCEPT


def accepted_is_within_rest(case: Situation) -> Denial | None:
    """What is accepted can still be refunded."""
    offer = _others_offer(case)
    too_much = offer and offer.solution and offer.solution.amount > rest_of_cap(case.facts)
    return Denial.AMOUNT_ABOVE_CAP if too_much else None


def return_address_works(case: Situation) -> Denial | None:
    """The buyer's country can send to the address, or the platform's warehouse stands in."""
    return None if case.found.return_address_is_valid else Denial.ADDRESS_NOT_VALID


def stock_is_confirmed(case: Situation) -> Denial | None:
    """The seller says that the thing is there."""
    return None if case.body.has_stock else Denial.STOCK_NOT_CONFIRMED


def ships_in_time(case: Situation) -> Denial | None:
    """It leaves within D13."""
    days = case.body.ships_in_days or 0
    return Denial.SHIPS_TOO_LATE if days > case.policy.deadlines[RuleId.D13].amount else None


def silence_may_execute(case: Situation) -> bool:
    """Small enough, from a buyer of low risk, and nothing on hold (T6)."""
    return silence_executes(case.facts, case.policy)


def silence_escalates(case: Situation) -> bool:
    """The whole negotiation has ended, or silence is too much to carry out."""
    return case.body.rule == RuleId.D4 or not silence_may_execute(case)


def other_agreed_to_extend(case: Situation) -> bool:
    """The other side would negotiate longer."""
    return any(each != case.role for each in case.facts.extension_agreed_by)


def other_has_not_agreed_to_extend(case: Situation) -> bool:
    """The other side has not said that it would negotiate longer."""
    return not other_agreed_to_extend(case)


def refusal_is_founded(case: Situation) -> Denial | None:
    """A refusal comes with a statement or with evidence; one that is none of the codes needs the statement."""
    if case.body.text:
        return None
    if case.body.refusal == RefusalCode.OTHER_WITH_STATEMENT:
        return Denial.TEXT_MISSING
    own = any(each.submitter == Role.SELLER and not each.is_withdrawn for each in case.facts.evidence)
    return None if case.body.evidence or own else Denial.EVIDENCE_MISSING


def counters_are_left(case: Situation) -> Denial | None:
    """At most three counter-offers."""
    return Denial.COUNTERS_USED if case.facts.counters >= case.policy.most_counters else None


def counter_is_less(case: Situation) -> Denial | None:
    """A counter-offer is positive and gives less money, or another solution for no more."""
    asked, amount = asked_for(case.facts), case.body.amount
    if amount is None or asked is None:
        return Denial.COUNTER_NOT_LESS
    if amount <= 0:
        return Denial.AMOUNT_NOT_POSITIVE
    if amount > asked.amount:
        return Denial.COUNTER_NOT_LESS
    is_same = case.body.solution == asked.kind and amount == asked.amount
    return Denial.COUNTER_NOT_LESS if is_same else None


def may_ask_platform(case: Situation) -> Denial | None:
    """At once after a refusal, else D5 after submission."""
    submitted = case.facts.submitted_at
    if case.facts.is_refused or submitted is None:
        return None
    opens = submitted + timedelta(hours=case.policy.deadlines[RuleId.D5].amount)
    return Denial.TOO_EARLY if case.now < opens else None


def extension_is_new(case: Situation) -> Denial | None:
    """Each side agrees to a longer negotiation once, and it is granted once."""
    given = any(each.rule == RuleId.D4 for each in case.facts.extensions)
    return Denial.DONE_BEFORE if given or case.role in case.facts.extension_agreed_by else None


def _asks(case: Situation, *kinds: SolutionKind) -> bool:
    asked = asked_for(case.facts)
    return asked is not None and asked.kind in kinds


def _others_offer(case: Situation) -> Offer | None:
    return current_offer(case.facts, Lane.SELLER if case.role == Role.BUYER else Lane.BUYER)
