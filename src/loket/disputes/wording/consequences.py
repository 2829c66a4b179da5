"""What the end of each clock does, for the side whose clock it is and for everybody else."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from loket.disputes.machine.codes import Consequence, RuleId
from loket.disputes.wording.saying import Own

_TAKES_LONGER = Own(_("If it takes longer than %(moment)s, both sides get a new date, and our team lead is told."))
_DECIDES = _("If you do not answer by %(moment)s, our team looks at it and decides. You lose nothing by that.")
_REFUND_CHECKED = Own(_("If the refund is not there by %(moment)s, a person of our team finds out where it is."))

# Where the rule says more precisely what was not done.
IF_BY_RULE: Mapping[tuple[str, str], Own] = {
    (Consequence.ESCALATED, RuleId.D2): Own(
        _("If you do not answer by %(moment)s, our team decides without you."),
        of_seller=_("If the seller does not answer by %(moment)s, our team decides."),
    ),
    (Consequence.ESCALATED, RuleId.D3): Own(
        _DECIDES, _("If the buyer does not answer by %(moment)s, our team looks at it and decides.")
    ),
    (Consequence.ALERTS_LEAD, RuleId.D6): Own(
        _("If nobody of our team has taken it by %(moment)s, our team lead is told, and both sides get a new date.")
    ),
    (Consequence.ALERTS_LEAD, RuleId.D14): Own(
        _("If the refund is not ordered by %(moment)s, a person of our team does it by hand.")
    ),
    (Consequence.ALERTS_LEAD, RuleId.D15): _REFUND_CHECKED,
    (Consequence.ALERTS_LEAD, RuleId.D15B): _REFUND_CHECKED,
    (Consequence.PERSON_LOOKS, RuleId.D11): Own(
        _("If the return has not arrived by %(moment)s, a person of our team decides with the carrier’s data.")
    ),
    (Consequence.REFUNDED, RuleId.D11): Own(
        _("If the new parcel has not arrived by %(moment)s, the refund of %(money)s starts.")
    ),
    (Consequence.REFUNDED, RuleId.D12): Own(
        _("If you report no problem by %(moment)s, the refund of %(money)s starts."),
        of_seller=_("If the seller reports no problem by %(moment)s, the refund of %(money)s starts."),
    ),
    (Consequence.REFUNDED, RuleId.D13): Own(
        _("If you have not sent it by %(moment)s, the refund of %(money)s starts."),
        of_seller=_("If the seller has not sent it by %(moment)s, the refund of %(money)s starts."),
    ),
    (Consequence.CLOSED, RuleId.REOPEN): Own(
        _("If you do not continue it by %(moment)s, the claim is closed for good."),
        _("If the buyer does not continue it by %(moment)s, the claim is closed for good."),
    ),
    (Consequence.WINDOW_OPENS, RuleId.D1_OPENS): Own(_("From %(moment)s on, a late parcel can be complained about.")),
}
IF_NOTHING: Mapping[str, Own] = {
    Consequence.DRAFT_EXPIRES: Own(
        _("If you do not send it by %(moment)s, this draft ends. You can start a new one."),
        _("If the buyer does not send it by %(moment)s, this draft ends."),
    ),
    Consequence.REQUEST_EXECUTED: Own(
        _("If you do not answer by %(moment)s, the request is carried out by itself: %(solution)s."),
        of_seller=_("If the seller does not answer by %(moment)s, the request is carried out by itself: %(solution)s."),
    ),
    Consequence.ESCALATED: Own(_("If there is no agreement by %(moment)s, our team decides.")),
    Consequence.ALERTS_LEAD: _TAKES_LONGER,
    Consequence.ALERTS_SENIOR: _TAKES_LONGER,
    Consequence.DECIDED_ON_THE_FILE: Own(
        _("If you do not answer by %(moment)s, we decide with what we have."),
        _("If the buyer does not answer by %(moment)s, we decide with what we have."),
        _("If the seller does not answer by %(moment)s, we decide with what we have."),
    ),
    Consequence.PROPOSAL_STANDS: Own(_("If nobody objects by %(moment)s, the proposal is carried out.")),
    Consequence.SECOND_LOOK: Own(
        _("If not everybody has agreed by %(moment)s, a second person of our team looks at it. Silence is no consent.")
    ),
    Consequence.RETURN_NOT_SENT: Own(
        _("If you do not send the item back by %(moment)s, the claim ends without a refund."),
        _("If the buyer does not send the item back by %(moment)s, the claim ends without a refund."),
    ),
    Consequence.PERSON_LOOKS: Own(
        _("The return label has a problem. If it is not solved by %(moment)s, a person of our team looks at it.")
    ),
    Consequence.REFUNDED: Own(_("If nothing happens by %(moment)s, the refund of %(money)s starts.")),
    Consequence.RESOLVED: Own(
        _("If you report no problem by %(moment)s, the claim ends."),
        _("If the buyer reports no problem by %(moment)s, the claim ends."),
    ),
    Consequence.CLOSED: Own(_("If nobody appeals by %(moment)s, the claim is closed.")),
    Consequence.UPDATE_SENT: Own(_("At the latest on %(moment)s, both sides hear how far it is.")),
    Consequence.HOLD_UNREACHABLE: Own(
        _("If we do not reach you by %(moment)s, all deadlines stand still, and a person looks for another way."),
        _("If we do not reach the buyer by %(moment)s, all deadlines stand still, and a person looks for another way."),
        _(
            "If we do not reach the seller by %(moment)s, all deadlines stand still, and a person looks for another "
            "way."
        ),
    ),
    Consequence.HOLD_REVIEWED: Own(_("If nobody has looked at the hold by %(moment)s, our team lead is told.")),
    Consequence.WINDOW_OPENS: Own(_("From %(moment)s on, both sides can ask our team to decide.")),
    Consequence.WINDOW_CLOSES: Own(
        _("After %(moment)s this claim can no longer be opened here. Write to our team then."),
    ),
}
