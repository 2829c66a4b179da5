"""What somebody who leads must look at, in one sentence each."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.disputes.machine.codes import RuleId
from loket.disputes.wording.saying import Texts, said

_NO_PROPOSAL = _("Our proposal was not made in time.")
_NOT_ARRIVED = _("The refund did not arrive in time.")
_BY_CLOCK: Texts = {
    RuleId.D6: _("Nobody took the claim on in time."),
    RuleId.D8: _NO_PROPOSAL,
    RuleId.D8B: _NO_PROPOSAL,
    RuleId.D14: _("The refund was not ordered in time."),
    RuleId.D15: _NOT_ARRIVED,
    RuleId.D15B: _NOT_ARRIVED,
    RuleId.D17: _("The appeal was not decided in time."),
}
_BY_STEP: Texts = {
    "S4": _("A time of ours was not kept."),
    "S4b": _("Nobody looked at the hold in time."),
    "T15a": _("A proposal above the limit waits for a second person."),
    "T26b": _("The payment provider reported another amount than was ordered."),
    "T28": _("Somebody appealed against the decision."),
    "T31b": _("Our messages do not reach one side."),
    "S9": _("The refund failed and is tried again."),
}


def alert_sentence(transition: str, rule: str = "") -> str:
    """Why somebody who leads must look: "Nobody took the claim on in time."."""
    return said(_BY_CLOCK, rule) if rule in _BY_CLOCK else said(_BY_STEP, transition)
