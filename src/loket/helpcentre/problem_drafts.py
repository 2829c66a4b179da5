"""A claim while its buyer fills it in: what was answered so far, which step comes next, how much may be asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from loket.disputes.actions.acting import facts_of
from loket.disputes.actions.evidence import evidence_of_draft
from loket.disputes.machine.codes import EvidenceKind, SolutionKind
from loket.disputes.machine.policy import is_within
from loket.disputes.machine.questions import rest_of_cap
from loket.disputes.machine.reasons import REASONS, Reason, ReasonGroup, ReasonRule, RefundShape
from loket.disputes.models import Dispute
from loket.disputes.rehearsing import policy_of_dispute
from loket.orders.money import smallest_unit

_TAKES_ALL = frozenset({ReasonGroup.CHANGE_OF_MIND, ReasonGroup.NOT_SHIPPED})
# They have hundredths on paper alone: nobody asks for less than one, nor leaves a hundredth.
_WITHOUT_COINS = frozenset({"COP", "HUF", "IDR"})


class Step(StrEnum):
    """The pages of the form after the first one, in their order."""

    WHAT = "what"
    STORY = "story"
    WISH = "wish"
    PROOF = "proof"
    REVIEW = "review"

    @property
    def following(self) -> Step:
        """The page after this one."""
        order = list(Step)
        return order[min(order.index(self) + 1, len(order) - 1)]

    @property
    def before(self) -> Step | None:
        """The page before this one; None for the first."""
        order = list(Step)
        return order[order.index(self) - 1] if self is not order[0] else None


@dataclass(frozen=True, slots=True)
class AmountRange:
    """How much may be asked for; ``is_fixed`` where it is ``most`` and nothing else."""

    least: Decimal
    most: Decimal
    is_fixed: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """What was answered so far; ``evidence`` as the body of the submission names it."""

    dispute: Dispute
    reason: Reason | None
    text: str
    solution: SolutionKind | None
    amount: Decimal | None
    attaches_talk: bool
    has_no_evidence: bool
    evidence: tuple[Mapping[str, str], ...]

    @property
    def rule(self) -> ReasonRule | None:
        """What follows from the reason."""
        return REASONS[self.reason] if self.reason else None

    @property
    def kinds(self) -> frozenset[str]:
        """Which kinds of evidence were added."""
        return frozenset(each["kind"] for each in self.evidence)

    @property
    def lacks_evidence(self) -> bool:
        """Whether the reason requires something that is neither there nor said to be missing."""
        if self.rule is None or self.has_no_evidence:
            return False
        return not all(self.kinds & {kind.value for kind in wanted} for wanted in self.rule.required)

    @property
    def needs_declaration(self) -> bool:
        """Whether the buyer has to declare that nothing came."""
        return self.rule is not None and any(EvidenceKind.DECLARATION in wanted for wanted in self.rule.required)

    @property
    def needs_text(self) -> bool:
        """Whether the buyer has to say what happened; the law asks for no word why somebody changed their mind."""
        return self.reason != Reason.WITHDRAWAL

    @property
    def next_step(self) -> Step:
        """The first page that is not finished."""
        if self.rule is None:
            return Step.WHAT
        if self.needs_text and not self.text:
            return Step.STORY
        if self.solution is None or (self.amount is None and not self.range_of(self.solution).is_fixed):
            return Step.WISH
        return Step.PROOF if self.lacks_evidence else Step.REVIEW

    def range_of(self, solution: SolutionKind) -> AmountRange:
        """How much a solution may give back for this reason."""
        facts, rule = facts_of(self.dispute), self.rule
        cap, unit = rest_of_cap(facts), unit_asked_for(facts.currency)
        is_open = rule is not None and rule.refund != RefundShape.FULL and rule.group not in _TAKES_ALL
        if solution != SolutionKind.REFUND or not is_open or rule is None:
            return AmountRange(cap, cap, is_fixed=True)
        keeps = is_within(policy_of_dispute(self.dispute).keep_item_limits, cap, facts.currency)
        most = cap - unit if rule.refund == RefundShape.PARTIAL and not keeps else cap
        return AmountRange(unit, max(unit, most), is_fixed=False)

    @property
    def body(self) -> dict[str, object]:
        """The body of the submission."""
        found: dict[str, object] = {"reason": self.reason or ""}
        if self.text or self.needs_text:
            found["text"] = self.text
        if self.rule is not None and self.rule.asks_received is not None:
            found["received"] = self.rule.asks_received
        if self.solution is not None:
            span = self.range_of(self.solution)
            amount = span.most if span.is_fixed or self.amount is None else self.amount
            found |= {"solution": self.solution.value, "amount": str(amount)}
        if self.evidence:
            found["evidence"] = [dict(each) for each in self.evidence]
        if self.lacks_evidence_without_word:
            found["has_no_evidence"] = True
        return found

    @property
    def lacks_evidence_without_word(self) -> bool:
        """Whether the buyer said that there is no evidence, and indeed there is none."""
        return self.has_no_evidence and not self.evidence


def unit_asked_for(currency: str) -> Decimal:
    """The least that anybody would ask for in a currency."""
    return Decimal(1) if currency in _WITHOUT_COINS else smallest_unit(currency)


def draft_of(dispute: Dispute) -> Draft:
    """A draft as far as it was filled in; what cannot be read counts as not answered."""
    kept: Mapping[str, object] = dispute.draft
    reason = _reason(kept.get("reason"))
    solutions = REASONS[reason].solutions if reason else ()
    solution = next((each for each in solutions if each == kept.get("solution")), None)
    return Draft(
        dispute=dispute,
        reason=reason,
        text=str(kept.get("text") or "").strip(),
        solution=solution,
        amount=_amount(kept.get("amount")),
        attaches_talk=kept.get("attaches_talk") is True,
        has_no_evidence=kept.get("has_no_evidence") is True,
        evidence=tuple(evidence_of_draft(dispute)),
    )


def _reason(value: object) -> Reason | None:
    return next((each for each in Reason if each == value), None)


def _amount(value: object) -> Decimal | None:
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() and found.adjusted() <= 12 else None
