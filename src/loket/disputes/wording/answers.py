"""Codes with which sides answer: refusals, findings, objections, appeals, questions, withdrawals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.disputes.machine.codes import (
    AppealGround,
    AppealResult,
    InspectionFinding,
    ObjectionGround,
    QuestionCode,
    RefusalCode,
    ReturnDestination,
    WithdrawCode,
)
from loket.disputes.wording.saying import Texts, said

_REFUSALS: Texts = {
    RefusalCode.TRACKING_SHOWS_DELIVERED: _("Tracking shows that it was delivered"),
    RefusalCode.STILL_ON_ITS_WAY: _("It is still on its way and will arrive"),
    RefusalCode.AS_DESCRIBED: _("The item is as described"),
    RefusalCode.EVIDENCE_INSUFFICIENT: _("The evidence does not show the problem"),
    RefusalCode.BUYER_MISUSE: _("The problem came from how the item was used"),
    RefusalCode.WRONG_ADDRESS_GIVEN: _("The address in the order was wrong"),
    RefusalCode.SENT_COMPLETE: _("Everything that was ordered was sent"),
    RefusalCode.OUTSIDE_WINDOW: _("The time for such a claim is over"),
    RefusalCode.ITEM_GENUINE: _("The item is genuine"),
    RefusalCode.ALREADY_REFUNDED: _("It was already refunded"),
    RefusalCode.CHARGED_AS_AGREED: _("The amount that was charged is the agreed one"),
    RefusalCode.OTHER_WITH_STATEMENT: _("Another reason, explained in words"),
}
_FINDINGS: Texts = {
    InspectionFinding.ITEM_NOT_RECEIVED: _("The return has not arrived"),
    InspectionFinding.DAMAGED: _("The item came back damaged"),
    InspectionFinding.EMPTY_OR_DIFFERENT: _("The parcel was empty, or something else was in it"),
    InspectionFinding.MISSING: _("Parts are missing from the return"),
}
_OBJECTIONS: Texts = {
    ObjectionGround.NEW_EVIDENCE: _("I have new evidence"),
    ObjectionGround.FACTUAL_ERROR: _("Something in the proposal is not true"),
}
_APPEAL_GROUNDS: Texts = {
    AppealGround.NEW_EVIDENCE: _("I have new evidence"),
    AppealGround.RULE_ERROR: _("The decision breaks a rule"),
    AppealGround.NEW_DELIVERY_FACT: _("The parcel’s tracking shows something new"),
}
_APPEAL_RESULTS: Texts = {
    AppealResult.UPHELD: _("The decision stays as it was"),
    AppealResult.CHANGED: _("The decision was changed"),
    AppealResult.EXTRA_REFUND: _("An additional refund"),
    AppealResult.PLATFORM_GOODWILL: _("Goodwill, paid by the platform"),
}
_WITHDRAWALS: Texts = {
    WithdrawCode.ARRIVED: _("It has arrived meanwhile"),
    WithdrawCode.SOLVED_WITH_SELLER: _("The seller and I found a solution"),
    WithdrawCode.OPENED_BY_MISTAKE: _("I opened the claim by mistake"),
    WithdrawCode.CHANGED_MIND: _("I no longer want to claim anything"),
}
_QUESTIONS: Texts = {
    QuestionCode.CLEARER_PHOTO: _("Clearer photo"),
    QuestionCode.PHOTO_OF_LABEL: _("Photo of the label"),
    QuestionCode.VIDEO_OF_FAULT: _("Video of the fault"),
    QuestionCode.PROOF_OF_DISPATCH: _("Proof that it was sent"),
    QuestionCode.PROOF_OF_DELIVERY: _("Proof of delivery"),
    QuestionCode.PROOF_OF_PAYMENT: _("Proof of payment"),
    QuestionCode.INVOICE_OR_AUTHORISATION: _("Invoice or permission of the brand"),
    QuestionCode.DECLARATION: _("Written statement"),
    QuestionCode.OTHER: _("Another question"),
}
_REQUESTS: Texts = {
    QuestionCode.CLEARER_PHOTO: _("Please send a clearer photo: in daylight, from close by, with the whole problem."),
    QuestionCode.PHOTO_OF_LABEL: _("Please send a photo of the label on the parcel, with number and weight readable."),
    QuestionCode.VIDEO_OF_FAULT: _("Please send a short video that shows what does not work."),
    QuestionCode.PROOF_OF_DISPATCH: _("Please send a proof that the parcel was handed to the carrier."),
    QuestionCode.PROOF_OF_DELIVERY: _("Please send a proof that the parcel was delivered at the right address."),
    QuestionCode.PROOF_OF_PAYMENT: _("Please send a proof of payment, such as a picture of the bank’s statement."),
    QuestionCode.INVOICE_OR_AUTHORISATION: _("Please send the invoice, or the brand’s permission to sell the item."),
    QuestionCode.DECLARATION: _("Please tell us in your own words what happened, and confirm that it is true."),
    QuestionCode.OTHER: _("Please answer what we wrote to you."),
}
_DESTINATIONS: Texts = {
    ReturnDestination.SELLER_ADDRESS: _("To the seller’s address"),
    ReturnDestination.PLATFORM_WAREHOUSE: _("To the platform’s warehouse"),
}


def refusal_label(code: str) -> str:
    """Why the seller refuses."""
    return said(_REFUSALS, code)


def finding_label(code: str) -> str:
    """What the seller finds wrong with a return."""
    return said(_FINDINGS, code)


def objection_label(code: str) -> str:
    """Why a side objects to the proposal, in that side's words."""
    return said(_OBJECTIONS, code)


def appeal_ground_label(code: str) -> str:
    """Why a side appeals, in that side's words."""
    return said(_APPEAL_GROUNDS, code)


def appeal_result_label(code: str) -> str:
    """What an appeal ended with."""
    return said(_APPEAL_RESULTS, code)


def withdraw_label(code: str) -> str:
    """Why the buyer withdraws, in the buyer's words."""
    return said(_WITHDRAWALS, code)


def question_label(code: str) -> str:
    """What the platform asks for, in a few words."""
    return said(_QUESTIONS, code)


def question_sentence(code: str) -> str:
    """The same as a request to whoever is asked."""
    return said(_REQUESTS, code)


def destination_label(code: str) -> str:
    """Where a return goes to."""
    return said(_DESTINATIONS, code)
