"""Why something is not possible now, and what to do instead."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loket.disputes.machine.commands import Denial
from loket.disputes.wording.fields import field_label
from loket.disputes.wording.saying import Texts, Zone, moment, said

_TEXTS: Texts = {
    Denial.STALE_VERSION: _("Something changed while you were looking. Read what is new, then decide again."),
    Denial.UNKNOWN_ACTION: _("There is no such step. Load the page again and choose one of the buttons."),
    Denial.WRONG_STATE: _("This step is not possible any more, or not yet. Load the page again to see what is."),
    Denial.WRONG_ROLE: _("Only somebody else can take this step."),
    Denial.NOT_YOUR_TURN: _("It is not your turn. You will hear from us as soon as it is."),
    Denial.ON_HOLD: _("All deadlines stand still because of a hold. You will hear from us as soon as it goes on."),
    Denial.NEEDS_CONFIRMATION: _("Read what will happen, then confirm it with a second click."),
    Denial.FIELD_MISSING: _("Something is missing. Fill in every field that is needed."),
    Denial.FIELD_UNKNOWN: _("A field does not belong to this step. Load the page again."),
    Denial.FIELD_INVALID: _("One of the fields cannot be read. Check what you wrote."),
    Denial.NOT_YOUR_ORDER: _("This order belongs to somebody else. Sign in with the account that placed it."),
    Denial.LINE_IN_DISPUTE: _("There is already an open claim about this item. Go on there."),
    Denial.REASON_DOES_NOT_FIT: _("This reason does not fit where the parcel is now. Choose another one."),
    Denial.REASON_CHANGED_BEFORE: _("The reason was already changed and stays as it is now. Describe it in words."),
    Denial.SOLUTION_DOES_NOT_FIT: _("This solution is not possible for this reason. Choose another one."),
    Denial.TOO_EARLY: _("It is too early for this step. Wait a little, or write to our team."),
    Denial.TOO_LATE: _("The time for this step is over. If something important happened, write to our team."),
    Denial.AMOUNT_NOT_POSITIVE: _("The amount has to be more than zero."),
    Denial.AMOUNT_ABOVE_CAP: _("The amount is more than what can still be refunded. Enter a smaller one."),
    Denial.AMOUNT_MUST_BE_WHOLE: _("For this reason only the whole amount is possible."),
    Denial.AMOUNT_MUST_BE_PART: _("If the item is kept, only a part can be refunded. Enter less, or choose a return."),
    Denial.EVIDENCE_MISSING: _("This step needs evidence, such as a photo or a video. Add it and try again."),
    Denial.EVIDENCE_NOT_NEW: _("This evidence is already in the file. Add something that is new."),
    Denial.TEXT_MISSING: _("Explain it in a few words, or add evidence."),
    Denial.NO_RIGHT_TO_WITHDRAW: _(
        "The law of your country gives no right to withdraw here. You can choose to send the item back instead."
    ),
    Denial.CATEGORY_EXCLUDED: _(
        "The law excludes this kind of goods from withdrawal. If something is wrong with the item, choose that reason."
    ),
    Denial.OFFER_NOT_CURRENT: _("This offer was replaced by a newer one. Read the newest, then decide."),
    Denial.NOTHING_TO_ACCEPT: _("There is no offer to accept at the moment."),
    Denial.ADDRESS_NOT_VALID: _(
        "The buyer cannot send to this address. Complete your address, or choose the platform’s warehouse."
    ),
    Denial.STOCK_NOT_CONFIRMED: _("Confirm that you have the item in stock, or offer something else."),
    Denial.SHIPS_TOO_LATE: _("It has to be sent earlier. Choose fewer days, or offer a refund."),
    Denial.COUNTERS_USED: _("You have made all your other offers. Accept the request, or refuse it with a reason."),
    Denial.COUNTER_NOT_LESS: _("An offer of yours has to be another one than the request, and not more money."),
    Denial.CONFLICT_OF_INTEREST: _("You were part of this case before. Somebody else has to take it."),
    Denial.LANGUAGE_NOT_READY: _("You cannot read the languages of this case. Leave it to somebody who can."),
    Denial.NOT_ASSIGNED: _("This case is with somebody else. Take it first, or leave it to them."),
    Denial.ASSIGNED_ALREADY: _("Somebody else has already taken this case."),
    Denial.SAME_PERSON: _("You decided or proposed in this case before. A second person has to do this."),
    Denial.ROUNDS_USED: _("All rounds of questions are used. Propose a decision with what is in the file."),
    Denial.NOT_ASKED: _("No question to you is open. You can add words or evidence instead."),
    Denial.PROPOSAL_WAITS: _("A proposal waits for a second person. First it has to be approved or sent back."),
    Denial.NO_PROPOSAL_WAITS: _("No proposal waits for approval."),
    Denial.PROPOSAL_INCOMPLETE: _("Choose either a solution with its amount, or a rejection without one."),
    Denial.DONE_BEFORE: _("This was already done and cannot be done twice."),
    Denial.LABEL_PROBLEM_OPEN: _("There is an open problem with the return label. It has to be solved first."),
    Denial.NO_LABEL_PROBLEM: _("There is no open problem with the return label."),
    Denial.TRACKING_NOT_VALID: _("This is no tracking number that carriers use. Copy it from the receipt once more."),
    Denial.TRACKING_USED_BEFORE: _("This tracking number belongs to another parcel. Enter the number of this one."),
    Denial.DEDUCTION_NEEDS_WITHDRAWAL: _(
        "You can deduct something only after a withdrawal from the purchase. Else report a problem with the return."
    ),
    Denial.NOT_DELIVERED_YET: _("The parcel has not been delivered yet. Wait until it has arrived."),
    Denial.AGREED_ALREADY: _("Something was already agreed on, so this is no longer possible."),
    Denial.NOT_APPEALABLE: _("There is no appeal against this result, because it goes on elsewhere."),
    Denial.NO_NEW_FACT: _("The parcel’s tracking shows nothing new. Choose another reason for your appeal."),
    Denial.NOTHING_ON_HOLD: _("There is no such hold at the moment."),
    Denial.HOLD_TOO_LONG: _("A hold cannot last so long. Enter fewer days; it can be renewed."),
    Denial.NOT_DUE: _("It is not time for this yet."),
    Denial.NO_CLOCK_RUNS: _("No deadline is running that could be made longer."),
    Denial.REMINDERS_OWED: _("All reminders have to be sent first."),
    Denial.MONEY_ON_ITS_WAY: _("A refund is already on its way. Wait until it has arrived."),
    Denial.AMOUNT_DIFFERS: _("The amount is not the one that was ordered. A person has to look at it."),
    Denial.PROOF_IS_THERE: _("A proof of the payment is already in the file."),
}


def denial_sentence(code: str, field: str = "", *, possible_from: datetime | None = None, zone: Zone = None) -> str:
    """Why not, and what to do; ``field`` is the part of the body that is to blame, ``possible_from`` of the button."""
    if code == Denial.TOO_EARLY and possible_from:
        return gettext("This is possible from %(moment)s on.") % {"moment": moment(possible_from, zone)}
    if code == Denial.FIELD_MISSING and field:
        return gettext("“%(field)s” is missing. Fill it in.") % {"field": field_label(field)}
    if code == Denial.FIELD_INVALID and field:
        return gettext("“%(field)s” cannot be read. Check what you entered there.") % {"field": field_label(field)}
    return said(_TEXTS, code)
