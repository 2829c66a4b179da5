"""Questions about a dispute as it stands, which guards, clocks and pages ask alike."""

from __future__ import annotations

from decimal import Decimal

from loket.disputes.machine.codes import PARTIES, Lane, Outcome, Role, RuleId
from loket.disputes.machine.facts import DisputeFacts, Offer, Question, RefundState, Solution, Standing
from loket.disputes.machine.reasons import REASONS, ReasonGroup
from loket.disputes.machine.states import FROZEN, GENTLE_HOLDS, OPEN, TURNS, HoldKind, State
from loket.disputes.machine.timekeeping import Deadline, Hold

# With these the buyer's protection or money comes later or elsewhere, so that there is nothing to appeal against.
NOT_APPEALABLE = frozenset({Outcome.CHARGEBACK_TAKES_OVER, Outcome.CONTINUED, Outcome.DUPLICATE})


def is_open(facts: DisputeFacts) -> bool:
    """Whether it is neither a draft nor withdrawn, resolved or closed (section 14)."""
    return facts.state in OPEN


def is_frozen(facts: DisputeFacts) -> bool:
    """Whether the payout of the amount in dispute is held back (section 14)."""
    return facts.state in FROZEN or (facts.state == State.RESOLVED and lacks_proof(facts))


def lacks_proof(facts: DisputeFacts) -> bool:
    """Whether it ended by a settlement outside of which nobody has shown a payment."""
    settled = facts.settled_outside
    return facts.outcome == Outcome.SETTLED_OUTSIDE and not (settled and settled.has_proof)


def frozen_amount(facts: DisputeFacts) -> Decimal:
    """What of the seller's payout is held back now."""
    if not is_frozen(facts):
        return Decimal(0)
    asked = asked_for(facts)
    return asked.amount if asked else facts.order.cap


def turn_of(facts: DisputeFacts) -> frozenset[Role]:
    """Who must act now; in states of both sides only who still owes something."""
    if facts.state == State.WAIT_EVIDENCE:
        return frozenset(each.to for each in open_questions(facts))
    if facts.state == State.PLATFORM_OFFER:
        return PARTIES - frozenset(facts.agreed_by)
    if facts.state == State.REPLACEMENT_IN_TRANSIT and facts.replacement and facts.replacement.delivered_at:
        return frozenset({Role.BUYER})
    return TURNS[facts.state]


def open_questions(facts: DisputeFacts) -> tuple[Question, ...]:
    """The questions of the present round that nobody has answered."""
    return tuple(each for each in facts.questions if each.round == facts.question_rounds and not each.answered_at)


def awaited(facts: DisputeFacts) -> frozenset[Role]:
    """Sides whose clock runs in this state, and only once they were told of it."""
    if facts.state == State.RESOLVED:
        return PARTIES
    if facts.state == State.DRAFT:
        return frozenset()
    return turn_of(facts) & PARTIES


def untold(facts: DisputeFacts) -> frozenset[Role]:
    """Sides whose clock stands still because no notice was accepted yet."""
    return awaited(facts) - {each.role for each in facts.told}


def current_offer(facts: DisputeFacts, lane: Lane) -> Offer | None:
    """The newest offer of a lane that still stands."""
    standing = {Standing.CURRENT, Standing.ACCEPTED}
    return next((each for each in reversed(facts.offers) if each.lane == lane and each.standing in standing), None)


def waiting_proposal(facts: DisputeFacts) -> Offer | None:
    """The proposal that waits for a second person."""
    return next((each for each in reversed(facts.offers) if each.standing == Standing.WAITS_FOR_SECOND), None)


def asked_for(facts: DisputeFacts) -> Solution | None:
    """What the buyer asks for now."""
    offer = current_offer(facts, Lane.BUYER)
    return offer.solution if offer else None


def refunded(facts: DisputeFacts) -> Decimal:
    """The sum of all refunds that were instructed."""
    return sum((each.amount for each in facts.refunds), Decimal(0))


def rest_of_cap(facts: DisputeFacts) -> Decimal:
    """What may still be refunded."""
    return max(facts.order.cap - refunded(facts), Decimal(0))


def has_money_underway(facts: DisputeFacts) -> bool:
    """Whether a refund was instructed that has not settled."""
    return any(each.state != RefundState.SETTLED for each in facts.refunds)


def active_holds(facts: DisputeFacts) -> tuple[Hold, ...]:
    """The holds that lie over it now."""
    return tuple(each for each in facts.holds if each.released_at is None)


def is_held(facts: DisputeFacts, *kinds: HoldKind) -> bool:
    """Whether any hold, or one of these kinds, lies over it."""
    return any(not kinds or each.kind in kinds for each in active_holds(facts))


def is_held_strictly(facts: DisputeFacts) -> bool:
    """Whether a hold lies over it under which nobody but staff may act."""
    return any(each.kind not in GENTLE_HOLDS for each in active_holds(facts))


def deadline_of(facts: DisputeFacts, rule: RuleId, whose: Role | None = None) -> Deadline | None:
    """The stored deadline of a rule, of any side or of one."""
    return next((each for each in facts.deadlines if each.rule == rule and whose in (None, each.whose)), None)


def group_of(facts: DisputeFacts) -> ReasonGroup | None:
    """The group of its reason."""
    return REASONS[facts.reason].group if facts.reason else None


def worth(facts: DisputeFacts, solution: Solution | None) -> Decimal:
    """What a way out gives the buyer, so that two can be compared; goods count as what they would be refunded for."""
    return solution.amount if solution else Decimal(0)


def is_worse_for(facts: DisputeFacts, side: Role) -> bool:
    """Whether the platform's proposal gives a side less than it asked for, so that its silence is no consent."""
    proposal = current_offer(facts, Lane.PLATFORM)
    given = proposal.solution if proposal else None
    if side == Role.BUYER:
        return _is_less(facts, given, asked_for(facts))
    own = current_offer(facts, Lane.SELLER)
    # A seller who never answered has asked for nothing.
    return own is not None and worth(facts, given) > worth(facts, own.solution)


def _is_less(facts: DisputeFacts, given: Solution | None, asked: Solution | None) -> bool:
    if asked is None:
        return False
    if given is None or given.amount < asked.amount:
        return True
    return given.kind != asked.kind
