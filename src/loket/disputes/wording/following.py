"""Words of the second click: what each way out gives, which time follows, and what cannot be undone."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from loket.disputes.machine.codes import RuleId, SolutionKind
from loket.disputes.machine.reasons import Reason
from loket.disputes.wording.saying import ForEach, Text


def _alike(text: Text) -> ForEach:
    return ForEach(text, text, text)


SUBMITTED_BY_REASON: Mapping[str, str] = {Reason.WITHDRAWAL: "T2", Reason.SELLER_CANCEL_NO_SHIP: "T40"}
STARTS_SOLUTION = frozenset({"T3", "T4", "T5", "T5b", "T9", "T17", "T17a"})
GIVES: Mapping[str, ForEach] = {
    SolutionKind.REFUND: ForEach(
        _("You get %(money)s back."),
        _("The buyer gets %(money)s back. It is taken from your payout."),
        _("The buyer gets %(money)s back."),
    ),
    SolutionKind.RETURN_REFUND: ForEach(
        _("You send the item back. When it has arrived and was checked, you get %(money)s back."),
        _("The buyer sends the item back. When it has arrived and you have checked it, the buyer gets %(money)s back."),
        _("The buyer sends the item back. When it has arrived and was checked, the buyer gets %(money)s back."),
    ),
    SolutionKind.REPLACEMENT: ForEach(
        _("The seller sends you another one. If it does not come, you get %(money)s back."),
        _("You send the buyer another one. If it does not come, the buyer gets %(money)s back."),
        _("The seller sends another one. If it does not come, the buyer gets %(money)s back."),
    ),
    SolutionKind.RESEND: ForEach(
        _("The seller sends what is missing. If it does not come, you get %(money)s back."),
        _("You send what is missing. If it does not come, the buyer gets %(money)s back."),
        _("The seller sends what is missing. If it does not come, the buyer gets %(money)s back."),
    ),
    SolutionKind.EXTEND_PROTECTION: ForEach(
        _("You wait for the parcel. If it does not come, you can still ask for %(money)s."),
        _("The buyer waits for the parcel. If it does not come, the buyer can still ask for %(money)s."),
        _("The buyer waits for the parcel. If it does not come, the buyer can still ask for %(money)s."),
    ),
}
GIVES_NOTHING = ForEach(
    _("The claim ends, and you get no refund."),
    _("The claim ends without a refund."),
    _("The claim ends without a refund."),
)
CLOCKS: Mapping[RuleId, ForEach] = {
    RuleId.D2: ForEach(
        _("The seller then has %(time)s to answer."),
        _("You then have %(time)s to answer."),
        _("The seller then has %(time)s to answer."),
    ),
    RuleId.D9: ForEach(
        _("Each side then has %(time)s to agree or object."),
        _("Each side then has %(time)s to agree or object."),
        _("Each side then has %(time)s to agree or object."),
    ),
    RuleId.D10: ForEach(
        _("You then have %(time)s to send the item back."),
        _("The buyer then has %(time)s to send the item back."),
        _("The buyer then has %(time)s to send the item back."),
    ),
    RuleId.D10C: ForEach(
        _("You then have %(time)s to send the item back."),
        _("The buyer then has %(time)s to send the item back."),
        _("The buyer then has %(time)s to send the item back."),
    ),
    RuleId.D12: ForEach(
        _("When it has arrived, the seller has %(time)s to check it."),
        _("When it has arrived, you have %(time)s to check it."),
        _("When it has arrived, the seller has %(time)s to check it."),
    ),
    RuleId.D13: ForEach(
        _("The seller then has %(time)s to send it."),
        _("You then have %(time)s to send it."),
        _("The seller then has %(time)s to send it."),
    ),
    RuleId.D14: _alike(_("The refund is ordered within %(time)s.")),
    RuleId.D16: ForEach(
        _("You can appeal for %(time)s after the result."),
        _("You can appeal for %(time)s after the result."),
        _("Each side can appeal for %(time)s after the result."),
    ),
    RuleId.REOPEN: ForEach(
        _("You can continue the claim for %(time)s. After that it is closed for good."),
        _("The buyer can continue the claim for %(time)s."),
        _("The buyer can continue the claim for %(time)s."),
    ),
}
# What a law says of the time in which a refund is ordered.
LAW_WANTS_AT_ONCE = _("The law (%(law)s) wants it ordered at once.")
LAW_ALLOWS = _("The law (%(law)s) allows at most %(time)s for it.")
# Of the others nobody knows yet when they begin.
TOLD_AT_ONCE = frozenset({RuleId.D2, RuleId.D9, RuleId.D10, RuleId.D10C, RuleId.D13})
CLOCKS_OF_SOLUTIONS: Mapping[str, tuple[RuleId, ...]] = {
    SolutionKind.REFUND: (RuleId.D14,),
    SolutionKind.RETURN_REFUND: (RuleId.D10, RuleId.D12),
    SolutionKind.REPLACEMENT: (RuleId.D13,),
    SolutionKind.RESEND: (RuleId.D13,),
    SolutionKind.EXTEND_PROTECTION: (),
}
CLOCKS_OF_ROWS: Mapping[str, tuple[RuleId, ...]] = {
    "T1": (RuleId.D2,),
    "T2": (RuleId.D10C, RuleId.D12, RuleId.D14),
    "T40": (RuleId.D14,),
    "T15": (RuleId.D9,),
    "T15a": (RuleId.D9,),
    "T15b": (RuleId.D9,),
    "T21": (RuleId.D14,),
    "T24": (RuleId.D14,),
    "T25": (RuleId.D16,),
    "T27": (RuleId.REOPEN,),
    "T29b": (RuleId.D14,),
}
_FOR_GOOD = _alike(_("You cannot take this back."))
_SEES_CLAIM = ForEach(
    _("The seller sees your description, your evidence and what you ask for."),
    _("You see the description, the evidence and what is asked for."),
    _("The seller sees the description, the evidence and what is asked for."),
)
_NO_VETO = _alike(_("The seller is told and cannot refuse."))
_BOTH_MUST = _alike(_("It is carried out when both sides agree, or when nobody objects in time."))
_NO_OBJECTION = _alike(_("After that you can no longer object."))
_NO_PROMISES = _alike(
    _("Do this only if nothing is open any more. Nobody may ask you to withdraw for a promise of money.")
)
_ONLY_IF_PAID = _alike(
    _("Confirm this only if the money has really arrived. We cannot bring back what is paid outside of this site.")
)
_LATER = _alike(_("A second person looks at the proposal before it goes out, if the amount is above the limit."))
# Every action that needs a second click, with what it says at last.
WARNINGS: Mapping[str, tuple[ForEach, ...]] = {
    "T1": (_SEES_CLAIM,),
    "T2": (_NO_VETO,),
    "T40": (_NO_VETO,),
    **dict.fromkeys(("T3", "T4", "T5", "T5b", "T9"), (_FOR_GOOD,)),
    **dict.fromkeys(("T15", "T15a"), (_LATER, _FOR_GOOD)),
    "T15b": (_FOR_GOOD,),
    **dict.fromkeys(("T17", "T17a"), (_BOTH_MUST, _NO_OBJECTION)),
    "T44": (
        _alike(_("This claim ends without a decision of its own. What is asked for is decided in the other one.")),
    ),
    "T21": (_FOR_GOOD,),
    "T24": (_FOR_GOOD,),
    "T25": (_alike(_("The claim ends, because you have what was agreed.")),),
    "T42": (_alike(_("This claim ends, and a new one about the same item goes to our team at once.")),),
    "T27": (_NO_PROMISES,),
    **dict.fromkeys(("T29", "T29b"), (_alike(_("Both sides read your reasons.")), _FOR_GOOD)),
    **dict.fromkeys(("T32a", "T32"), (_ONLY_IF_PAID,)),
}
