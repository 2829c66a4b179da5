"""What would become of a wish, tried without doing it: which reasons fit now, and what stands in the way of a claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from loket.disputes.access import role_in
from loket.disputes.actions.acting import Wish, facts_of
from loket.disputes.finding_out import find_out
from loket.disputes.machine.commands import Action, Command, Denial
from loket.disputes.machine.deciding import Refused, Step, take
from loket.disputes.machine.policy import DisputePolicy
from loket.disputes.machine.reasons import ReasonRule, reasons_for
from loket.disputes.models import Dispute
from loket.disputes.party_calendars import calendars_for
from loket.disputes.policies.current import policy_at
from loket.people.actors import Actor

# What is missing only because nobody has filled it in yet does not speak against a reason.
_LATER = frozenset({Denial.SOLUTION_DOES_NOT_FIT, Denial.AMOUNT_MUST_BE_PART, Denial.AMOUNT_MUST_BE_WHOLE})


@dataclass(frozen=True, slots=True)
class FittingReason:
    """A reason that fits where the parcel is; in ``code`` why it cannot be claimed now, None where it can."""

    rule: ReasonRule
    code: Denial | None


def rehearse(dispute: Dispute, wish: Wish, *, by: Actor, now: datetime) -> Step | Refused:
    """The step that ``wish`` would be, or why it would be refused; nothing is stored. Raises NotVisible."""
    facts, role = facts_of(dispute), role_in(dispute, by)
    command = Command(
        role=role,
        actor=by.label,
        name=Action(wish.name),
        body=wish.body,
        version=wish.version,
        confirmed=True,
        found=find_out(dispute, role, by, wish.body),
    )
    return take(facts, command, policy_of_dispute(dispute), calendars_for(facts), now)


def fitting_reasons(dispute: Dispute, *, by: Actor, now: datetime) -> tuple[FittingReason, ...]:
    """What may have happened to the lines of a draft, as far as the order's record allows it."""
    rules = reasons_for(facts_of(dispute).order.delivery)
    return tuple(FittingReason(rule, _why_not(dispute, rule, by, now)) for rule in rules)


def policy_of_dispute(dispute: Dispute) -> DisputePolicy:
    """The policy under which a dispute runs."""
    market, category = dispute.policy_market, dispute.policy_category
    return policy_at(market, category, dispute.policy_version, for_market=dispute.market)


def _why_not(dispute: Dispute, rule: ReasonRule, by: Actor, now: datetime) -> Denial | None:
    body: dict[str, object] = {
        "reason": rule.reason.value,
        "solution": rule.solutions[0].value,
        "text": "-",
        "has_no_evidence": True,
    }
    tried = rehearse(dispute, Wish(Action.SUBMIT, dispute.version, body), by=by, now=now)
    return None if isinstance(tried, Step) or tried.code in _LATER else tried.code
