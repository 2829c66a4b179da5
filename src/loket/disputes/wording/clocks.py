"""Deadlines in words: what must be done until when, and what happens if nobody does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from loket.disputes.machine.codes import RuleId
from loket.disputes.machine.facts import Solution, Standing
from loket.disputes.machine.timekeeping import Deadline
from loket.disputes.wording.consequences import IF_BY_RULE, IF_NOTHING
from loket.disputes.wording.saying import Own, Texts, Zone, moment, money, said
from loket.disputes.wording.solutions import solution_sentence

if TYPE_CHECKING:
    from loket.disputes.viewing import DisputeView

_LABELS: Texts = {
    RuleId.D1_OPENS: _("First day to complain about a late parcel"),
    RuleId.D1: _("Time to complain about a parcel that did not come"),
    RuleId.D1B: _("Time to complain about something that came"),
    RuleId.D1C: _("Time to withdraw from the purchase"),
    RuleId.D2: _("The seller’s answer"),
    RuleId.D3: _("The buyer’s answer"),
    RuleId.D4: _("Time to agree"),
    RuleId.D5: _("First moment to ask for a decision"),
    RuleId.D6: _("An adjudicator takes it"),
    RuleId.D7: _("Answer to a question"),
    RuleId.D8: _("Proposal after the file is complete"),
    RuleId.D8B: _("Proposal after a decision was asked for"),
    RuleId.D9: _("Answer to the proposal"),
    RuleId.D10: _("Sending the return"),
    RuleId.D10C: _("Sending the return after a withdrawal"),
    RuleId.D11: _("Parcel on its way"),
    RuleId.D12: _("Checking the return"),
    RuleId.D13: _("Sending the new parcel"),
    RuleId.D13B: _("Checking the new parcel"),
    RuleId.D14: _("Ordering the refund"),
    RuleId.D15: _("Arrival of the refund"),
    RuleId.D15B: _("Arrival of the refund in a wallet"),
    RuleId.D16: _("Time to appeal"),
    RuleId.D16B: _("Time to appeal after new facts"),
    RuleId.D17: _("Decision on the appeal"),
    RuleId.D18: _("News to both sides"),
    RuleId.DRAFT: _("Draft"),
    RuleId.REOPEN: _("Time to continue a withdrawn claim"),
    RuleId.TOLD: _("Reaching a side"),
    RuleId.HOLD: _("Looking at a hold again"),
}
_AGREE = _("You have until %(moment)s to come to an agreement.")
_BOTH_AGREE = _("Both sides have until %(moment)s to come to an agreement.")
_ANSWER = _("You have until %(moment)s to answer.")
_BUYER_ANSWERS = _("The buyer has until %(moment)s to answer.")
_SELLER_ANSWERS = _("The seller has until %(moment)s to answer.")
_PROPOSES = Own(_("Our team proposes a decision by %(moment)s."))
_ANSWERS = Own(_ANSWER, _BUYER_ANSWERS, _SELLER_ANSWERS)
_SENDS_BACK = Own(
    _("You have until %(moment)s to send the item back."),
    _("The buyer has until %(moment)s to send the item back."),
)
_APPEALS = Own(
    _("You can appeal until %(moment)s."),
    _("The buyer can appeal until %(moment)s."),
    _("The seller can appeal until %(moment)s."),
)
_ARRIVES = Own(_("The refund should arrive by %(moment)s."))
_COMPLAIN = Own(_("You can open this claim until %(moment)s."), _("The buyer can open this claim until %(moment)s."))
_SENTENCES: Mapping[str, Own] = {
    RuleId.D1_OPENS: Own(
        _("You can complain about a late parcel from %(moment)s on."),
        _("The buyer can complain about a late parcel from %(moment)s on."),
    ),
    RuleId.D1: _COMPLAIN,
    RuleId.D1B: _COMPLAIN,
    RuleId.D1C: Own(
        _("You can withdraw from the purchase until %(moment)s."),
        _("The buyer can withdraw from the purchase until %(moment)s."),
    ),
    RuleId.D2: _ANSWERS,
    RuleId.D3: _ANSWERS,
    RuleId.D4: Own(_AGREE, _BOTH_AGREE, _BOTH_AGREE),
    RuleId.D5: Own(_("From %(moment)s on, both sides can ask our team to decide.")),
    RuleId.D6: Own(_("A person of our team takes it on by %(moment)s.")),
    RuleId.D7: Own(
        _("You have until %(moment)s to answer our question."),
        _("The buyer has until %(moment)s to answer our question."),
        _("The seller has until %(moment)s to answer our question."),
    ),
    RuleId.D8: _PROPOSES,
    RuleId.D8B: _PROPOSES,
    RuleId.D9: Own(
        _("You have until %(moment)s to agree or object."),
        _("The buyer has until %(moment)s to agree or object."),
        _("The seller has until %(moment)s to agree or object."),
    ),
    RuleId.D10: _SENDS_BACK,
    RuleId.D10C: _SENDS_BACK,
    RuleId.D11: Own(_("The parcel should arrive by %(moment)s.")),
    RuleId.D12: Own(
        _("You have until %(moment)s to check the return."),
        of_seller=_("The seller has until %(moment)s to check the return."),
    ),
    RuleId.D13: Own(
        _("You have until %(moment)s to send the new parcel."),
        of_seller=_("The seller has until %(moment)s to send the new parcel."),
    ),
    RuleId.D13B: Own(
        _("You have until %(moment)s to check the new parcel."),
        _("The buyer has until %(moment)s to check the new parcel."),
    ),
    RuleId.D14: Own(_("The refund is ordered by %(moment)s.")),
    RuleId.D15: _ARRIVES,
    RuleId.D15B: _ARRIVES,
    RuleId.D16: _APPEALS,
    RuleId.D16B: _APPEALS,
    RuleId.D17: Own(_("Our team decides on the appeal by %(moment)s.")),
    RuleId.D18: Own(_("You hear from us by %(moment)s, also if nothing has changed.")),
    RuleId.DRAFT: Own(_("You can send this claim until %(moment)s."), _("The draft is kept until %(moment)s.")),
    RuleId.REOPEN: Own(
        _("You can continue this claim until %(moment)s."), _("The buyer can continue this claim until %(moment)s.")
    ),
    RuleId.TOLD: Own(
        _("We try to reach you until %(moment)s. No time runs against you before."),
        _("We try to reach the buyer until %(moment)s. No time runs against the buyer before."),
        _("We try to reach the seller until %(moment)s. No time runs against the seller before."),
    ),
    RuleId.HOLD: Own(_("A person looks at the hold again by %(moment)s.")),
}


def clock_label(rule: str) -> str:
    """What a clock is for: "The seller’s answer"; for desks, policies and numbers."""
    return said(_LABELS, rule)


def deadline_sentence(deadline: Deadline, view: DisputeView, *, zone: Zone = None) -> str:
    """Who has until when: "You have until Thursday, November 26, 11:59 PM to answer."."""
    if deadline.rule not in _SENTENCES:
        return ""
    pattern = _SENTENCES[deadline.rule].to(view.viewer, deadline.whose)
    return pattern % {"moment": moment(deadline.due_at, zone)}


def consequence_sentence(deadline: Deadline, view: DisputeView, *, zone: Zone = None) -> str:
    """What happens if nobody acts until then: "If the seller does not answer by Thursday, …, our team decides."."""
    texts = IF_BY_RULE.get((deadline.consequence, deadline.rule)) or IF_NOTHING.get(deadline.consequence)
    if texts is None:
        return ""
    given = _at_stake(view)
    return texts.to(view.viewer, deadline.whose) % {
        "moment": moment(deadline.due_at, zone),
        "solution": solution_sentence(given, view.currency),
        "money": money(given.amount if given else view.cap, view.currency),
    }


def _at_stake(view: DisputeView) -> Solution | None:
    """What was agreed on, or else what the buyer asks for."""
    agreed = (each.solution for each in reversed(view.offers) if each.standing == Standing.ACCEPTED)
    return next((each for each in agreed if each), view.asked)
