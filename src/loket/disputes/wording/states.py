"""Where a dispute stands and whose move it is, as each side reads it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from loket.disputes.machine.codes import PARTIES, STAFF, Liability, Role
from loket.disputes.machine.states import State
from loket.disputes.wording.saying import ForEach, Text, Texts, said

_ON_ITS_WAY_BACK = _("The return is on its way")
_ON_ITS_WAY = _("The new parcel is on its way")
_RESOLVED, _CLOSED = _("Resolved"), _("Closed")
_LABELS: Mapping[str, ForEach] = {
    State.DRAFT: ForEach(_("Not sent yet"), _("Not sent yet"), _("Draft")),
    State.WAIT_SELLER: ForEach(
        _("Waiting for the seller’s answer"), _("Your answer is needed"), _("Waiting for the seller’s answer")
    ),
    State.WAIT_BUYER: ForEach(
        _("Your answer is needed"), _("Waiting for the buyer’s answer"), _("Waiting for the buyer’s answer")
    ),
    State.ESCALATED: ForEach(_("Our team will decide"), _("Our team will decide"), _("Waiting for an adjudicator")),
    State.WAIT_EVIDENCE: ForEach(
        _("We asked the seller a question"), _("We asked the buyer a question"), _("Waiting for answers")
    ),
    State.IN_REVIEW: ForEach(_("Our team is deciding"), _("Our team is deciding"), _("Being decided")),
    State.PLATFORM_OFFER: ForEach(
        _("Our proposal waits for the seller"), _("Our proposal waits for the buyer"), _("Proposal sent to both sides")
    ),
    State.RETURN_WAIT_SHIP: ForEach(
        _("Send the item back"), _("The buyer will send the item back"), _("Return agreed, not sent yet")
    ),
    State.RETURN_IN_TRANSIT: ForEach(_ON_ITS_WAY_BACK, _ON_ITS_WAY_BACK, _ON_ITS_WAY_BACK),
    State.RETURN_INSPECT: ForEach(
        _("The seller checks the return"), _("Check the return"), _("The seller checks the return")
    ),
    State.REPLACEMENT_WAIT_SHIP: ForEach(
        _("The seller prepares a new parcel"), _("Send the new parcel"), _("New parcel agreed, not sent yet")
    ),
    State.REPLACEMENT_IN_TRANSIT: ForEach(_ON_ITS_WAY, _ON_ITS_WAY, _ON_ITS_WAY),
    State.REFUND_PENDING: ForEach(
        _("Your refund is on its way"), _("The refund is on its way"), _("The refund is on its way")
    ),
    State.RESOLVED: ForEach(_RESOLVED, _RESOLVED, _RESOLVED),
    State.APPEAL_REVIEW: ForEach(
        _("We are checking the appeal"), _("We are checking the appeal"), _("Appeal to be decided")
    ),
    State.WITHDRAWN: ForEach(_("You withdrew the claim"), _("The buyer withdrew the claim"), _("Claim withdrawn")),
    State.CLOSED: ForEach(_CLOSED, _CLOSED, _CLOSED),
}
# Where the viewer is one of those who must act, though the state alone does not say so.
_LABELS_IN_TURN: Texts = {
    State.WAIT_EVIDENCE: _("We have a question for you"),
    State.PLATFORM_OFFER: _("Our proposal waits for you"),
    State.REPLACEMENT_IN_TRANSIT: _("Check the new parcel"),
}
# It has come, and the other side looks at it: for whoever waits.
_LABELS_OF_WAITING: Texts = {State.REPLACEMENT_IN_TRANSIT: _("The buyer checks the new parcel")}
_DRAFT = _("This claim has not been sent. Nobody else sees it.")
_DECIDES = _("The claim is with our team. A person takes it on, reads what both sides sent and proposes a decision.")
_IN_REVIEW = _("A person of our team reads what both sides sent and proposes a decision. You have nothing to do now.")
_ANSWERS = _("We asked for something that helps us decide. As soon as the answer is there, we go on.")
_COMES_BACK = _("The carrier brings the item back to the seller. When it arrives, the seller checks it.")
_NEW_PARCEL = _("The carrier brings the new parcel to the buyer. When it arrives, the buyer checks it.")
_APPEAL = _("Another person of our team checks the appeal. Money that was already refunded stays where it is.")
_DONE = _("The result is fixed. If you think that it is wrong, you can appeal once while there is time for it.")
_OVER = _("This claim is over. You can still read it and download its record.")
_SENTENCES: Mapping[str, ForEach] = {
    State.DRAFT: ForEach(
        _("Nobody else sees this claim until you send it. You can go on at any time."), _DRAFT, _DRAFT
    ),
    State.WAIT_SELLER: ForEach(
        _("The seller can accept your request, refuse it or offer something else."),
        _("The buyer asks for something. Accept it, refuse it with a reason, or offer something else."),
        _("The seller can accept the request, refuse it or offer something else."),
    ),
    State.WAIT_BUYER: ForEach(
        _("The seller answered. You can accept an offer, change your request, or ask our team to decide."),
        _("The buyer reads your answer, and can accept an offer, change the request or ask our team to decide."),
        _("The buyer can accept an offer, change the request or ask for a decision."),
    ),
    State.ESCALATED: ForEach(_DECIDES, _DECIDES, _("Both sides wait for an adjudicator who takes it.")),
    State.WAIT_EVIDENCE: ForEach(_ANSWERS, _ANSWERS, _("A question to one side or to both is open.")),
    State.IN_REVIEW: ForEach(_IN_REVIEW, _IN_REVIEW, _("An adjudicator reads the file and writes a proposal.")),
    State.PLATFORM_OFFER: ForEach(
        _("You agreed to our proposal. The seller can still agree or object."),
        _("You agreed to our proposal. The buyer can still agree or object."),
        _("Both sides can agree to the proposal or object to it."),
    ),
    State.RETURN_WAIT_SHIP: ForEach(
        _("Send the item back and enter the tracking number. Your refund follows when it has arrived."),
        _("The buyer sends the item back to you. You can check it before the refund is sent."),
        _("The buyer sends the item back. The refund follows when it has arrived."),
    ),
    State.RETURN_IN_TRANSIT: ForEach(_COMES_BACK, _COMES_BACK, _COMES_BACK),
    State.RETURN_INSPECT: ForEach(
        _("The item is back. When the seller has checked it, your refund is sent."),
        _("The item is back. Confirm that it is fine, or report a problem with photos."),
        _("The item is back. The seller can confirm that it is fine or report a problem."),
    ),
    State.REPLACEMENT_WAIT_SHIP: ForEach(
        _("The seller agreed to send it. As soon as it is on its way, you see the tracking number here."),
        _("Send what was agreed and enter the tracking number."),
        _("The seller sends what was agreed and enters the tracking number."),
    ),
    State.REPLACEMENT_IN_TRANSIT: ForEach(_NEW_PARCEL, _NEW_PARCEL, _NEW_PARCEL),
    State.REFUND_PENDING: ForEach(
        _("The refund was ordered. Banks can take some days until you see it."),
        _("The refund was ordered. You have nothing to do."),
        _("The refund was ordered and is not confirmed yet."),
    ),
    State.RESOLVED: ForEach(_DONE, _DONE, _("The result is fixed. Each side may appeal once while there is time.")),
    State.APPEAL_REVIEW: ForEach(_APPEAL, _APPEAL, _("A senior adjudicator who has not decided before checks it.")),
    State.WITHDRAWN: ForEach(
        _("You withdrew this claim. If the seller does not keep a promise, you can continue it for a while."),
        _("The buyer withdrew this claim and can still continue it for a while. Until then the amount stays reserved."),
        _("The buyer can still continue it for a while. Until then the seller’s payout stays frozen."),
    ),
    State.CLOSED: ForEach(_OVER, _OVER, _("This dispute is over and can only be read.")),
}
_SENTENCES_IN_TURN: Texts = {
    State.WAIT_EVIDENCE: _("We need something from you before we can decide. Answer the question below."),
    State.PLATFORM_OFFER: _("Read our proposal. Agree to it, or object with new evidence or by naming an error in it."),
    State.REPLACEMENT_IN_TRANSIT: _("The new parcel has arrived. Confirm that all is fine, or tell us what is wrong."),
}
_SENTENCES_OF_WAITING: Texts = {
    State.REPLACEMENT_IN_TRANSIT: _(
        "The new parcel has arrived. The buyer confirms that all is fine, or says what is wrong."
    ),
}
_ROLES: Texts = {
    Role.BUYER: _("The buyer"),
    Role.SELLER: _("The seller"),
    Role.AGENT: _("Customer service"),
    Role.ADJUDICATOR: _("Adjudicator"),
    Role.SENIOR: _("Senior adjudicator"),
    Role.TIMER: _("The clock"),
    Role.LOGISTICS: _("The carrier"),
    Role.PSP: _("The payment provider"),
    Role.BOT: _("The assistant"),
    # Who pays may be none of those who act.
    Liability.CARRIER: _("The carrier"),
    Liability.PLATFORM: _("The platform"),
    Liability.NONE: _("Nobody"),
}
_TURNS: Texts = {
    Role.BUYER: _("The buyer’s turn"),
    Role.SELLER: _("The seller’s turn"),
    Role.AGENT: _("Our team’s turn"),
    Role.ADJUDICATOR: _("Our team’s turn"),
    Role.SENIOR: _("Our team’s turn"),
    Role.TIMER: _("Goes on by itself"),
    Role.LOGISTICS: _("With the carrier"),
    Role.PSP: _("With the payment provider"),
    Role.BOT: _("With the assistant"),
}
_OUR_TEAM: Text = _("Our team")


def state_label(state: str, viewer: str, turn: Collection[str] = ()) -> str:
    """The state in a few words: "Your answer is needed"; ``turn`` of the view tells apart who of two sides waits."""
    if viewer in turn and state in _LABELS_IN_TURN:
        return said(_LABELS_IN_TURN, state)
    if turn and set(turn) <= PARTIES and state in _LABELS_OF_WAITING:
        return said(_LABELS_OF_WAITING, state)
    return _LABELS[state].to(viewer) if state in _LABELS else state


def state_sentence(state: str, viewer: str, turn: Collection[str] = ()) -> str:
    """What is happening now and what comes next, in one or two sentences."""
    if viewer in turn and state in _SENTENCES_IN_TURN:
        return said(_SENTENCES_IN_TURN, state)
    if turn and set(turn) <= PARTIES and state in _SENTENCES_OF_WAITING:
        return said(_SENTENCES_OF_WAITING, state)
    return _SENTENCES[state].to(viewer) if state in _SENTENCES else ""


def turn_label(turn: Collection[str], viewer: str) -> str:
    """Whose move it is: "Your turn", "The seller’s turn"; empty where nobody has to do anything."""
    if viewer in turn:
        return str(_("Your turn, and the other side’s") if set(turn) >= PARTIES else _("Your turn"))
    if set(turn) >= PARTIES:
        return str(_("The turn of both sides"))
    return said(_TURNS, next(iter(sorted(turn)), ""))


def role_label(role: str, viewer: str = "") -> str:
    """Who did it or pays it: "You", "The buyer"; for buyer and seller all of the platform is one team."""
    if viewer in PARTIES and role == viewer:
        return str(_("You"))
    if viewer in PARTIES and role in STAFF:
        return str(_OUR_TEAM)
    return said(_ROLES, role)
