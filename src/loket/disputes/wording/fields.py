"""Fields of actions' forms: labels, help and choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loket.disputes.machine.commands import Action
from loket.disputes.wording import answers
from loket.disputes.wording.clocks import clock_label
from loket.disputes.wording.endings import liability_label
from loket.disputes.wording.evidence import evidence_kind_label
from loket.disputes.wording.holds import hold_label
from loket.disputes.wording.reasons import reason_label
from loket.disputes.wording.saying import Text, Texts, said
from loket.disputes.wording.solutions import solution_label
from loket.disputes.wording.states import role_label

_LABELS: Texts = {
    "reason": _("What happened?"),
    "received": _("Did the parcel arrive?"),
    "solution": _("What should happen?"),
    "amount": _("Amount"),
    "evidence": _("Evidence"),
    "has_no_evidence": _("I have no evidence"),
    "text": _("In your own words"),
    "offer": _("Offer"),
    "offer_version": _("Version of the offer"),
    "refusal": _("Why do you refuse?"),
    "return_to": _("Where should the return go?"),
    "has_stock": _("I have it in stock"),
    "ships_in_days": _("In how many days do you send it?"),
    "to": _("Whom do you ask?"),
    "wanted": _("What would answer it"),
    "question": _("What do you ask for?"),
    "rejects": _("No refund: reject the claim"),
    "rule_cited": _("Rule on which it rests"),
    "liability": _("Who bears the cost?"),
    "objection": _("Why do you object?"),
    "carrier": _("Carrier"),
    "tracking": _("Tracking number"),
    "finding": _("What is wrong with the return?"),
    "deduction": _("Amount to deduct"),
    "withdraw_code": _("Why do you withdraw the claim?"),
    "appeal_ground": _("Why do you appeal?"),
    "result": _("What comes of the appeal?"),
    "hold": _("Why is it on hold?"),
    "days": _("Days until somebody looks again"),
    "reference": _("Number or reference elsewhere"),
    "takes_over": _("The bank gave the money back"),
    "trace": _("Trace number of the payment"),
    "party": _("Which side?"),
    "channel": _("How was it told?"),
    "rule": _("Deadline"),
    "hours": _("Hours before the deadline"),
    "duplicate_of": _("Number of the other claim"),
}
_LABELS_OF_ACTIONS: Mapping[tuple[str, str], Text] = {
    ("text", Action.SUBMIT): _("Describe what happened"),
    ("text", Action.PROPOSE): _("Reasons, for both sides to read"),
    ("text", Action.DECIDE_APPEAL): _("Reasons, for both sides to read"),
    ("text", Action.SET_HOLD): _("Why, for both sides to read"),
    ("text", Action.RENEW_HOLD): _("Why, for both sides to read"),
    ("text", Action.PUT_BACK): _("Why do you put it back?"),
    ("text", Action.SEND_BACK): _("What has to change?"),
    ("text", Action.ASK_FOR_EVIDENCE): _("More about the question"),
    ("text", Action.ANSWER): _("Your answer"),
    ("text", Action.OBJECT): _("What is wrong, or what is new?"),
    ("text", Action.APPEAL): _("What is wrong, or what is new?"),
    ("text", Action.WRONG_AGAIN): _("What is wrong this time?"),
    ("solution", Action.COUNTER): _("What do you offer?"),
    ("solution", Action.CHANGE_REQUEST): _("What do you want now?"),
    ("solution", Action.SUBMIT): _("What do you want?"),
    ("solution", Action.PROPOSE): _("What do you propose?"),
    ("reason", Action.CHANGE_REQUEST): _("New reason, if it is another one"),
}
_HELP: Texts = {
    "received": _("Answer with yes if you have it in your hands, whatever tracking says."),
    "amount": _("Write it in the currency of the order."),
    "evidence": _("Photos, videos, PDF files and screenshots, up to 200 MB each."),
    "has_no_evidence": _("You can go on without it. The seller and our team will see that you have none."),
    "text": _("You can write in your own language. Both sides and our team can read it."),
    "return_to": _("Your address must be one to which the buyer’s country can send parcels."),
    "ships_in_days": _("Count from today."),
    "wanted": _("Choose all kinds of evidence that would answer the question."),
    "rule_cited": _("Name the rule and its number, such as “Policy of Brazil, version 3, D10”."),
    "tracking": _("It stands on the receipt or the label, often below the bar code."),
    "deduction": _("Only after a withdrawal from the purchase, with a photo. Leave it empty to refund everything."),
    "days": _("At most 14. Leave it empty for 14 days."),
    "reference": _("For example the number that the bank or the office gave to it."),
    "trace": _("The number by which the bank finds the payment."),
    "duplicate_of": _("The eight characters of its number."),
}
_CHOICES: Mapping[str, Callable[[str], str]] = {
    "reason": reason_label,
    "solution": solution_label,
    "refusal": answers.refusal_label,
    "return_to": answers.destination_label,
    "question": answers.question_label,
    "liability": liability_label,
    "objection": answers.objection_label,
    "finding": answers.finding_label,
    "withdraw_code": answers.withdraw_label,
    "appeal_ground": answers.appeal_ground_label,
    "result": answers.appeal_result_label,
    "hold": hold_label,
    "party": role_label,
    "rule": clock_label,
    "to": role_label,
    "wanted": evidence_kind_label,
}


def field_label(name: str, action: str = "") -> str:
    """The label of a field; some say more precisely what one action means by it."""
    text = _LABELS_OF_ACTIONS.get((name, action))
    return str(text) if text else said(_LABELS, name)


def field_help(name: str, action: str = "") -> str:
    """What to write there, empty where the label says it all."""
    if name == "text" and action == Action.SEND_BACK:
        return gettext("Only our team reads it.")
    return said(_HELP, name) if name in _HELP else ""


def choice_label(field: str, value: str) -> str:
    """One choice of a field."""
    return _CHOICES[field](value) if field in _CHOICES else value


def yes_no_label(value: bool | None) -> str:
    """Yes, no, or not said."""
    if value is None:
        return gettext("Not said")
    return gettext("Yes") if value else gettext("No")
