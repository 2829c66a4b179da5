"""Why clocks stand still, as both sides read it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loket.disputes.machine.states import HoldKind
from loket.disputes.machine.timekeeping import Hold
from loket.disputes.wording.saying import ForEach, Text, Texts, Zone, moment, said, together

_LABELS: Texts = {
    HoldKind.CHARGEBACK: _("The bank is checking the payment"),
    HoldKind.FRAUD_REVIEW: _("Safety check"),
    HoldKind.LEGAL: _("Legal check"),
    HoldKind.FORCE_MAJEURE: _("Post or carriers stand still"),
    HoldKind.MISSING_PROVIDER: _("The payment provider has to answer"),
    HoldKind.UNREACHABLE: _("One side cannot be reached"),
    HoldKind.EXTERNAL_COMPLAINT: _("A public office is handling a complaint"),
}


def _alike(text: Text) -> ForEach:
    return ForEach(text, text, text)


_WHY: Mapping[str, ForEach] = {
    HoldKind.CHARGEBACK: ForEach(
        _("Your bank is checking the payment. We wait for its decision, so that nothing is paid twice."),
        _("The buyer’s bank is checking the payment. We wait for its decision, so that nothing is paid twice."),
        _("The buyer’s bank is checking the payment. Its decision comes first, so that nothing is paid twice."),
    ),
    HoldKind.FRAUD_REVIEW: _alike(
        _("A person of our team is doing a safety check. This says nothing against anybody.")
    ),
    HoldKind.LEGAL: _alike(_("A question of law has to be answered first.")),
    HoldKind.FORCE_MAJEURE: _alike(
        _("Post or carriers stand still at the moment, so nobody has to keep a date. You can still act.")
    ),
    HoldKind.MISSING_PROVIDER: _alike(
        _("What the payment provider reported does not match. A person of our team finds out what happened.")
    ),
    HoldKind.UNREACHABLE: _alike(
        _("Our messages did not reach one side, so no time runs against anybody. A person looks for another way.")
    ),
    HoldKind.EXTERNAL_COMPLAINT: _alike(
        _("A public office is handling a complaint about this order. We wait for what it says.")
    ),
}


def hold_label(kind: str) -> str:
    """The hold in a few words: "The bank is checking the payment"."""
    return said(_LABELS, kind)


def hold_sentence(hold: Hold, viewer: str, *, zone: Zone = None) -> str:
    """Why it is on hold, that no clock runs meanwhile, and by when somebody looks at it again."""
    why = _WHY[hold.kind].to(viewer) if hold.kind in _WHY else hold.kind
    looks = moment(hold.renewed_at + timedelta(days=hold.days), zone)
    paused = gettext("All deadlines stand still meanwhile. A person looks at it again by %(moment)s.")
    number = gettext("Its number there is %(reference)s.") % {"reference": hold.reference} if hold.reference else ""
    return together(why, number, paused % {"moment": looks})
