"""Events by their names, which notices, API and webhooks share."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.disputes.machine.events import Event
from loket.disputes.wording.saying import Texts

EVENT_LABELS: Texts = {
    "dispute.opened": _("Claim started"),
    Event.SUBMITTED: _("Claim sent"),
    Event.REMINDER: _("Reminder"),
    Event.OFFER_MADE: _("Answer of the seller"),
    Event.OFFER_SUPERSEDED: _("Request changed"),
    Event.OFFER_ACCEPTED: _("Agreement"),
    Event.ESCALATED: _("Handed to our team"),
    Event.EVIDENCE_REQUESTED: _("Question asked"),
    Event.EVIDENCE_RECEIVED: _("Words or evidence added"),
    Event.PLATFORM_OFFER: _("Proposal of our team"),
    Event.PLATFORM_DECISION: _("Decision"),
    Event.RETURN_LABEL: _("Return label sent"),
    Event.RETURN_SHIPPED: _("Return sent"),
    Event.RETURN_DELIVERED: _("Return arrived"),
    Event.REFUND_SENT: _("Refund sent"),
    Event.REFUND_FAILED: _("Refund failed"),
    Event.REFUND_SETTLED: _("Refund arrived"),
    Event.BREACHED: _("Later than promised"),
    Event.UPDATE: _("News"),
    Event.HOLD_SET: _("On hold"),
    Event.HOLD_RELEASED: _("Hold ended"),
    Event.APPEAL_OPENED: _("Appeal"),
    Event.APPEAL_DECIDED: _("Appeal decided"),
    Event.CLOSED: _("Closed"),
    Event.TAKEN: _("Taken by an adjudicator"),
    Event.RESOLVED: _("Resolved"),
    Event.WITHDRAWN: _("Claim withdrawn"),
    Event.REOPENED: _("Claim continued"),
    Event.EXPIRED: _("Draft ended"),
    Event.EXTENDED: _("More time"),
    Event.TOLD: _("A side was told"),
    Event.PROPOSAL_WAITS: _("Proposal waits for a second person"),
    Event.PROPOSAL_SENT_BACK: _("Proposal sent back"),
    Event.PROPOSAL_AGREED: _("One side agreed"),
    Event.PROPOSAL_OBJECTED: _("Objection"),
    Event.RETURN_CONTESTED: _("Problem with the return"),
    Event.RETURN_LATE: _("Return is late"),
    Event.LABEL_PROBLEM: _("Problem with the return label"),
    Event.REPLACEMENT_SHIPPED: _("New parcel sent"),
    Event.REPLACEMENT_DELIVERED: _("New parcel arrived"),
    Event.SETTLEMENT_CLAIMED: _("Settlement reported"),
    Event.NEW_FACT: _("New tracking"),
    Event.HOLD_RENEWED: _("Hold made longer"),
    Event.RECOUNTED: _("Dates counted anew"),
}
