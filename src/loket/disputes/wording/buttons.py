"""Actions as buttons: what they say, and what happens then."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.disputes.machine.commands import Action
from loket.disputes.wording.saying import Texts, said

_LABELS: Texts = {
    Action.SUBMIT: _("Send the claim"),
    Action.ACCEPT: _("Accept"),
    Action.REFUSE: _("Refuse"),
    Action.COUNTER: _("Offer something else"),
    Action.CHANGE_REQUEST: _("Change the request"),
    Action.ASK_PLATFORM: _("Ask our team to decide"),
    Action.TAKE: _("Take this case"),
    Action.PUT_BACK: _("Put back into the queue"),
    Action.ASK_FOR_EVIDENCE: _("Ask for evidence"),
    Action.ANSWER: _("Answer the question"),
    Action.PROPOSE: _("Propose a decision"),
    Action.APPROVE: _("Approve the proposal"),
    Action.SEND_BACK: _("Send the proposal back"),
    Action.OBJECT: _("Object to the proposal"),
    Action.AGREE: _("Agree to the proposal"),
    Action.GIVE_TRACKING: _("I sent the return"),
    Action.REPORT_LABEL_PROBLEM: _("Report a problem with the label"),
    Action.SEND_LABEL: _("Send a return label"),
    Action.REPORT_DELIVERY: _("Confirm that the return arrived"),
    Action.CONFIRM_RETURN: _("The return is fine, refund it"),
    Action.CONTEST_RETURN: _("Report a problem with the return"),
    Action.SHIP_REPLACEMENT: _("I sent the new parcel"),
    Action.CANNOT_REPLACE: _("I cannot send it, refund instead"),
    Action.CONFIRM_REPLACEMENT: _("All is fine now"),
    Action.WRONG_AGAIN: _("It is wrong again"),
    Action.REPORT_REFUND_SENT: _("Report that the refund was sent"),
    Action.REPORT_REFUND_FAILED: _("Report that the refund failed"),
    Action.REPORT_REFUND: _("Report that the refund arrived"),
    Action.WITHDRAW: _("Withdraw the claim"),
    Action.REOPEN: _("Continue the claim"),
    Action.APPEAL: _("Appeal against the result"),
    Action.DECIDE_APPEAL: _("Decide the appeal"),
    Action.SETTLE_OUTSIDE: _("We settled it ourselves"),
    Action.CLOSE_AS_DUPLICATE: _("Close as a repetition"),
    Action.ADD: _("Add words or evidence"),
    Action.EXTEND: _("Ask for more time"),
    Action.SET_HOLD: _("Put on hold"),
    Action.RENEW_HOLD: _("Keep on hold"),
    Action.RELEASE_HOLD: _("End the hold"),
    Action.END_CHARGEBACK: _("Enter the bank’s decision"),
    Action.REPORT_NEW_FACT: _("Report new tracking"),
    Action.TELL: _("Note that a side was told"),
    Action.REMIND: _("Remind"),
    Action.UPDATE: _("Tell both sides how far it is"),
    Action.EXPIRE: _("End a deadline"),
    Action.RECOUNT: _("Count the dates anew"),
}
# Where the row says more than the name.
_LABELS_OF_ROWS: Texts = {
    "T2": _("Withdraw from the purchase"),
    "T40": _("Ask for the money back"),
    "T3": _("Accept and refund"),
    "T4": _("Accept the return"),
    "T5": _("Accept and send it"),
    "T5b": _("Accept and let the buyer wait"),
    "T9": _("Accept the offer"),
    "S5a": _("Offer more time to agree"),
    "S5b": _("Take more time to agree"),
    "S5c": _("Ask for more time to answer"),
    "S5d": _("Ask for more time to send it back"),
    "T32b": _("Show the payment"),
}
_HINTS: Texts = {
    Action.SUBMIT: _("The seller gets your claim and has to answer by a fixed date."),
    Action.ACCEPT: _("What was asked for is carried out."),
    Action.REFUSE: _("The buyer reads your reason and can then ask our team to decide."),
    Action.COUNTER: _("The buyer can accept your offer, change the request, or ask our team to decide."),
    Action.CHANGE_REQUEST: _("Ask for another solution or another amount. The seller answers again."),
    Action.ASK_PLATFORM: _("A person of our team reads everything and proposes a decision."),
    Action.TAKE: _("From then on you decide it, and nobody else does."),
    Action.PUT_BACK: _("Somebody else can take it. Write down why."),
    Action.ASK_FOR_EVIDENCE: _("The side that you ask has a fixed time to answer. Your own time stands still."),
    Action.ANSWER: _("Your answer goes to the person who decides."),
    Action.PROPOSE: _("Both sides read your proposal with its reasons, and can agree or object."),
    Action.APPROVE: _("The proposal goes out to both sides."),
    Action.SEND_BACK: _("The proposal does not go out. Write down what has to change."),
    Action.OBJECT: _("Our team looks at it again. Each side can object once."),
    Action.AGREE: _("When both sides agree, the proposal is carried out."),
    Action.GIVE_TRACKING: _("Enter the tracking number, so that everybody sees where the return is."),
    Action.REPORT_LABEL_PROBLEM: _("If no label came or it does not work, no time is lost for you."),
    Action.SEND_LABEL: _("Add the label or the code with which the buyer can send it back."),
    Action.REPORT_DELIVERY: _("Your time to check the return begins."),
    Action.CONFIRM_RETURN: _("The refund starts at once."),
    Action.CONTEST_RETURN: _("Show with photos what is wrong. A person of our team decides."),
    Action.SHIP_REPLACEMENT: _("Enter the tracking number, so that everybody sees where the parcel is."),
    Action.CANNOT_REPLACE: _("The buyer gets the money back instead."),
    Action.CONFIRM_REPLACEMENT: _("The claim ends."),
    Action.WRONG_AGAIN: _("Show with photos what is wrong. Our team decides at once."),
    Action.REPORT_REFUND_SENT: _("The refund has left the payment provider."),
    Action.REPORT_REFUND_FAILED: _("The refund is tried again."),
    Action.REPORT_REFUND: _("The refund has reached the buyer."),
    Action.WITHDRAW: _("You let the claim go. For a while you can still continue it."),
    Action.REOPEN: _("The claim goes on where it stood."),
    Action.APPEAL: _("Another person of our team checks the result. Each side can appeal once."),
    Action.DECIDE_APPEAL: _("Both sides read your decision with its reasons."),
    Action.SETTLE_OUTSIDE: _("When both sides say so and the payment is shown, the claim ends."),
    Action.CLOSE_AS_DUPLICATE: _("Use it when another open claim is about the same problem."),
    Action.ADD: _("Both sides and our team can read it."),
    Action.EXTEND: _("The deadline moves once."),
    Action.SET_HOLD: _("All deadlines stand still. Both sides read why."),
    Action.RENEW_HOLD: _("The hold stays, and a person looks at it again later."),
    Action.RELEASE_HOLD: _("All deadlines go on with the time that was left."),
    Action.END_CHARGEBACK: _("If the bank gave the money back, the claim ends. If not, it goes on."),
    Action.REPORT_NEW_FACT: _("Both sides have more time to appeal."),
    Action.TELL: _("From then on that side’s time runs."),
    Action.REMIND: _("The side whose turn it is gets a reminder."),
    Action.UPDATE: _("Both sides get a short message."),
    Action.EXPIRE: _("What was announced for the end of the deadline happens."),
    Action.RECOUNT: _("All dates follow the holidays and rules of today."),
}
_HINTS_OF_ROWS: Texts = {
    "T2": _("The seller cannot refuse. Send the item back, and you get your money back."),
    "T40": _("The order was never sent, so the refund starts at once."),
    "T3": _("The buyer gets the money back at once and keeps the item, if it came."),
    "T4": _("The buyer sends the item back. You can check it before the refund."),
    "T5": _("You send another one, or what is missing, and enter the tracking number."),
    "T5b": _("The buyer waits for the parcel and can complain again later."),
    "T9": _("What the seller offers is carried out."),
    "S5a": _("The time to agree becomes longer when the other side wants it too."),
    "S5b": _("The other side wants more time too, so the time to agree becomes longer now."),
    "T32b": _("Add a proof of the payment. Then the claim can be closed."),
}


def action_label(name: str, transition: str = "") -> str:
    """The button: "Accept and refund"; ``transition`` tells apart what one action does in different situations."""
    return said(_LABELS_OF_ROWS, transition) if transition in _LABELS_OF_ROWS else said(_LABELS, name)


def action_hint(name: str, transition: str = "") -> str:
    """What the button does, in one or two sentences."""
    return said(_HINTS_OF_ROWS, transition) if transition in _HINTS_OF_ROWS else said(_HINTS, name)
