"""Ways out, offers and the lanes in which they stand."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loket.disputes.machine.codes import Lane, Role, SolutionKind
from loket.disputes.machine.facts import Offer, Solution, Standing
from loket.disputes.wording.answers import refusal_label
from loket.disputes.wording.saying import ForEach, Texts, money, said

_LABELS: Texts = {
    SolutionKind.REFUND: _("Refund without return"),
    SolutionKind.RETURN_REFUND: _("Return, then refund"),
    SolutionKind.REPLACEMENT: _("Replacement"),
    SolutionKind.RESEND: _("Send again what is missing"),
    SolutionKind.EXTEND_PROTECTION: _("Wait longer, with longer protection"),
}
_HINTS: Texts = {
    SolutionKind.REFUND: _("The buyer gets the money back. Nothing is sent back."),
    SolutionKind.RETURN_REFUND: _("The buyer sends the item back. When it has arrived and was checked, money follows."),
    SolutionKind.REPLACEMENT: _("The seller sends another one. If it does not come, the money is refunded."),
    SolutionKind.RESEND: _("The seller sends the order or the missing part again. If it does not come, money follows."),
    SolutionKind.EXTEND_PROTECTION: _("The buyer waits for the parcel and can still complain later."),
}
_WITH_AMOUNT: Texts = {
    SolutionKind.REFUND: _("Refund of %(money)s without return"),
    SolutionKind.RETURN_REFUND: _("Return, then refund of %(money)s"),
    SolutionKind.REPLACEMENT: _("Replacement, or %(money)s back if it does not come"),
    SolutionKind.RESEND: _("Send again, or %(money)s back if it does not come"),
    SolutionKind.EXTEND_PROTECTION: _("Wait longer, with longer protection for %(money)s"),
}
_LANES: Mapping[str, ForEach] = {
    Lane.BUYER: ForEach(_("Your request"), _("The buyer’s request"), _("The buyer’s request")),
    Lane.SELLER: ForEach(_("The seller’s answer"), _("Your answer"), _("The seller’s answer")),
    Lane.PLATFORM: ForEach(_("Our proposal"), _("Our proposal"), _("The platform’s proposal")),
}
_STANDINGS: Texts = {
    Standing.CURRENT: _("Stands now"),
    Standing.SUPERSEDED: _("No longer stands"),
    Standing.ACCEPTED: _("Accepted"),
    Standing.WAITS_FOR_SECOND: _("Waits for a second person"),
}


def solution_label(kind: str) -> str:
    """A way out in a few words: "Return, then refund"."""
    return said(_LABELS, kind)


def solution_hint(kind: str) -> str:
    """What happens then, in a sentence or two."""
    return said(_HINTS, kind)


def solution_sentence(solution: Solution | None, currency: str) -> str:
    """A way out with its amount: "Refund of R$ 94.90 without return"; without a solution nothing is given."""
    if solution is None:
        return gettext("No refund")
    return said(_WITH_AMOUNT, solution.kind) % {"money": money(solution.amount, currency)}


def offer_sentence(offer: Offer, currency: str, viewer: str = Role.BUYER) -> str:
    """One step of a lane: "Refund of R$ 94.90 without return", "Refused: It is as described"."""
    if offer.solution or offer.lane != Lane.SELLER:
        return solution_sentence(offer.solution, currency)
    if offer.refusal is None:
        return gettext("Refused")
    return gettext("Refused: %(why)s") % {"why": refusal_label(offer.refusal)}


def lane_label(lane: str, viewer: str) -> str:
    """The heading of a lane: "Your request", "The seller’s answer", "Our proposal"."""
    return _LANES[lane].to(viewer) if lane in _LANES else lane


def offer_standing_label(standing: str) -> str:
    """What became of an offer: "Stands now", "No longer stands", "Accepted"."""
    return said(_STANDINGS, standing)
