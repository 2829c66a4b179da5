"""Conditions of the platform's work: take, ask, propose, object, agree (T12 to T17)."""

from __future__ import annotations

from decimal import Decimal

from loket.disputes.machine.codes import Lane, ObjectionGround, Role, RuleId
from loket.disputes.machine.commands import Denial
from loket.disputes.machine.guards.claims import brings_new_evidence
from loket.disputes.machine.policy import is_within
from loket.disputes.machine.questions import (
    asked_for,
    current_offer,
    is_worse_for,
    rest_of_cap,
    turn_of,
    waiting_proposal,
)
from loket.disputes.machine.reasons import REASONS
from loket.disputes.machine.table.row import Situation


def nobody_has_it(case: Situation) -> Denial | None:
    """No adjudicator has taken the file."""
    return Denial.ASSIGNED_ALREADY if case.facts.adjudicator else None


def is_impartial(case: Situation) -> Denial | None:
    """Whoever takes it has nothing to do with either side."""
    return Denial.CONFLICT_OF_INTEREST if case.found.has_conflict else None


def languages_are_ready(case: Situation) -> Denial | None:
    """The adjudicator reads both sides' languages, or a translator is there."""
    return None if case.found.can_read_the_languages else Denial.LANGUAGE_NOT_READY


def is_a_second_person(case: Situation) -> Denial | None:
    """Whoever looked at it before does not give the second look."""
    return Denial.SAME_PERSON if case.actor in case.facts.earlier_adjudicators else None


def is_assigned(case: Situation) -> Denial | None:
    """The file is with whoever acts."""
    return None if case.actor == case.facts.adjudicator else Denial.NOT_ASSIGNED


def rounds_are_left(case: Situation) -> Denial | None:
    """At most two rounds of questions."""
    return Denial.ROUNDS_USED if case.facts.question_rounds >= case.policy.most_question_rounds else None


def nothing_waits(case: Situation) -> Denial | None:
    """No proposal waits for a second person."""
    return Denial.PROPOSAL_WAITS if waiting_proposal(case.facts) else None


def is_asked(case: Situation) -> Denial | None:
    """A question to this side is open."""
    return None if case.role in turn_of(case.facts) else Denial.NOT_ASKED


def asks_for_more_time_once(case: Situation) -> Denial | None:
    """More time to answer is given to each side once."""
    given = any(each.rule == RuleId.D7 and each.by == case.role for each in case.facts.extensions)
    return Denial.DONE_BEFORE if given else None


def answer_says_something(case: Situation) -> Denial | None:
    """An answer has words or evidence."""
    return None if case.body.text or case.body.evidence else Denial.TEXT_MISSING


def is_last_answer(case: Situation) -> bool:
    """Nobody else has to answer."""
    return turn_of(case.facts) <= {case.role}


def proposal_is_complete(case: Situation) -> Denial | None:
    """Either a solution with its amount that the reason knows, or a rejection."""
    body = case.body
    if body.rejects == (body.solution is not None):
        return Denial.PROPOSAL_INCOMPLETE
    if body.rejects:
        return None if body.amount is None else Denial.PROPOSAL_INCOMPLETE
    if body.amount is None:
        return Denial.PROPOSAL_INCOMPLETE
    reason = case.facts.reason
    allowed = reason is None or body.solution in REASONS[reason].solutions
    return None if allowed else Denial.SOLUTION_DOES_NOT_FIT


def proposal_is_within_cap(case: Situation) -> Denial | None:
    """More than nothing and at most what may still be refunded."""
    amount = case.body.amount
    if amount is None:
        return None
    if amount <= 0:
        return Denial.AMOUNT_NOT_POSITIVE
    return Denial.AMOUNT_ABOVE_CAP if amount > rest_of_cap(case.facts) else None


def needs_second_person(case: Situation) -> bool:
    """What is given or denied is above what one person may decide."""
    asked = asked_for(case.facts)
    denied = asked.amount if asked and case.body.rejects else Decimal(0)
    amount = max(case.body.amount or Decimal(0), denied)
    return not is_within(case.policy.second_person_limits, amount, case.facts.currency)


def one_person_may_decide(case: Situation) -> bool:
    """The amount is within what one person may decide."""
    return not needs_second_person(case)


def something_waits(case: Situation) -> Denial | None:
    """A proposal waits for a second person."""
    return None if waiting_proposal(case.facts) else Denial.NO_PROPOSAL_WAITS


def approves_anothers(case: Situation) -> Denial | None:
    """Nobody approves an own proposal."""
    proposal = waiting_proposal(case.facts)
    return Denial.SAME_PERSON if proposal and proposal.by == case.actor else None


def objects_once(case: Situation) -> Denial | None:
    """Each side objects at most once."""
    return Denial.DONE_BEFORE if case.role in case.facts.objections else None


def objection_is_founded(case: Situation) -> Denial | None:
    """New evidence is new; a factual error is named."""
    if case.body.objection == ObjectionGround.NEW_EVIDENCE:
        return None if brings_new_evidence(case) else Denial.EVIDENCE_NOT_NEW
    return None if case.body.text else Denial.TEXT_MISSING


def proposal_is_current(case: Situation) -> Denial | None:
    """The proposal agreed to is the one that was read."""
    offer = current_offer(case.facts, Lane.PLATFORM)
    is_same = offer and (offer.id, offer.version) == (case.body.offer, case.body.offer_version)
    return None if is_same else Denial.OFFER_NOT_CURRENT


def is_last_to_agree(case: Situation) -> bool:
    """The other side has agreed already."""
    return turn_of(case.facts) <= {case.role}


def silence_is_acceptance(case: Situation) -> bool:
    """No silent side gets less than it asked, or a second person has looked already."""
    if case.facts.is_second_look:
        return True
    return not any(is_worse_for(case.facts, side) for side in turn_of(case.facts))


def silence_is_no_consent(case: Situation) -> bool:
    """A silent side gets less than it asked, and only one person has looked."""
    return not silence_is_acceptance(case)


def proposal_gives_something(case: Situation) -> bool:
    """The proposal is no rejection."""
    offer = current_offer(case.facts, Lane.PLATFORM)
    return offer is not None and offer.solution is not None


def decides_as_human(case: Situation) -> Denial | None:
    """Final refusals carry a person's id: never the bot's or the clock's (section 2, rule 8)."""
    is_human = case.role in (Role.ADJUDICATOR, Role.SENIOR) and bool(case.actor)
    return None if is_human else Denial.WRONG_ROLE
