"""What each sign says to those who decide: why it is shown, never a verdict."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.disputes.signals.signs import Sign, Signal

_SENTENCES: Mapping[Sign, str | Promise] = {
    Sign.LIKE_PHOTO: _("A photo of the buyer looks almost the same as one in another case: %(seen_in)s."),
    Sign.MANY_REFUNDS: _(
        "Refunds of this buyer by disputes in the last half year: %(count)d. Orders in that time: %(total)d."
    ),
    Sign.SHARED_ACCOUNT: _("Refunds of other buyers went to the same account. Their orders: %(seen_in)s."),
    Sign.NEW_BUYER: _("The buyer is new. Days from the first order to this claim: %(count)d."),
    Sign.TRACKING_TWICE: _("The tracking number also belongs to a parcel of another buyer: %(seen_in)s."),
    Sign.OTHER_CITY: _("The last scan of the delivered parcel names another place than the address: %(detail)s."),
    Sign.LIGHT_PARCEL: _(
        "The parcel %(detail)s weighed %(count)d g, and what should lie in it weighs %(total)d g by the catalogue."
    ),
    Sign.ASKS_TO_PAY_ELSEWHERE: _("A message of the seller seems to ask for money outside the shop: “%(detail)s”"),
    Sign.ASKS_TO_TALK_ELSEWHERE: _("A message of the seller seems to lead the talk elsewhere: “%(detail)s”"),
    Sign.ASKS_TO_WITHDRAW: _("A message of the seller seems to ask for the claim to be withdrawn: “%(detail)s”"),
    Sign.REFUSALS_OVERTURNED: _(
        "Refused claims of this seller in the last half year: %(total)d. Overturned on appeal: %(count)d (%(seen_in)s)."
    ),
}


def signal_sentence(signal: Signal) -> str:
    """Why a sign is shown, in one sentence."""
    fields = {
        "count": signal.count,
        "total": signal.total,
        "seen_in": ", ".join(signal.seen_in),
        "detail": signal.detail,
    }
    return str(_SENTENCES[signal.sign]) % fields
