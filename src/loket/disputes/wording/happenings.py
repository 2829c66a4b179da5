"""What each row of the table did, for the side that did it and for everybody else."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from loket.disputes.machine.codes import RuleId
from loket.disputes.wording.saying import ForEach, Own, Text, Texts


def _alike(text: Text) -> ForEach:
    return ForEach(text, text, text)


_CHECKED_AND_FINE = _("The refund started after the return was checked.")
_ADDED = Own(
    _("You added words or evidence."), _("The buyer added words or evidence."), _("The seller added words or evidence.")
)
_ANSWERED = Own(
    _("You answered our question."), _("The buyer answered our question."), _("The seller answered our question.")
)
_MORE_TIME = Own(
    _("You asked for more time and got it."),
    _("The buyer asked for more time and got it."),
    _("The seller asked for more time and got it."),
)
_AGREED = Own(
    _("You agreed to the proposal."), _("The buyer agreed to the proposal."), _("The seller agreed to the proposal.")
)
_ACCEPTED = Own(_("You accepted the request."), of_seller=_("The seller accepted the request."))
_SENT = Own(_("You sent the claim."), _("The buyer sent the claim."))

# Steps of buyer and seller: to the one who took it, of the buyer, of the seller.
BY_PARTY: Mapping[str, Own] = {
    "opened": Own(_("You started the claim."), _("The buyer started the claim.")),
    "T1": _SENT,
    "T2": Own(_("You withdrew from the purchase."), _("The buyer used the right to withdraw from the purchase.")),
    "T40": Own(
        _("You asked for your money back, because the order was never sent."),
        _("The buyer asked for the money back, because the order was never sent."),
    ),
    "T33": _ADDED,
    "T3": _ACCEPTED,
    "T4": _ACCEPTED,
    "T5": _ACCEPTED,
    "T5b": _ACCEPTED,
    "T7": Own(_("You refused the request."), of_seller=_("The seller refused the request.")),
    "T7b": Own(_("You offered something else."), of_seller=_("The seller offered something else.")),
    "T8": Own(_("You changed your request."), _("The buyer changed the request.")),
    "T9": Own(_("You accepted the seller’s offer."), _("The buyer accepted the seller’s offer.")),
    "T10": Own(
        _("You asked our team to decide."),
        _("The buyer asked our team to decide."),
        _("The seller asked our team to decide."),
    ),
    "S5a": Own(
        _("You offered to take more time to agree."),
        _("The buyer offered to take more time to agree."),
        _("The seller offered to take more time to agree."),
    ),
    "S5b": Own(
        _("You took the offer of more time to agree."),
        _("The buyer took the offer of more time to agree."),
        _("The seller took the offer of more time to agree."),
    ),
    "T14": _ANSWERED,
    "T14a": _ANSWERED,
    "S5c": _MORE_TIME,
    "S5d": _MORE_TIME,
    "T16": Own(
        _("You objected to the proposal."),
        _("The buyer objected to the proposal."),
        _("The seller objected to the proposal."),
    ),
    "T17": _AGREED,
    "T17a": _AGREED,
    "T18": Own(_("You sent the item back."), _("The buyer sent the item back.")),
    "S6": Own(
        _("You reported a problem with the return label."), _("The buyer reported a problem with the return label.")
    ),
    "S7": Own(_("You sent a return label."), of_seller=_("The seller sent a return label.")),
    "T20": Own(
        _("You confirmed that the return arrived."), of_seller=_("The seller confirmed that the return arrived.")
    ),
    "T21": Own(
        _("You confirmed that the return is fine."), of_seller=_("The seller confirmed that the return is fine.")
    ),
    "T22": Own(
        _("You reported a problem with the return."), of_seller=_("The seller reported a problem with the return.")
    ),
    "T23": Own(_("You sent the new parcel."), of_seller=_("The seller sent the new parcel.")),
    "T24": Own(
        _("You could not send it, so the refund started."),
        of_seller=_("The seller could not send it, so the refund started."),
    ),
    "T25": Own(_("You confirmed that all is fine now."), _("The buyer confirmed that all is fine now.")),
    "T42": Own(_("You reported that it is wrong again."), _("The buyer reported that it is wrong again.")),
    "T27": Own(_("You withdrew the claim."), _("The buyer withdrew the claim.")),
    "T37": Own(_("You continued the claim."), _("The buyer continued the claim.")),
    "T28": Own(_("You appealed."), _("The buyer appealed."), _("The seller appealed.")),
    "T32a": Own(
        _("You said that it was settled between you and the other side."),
        _("The buyer said that it was settled with the seller."),
        _("The seller said that it was settled with the buyer."),
    ),
    "T32": Own(
        _("You confirmed that it was settled. The claim ended."),
        _("The buyer confirmed that it was settled. The claim ended."),
        _("The seller confirmed that it was settled. The claim ended."),
    ),
    "T32b": Own(
        _("You showed a proof of the payment."),
        _("The buyer showed a proof of the payment."),
        _("The seller showed a proof of the payment."),
    ),
    "S1": Own(_("You were told."), _("The buyer was told."), _("The seller was told.")),
}

_OUR_TEAM_SENT = _alike(_("Our team sent the claim for the buyer."))
_PROPOSED = ForEach(
    _("Our team sent a proposal to both sides."),
    _("Our team sent a proposal to both sides."),
    _("The proposal was sent to both sides."),
)
_APPEAL_DECIDED = ForEach(
    _("Our team decided on the appeal."),
    _("Our team decided on the appeal."),
    _("A senior adjudicator decided on the appeal."),
)
_SILENT_SELLER = ForEach(
    _("The seller did not answer in time, so your request is carried out."),
    _("You did not answer in time, so the request is carried out."),
    _("The seller did not answer in time, so the request is carried out."),
)
# Steps of the platform, of the clock, of carriers and of those who pay.
BY_PLATFORM: Mapping[str, ForEach] = {
    "opened": _alike(_("Our team started the claim for the buyer.")),
    "T1": _OUR_TEAM_SENT,
    "T2": _OUR_TEAM_SENT,
    "T40": _OUR_TEAM_SENT,
    "T33": _alike(_("Our team added words or evidence.")),
    "T34": _alike(_("The draft ended, because it was not sent in time.")),
    "T6": _SILENT_SELLER,
    "T41": _SILENT_SELLER,
    "T6b": _alike(_("There was no agreement in time, so our team decides.")),
    "T11": _alike(_("There was no agreement in time, so our team decides.")),
    "T12": ForEach(
        _("A person of our team took it on."), _("A person of our team took it on."), _("An adjudicator took it.")
    ),
    "T12b": ForEach(
        _("A person of our team took it on."), _("A person of our team took it on."), _("An adjudicator took it.")
    ),
    "T12c": ForEach(
        _("Another person of our team will decide."),
        _("Another person of our team will decide."),
        _("An adjudicator put it back into the queue."),
    ),
    "T13": ForEach(
        _("Our team asked a question."), _("Our team asked a question."), _("An adjudicator asked a question.")
    ),
    "T14b": _alike(_("The time to answer ended. We decide with what we have.")),
    "T15": _PROPOSED,
    "T15a": _alike(_("The proposal waits for a second person.")),
    "T15b": _PROPOSED,
    "T15c": _alike(_("The second person sent the proposal back.")),
    "T17b": _alike(_("Nobody objected to the proposal in time, so it is carried out.")),
    "T38": _alike(_("Not everybody agreed to the proposal in time. A second person of our team looks at it.")),
    "T44": _alike(_("Our team closed it, because another claim is about the same problem.")),
    "T18": _alike(_("The carrier has the return.")),
    "T19": ForEach(
        _("The item was not sent back in time. The claim ended without a refund."),
        _("The buyer did not send the item back in time. The claim ended without a refund."),
        _("The buyer did not send the item back in time. The claim ended without a refund."),
    ),
    "T19b": _alike(_("The return could not be sent because of its label. A person of our team looks at it.")),
    "S7": _alike(_("A return label was sent to the buyer.")),
    "T20": _alike(_("The return was delivered to the seller.")),
    "T35": _alike(_("The return did not arrive in time. A person of our team looks at it.")),
    "T21b": ForEach(
        _CHECKED_AND_FINE,
        _("You reported no problem with the return in time, so the refund started."),
        _("The seller reported no problem with the return in time, so the refund started."),
    ),
    "T24b": ForEach(
        _("The seller did not send the new parcel in time, so your refund started."),
        _("You did not send the new parcel in time, so the refund started."),
        _("The seller did not send the new parcel in time, so the refund started."),
    ),
    "S11": _alike(_("The new parcel was delivered.")),
    "T25b": _alike(_("Nobody reported a problem with the new parcel. The claim ended.")),
    "T36": _alike(_("The new parcel did not arrive in time, so the refund started.")),
    "T26": ForEach(
        _("Your refund arrived."), _("The refund reached the buyer."), _("The payment provider confirmed the refund.")
    ),
    "T26b": _alike(_("The payment provider reported another amount. A person of our team looks at it.")),
    "S8": _alike(_("The refund was sent.")),
    "S9": _alike(_("The refund did not go through. It is tried again.")),
    "T29": _APPEAL_DECIDED,
    "T29b": _APPEAL_DECIDED,
    "T30": _alike(_("The claim was closed.")),
    "T30b": _alike(_("The claim was closed.")),
    "T43": _alike(_("Nobody showed the payment, so our team decides.")),
    "T31": _alike(_("All deadlines stand still because of a hold.")),
    "T31b": _alike(_("Our messages did not reach one side, so all deadlines stand still.")),
    "T31c": _alike(_("The bank gave the money back to the buyer. The claim ended.")),
    "T31d": _alike(_("The bank left the money where it was. The claim goes on.")),
    "T39": _alike(_("The hold ended. All deadlines go on with the time that was left.")),
    "S12": _alike(_("A person looked at the hold and let it stand.")),
    "S10": _alike(_("The parcel’s tracking shows something new, so there is more time to appeal.")),
    "S1": _alike(_("A side was told.")),
    "S3": _alike(_("Our team is still working on it.")),
    "S4": _alike(_("We did not keep our time. There is a new date.")),
    "S4b": _alike(_("Nobody looked at the hold in time. Our team lead was told.")),
    "S13": _alike(_("All dates were counted anew.")),
}
EXPIRED_TIMES: Texts = {
    RuleId.D6: _("Nobody of our team took it on in time. There is a new date."),
    RuleId.D8: _("We need more time for our proposal. There is a new date."),
    RuleId.D8B: _("We need more time for our proposal. There is a new date."),
    RuleId.D14: _("The refund was not ordered in time. A person of our team looks at it."),
    RuleId.D15: _("The refund has not arrived in time. A person of our team finds out where it is."),
    RuleId.D15B: _("The refund has not arrived in time. A person of our team finds out where it is."),
    RuleId.D17: _("We need more time for the appeal. There is a new date."),
}
HOLDS: Texts = {
    "T31": _("Put on hold: %(why)s."),
    "T39": _("The hold ended: %(why)s. All deadlines go on with the time that was left."),
    "S12": _("A person looked at the hold and let it stand: %(why)s."),
}
REMINDERS: Mapping[str, Own] = {
    "party": Own(_("We reminded you."), _("We reminded the buyer."), _("We reminded the seller.")),
    "sides": Own(_("We sent a reminder.")),
    "platform": Own(_("Our team was reminded.")),
}
