"""What letters about a dispute say: what happened, whose turn it is, until when, what follows if nobody acts. Pure.

Those sentences come finished, in the reader's language, from whoever tells them; headlines and buttons stand here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.notices.letters.blocks import Content, Fact
from loket.notices.letters.case_wording import Said

Text = str | Promise
_SELLER = "seller"
# One subject for a whole dispute, so that mail programs keep it together.
_SUBJECT = gettext_lazy("Claim %(number)s, order %(order)s")
_OPENS = gettext_lazy("The button opens this claim without a password. Do not pass this mail on.")
# To the buyer, and to the seller where it is said otherwise.
_HEADLINES: Mapping[str, tuple[Text, Text]] = {
    "dispute_submitted": (gettext_lazy("We have your claim"), ""),
    "dispute_claim": ("", gettext_lazy("A buyer has a problem with an order")),
    "dispute_offer": (gettext_lazy("The seller answered your claim"), gettext_lazy("The buyer’s request changed")),
    "dispute_accepted": (gettext_lazy("Your claim moves on"), gettext_lazy("The claim moves on")),
    "dispute_escalated": (gettext_lazy("Our team looks at your claim"), gettext_lazy("Our team looks at the claim")),
    "dispute_question": (gettext_lazy("We have a question for you"), ""),
    "dispute_proposal": (gettext_lazy("Our proposal for your claim"), gettext_lazy("Our proposal for the claim")),
    "dispute_decision": (gettext_lazy("The decision on your claim"), gettext_lazy("The decision on the claim")),
    "dispute_return": (gettext_lazy("News about your return"), gettext_lazy("News about a return")),
    "dispute_replacement": (gettext_lazy("News about your new parcel"), gettext_lazy("News about the new parcel")),
    "dispute_refund": (gettext_lazy("News about your refund"), gettext_lazy("News about a refund")),
    "dispute_delay": (gettext_lazy("We need more time"), ""),
    "dispute_hold": (gettext_lazy("Your claim is on hold"), gettext_lazy("The claim is on hold")),
    "dispute_hold_ended": (gettext_lazy("Your claim goes on"), gettext_lazy("The claim goes on")),
    "dispute_appeal": (gettext_lazy("There is an appeal"), ""),
    "dispute_appeal_decided": (gettext_lazy("The decision on the appeal"), ""),
    "dispute_resolved": (gettext_lazy("Your claim is resolved"), gettext_lazy("The claim is resolved")),
    "dispute_closed": (gettext_lazy("Your claim is closed"), gettext_lazy("The claim is closed")),
    "dispute_reminder": (gettext_lazy("Please do not forget your claim"), gettext_lazy("Please do not forget a claim")),
    "dispute_last_reminder": (gettext_lazy("Your time ends soon"), ""),
    "dispute_receipt": (gettext_lazy("We have what you did"), ""),
    "dispute_evidence": (gettext_lazy("Something new in your claim"), gettext_lazy("Something new in the claim")),
    "dispute_update": (gettext_lazy("We are still working on it"), ""),
    "dispute_news": (gettext_lazy("News about your claim"), gettext_lazy("News about the claim")),
}
# The one next step of a reader whose turn it is, by the state of the dispute.
_BUTTONS: Mapping[str, Text] = {
    "wait_seller": gettext_lazy("Answer the claim"),
    "wait_buyer": gettext_lazy("See the answer and decide"),
    "wait_evidence": gettext_lazy("Answer the question"),
    "platform_offer": gettext_lazy("Read the proposal"),
    "return_wait_ship": gettext_lazy("Send the item back"),
    "return_inspect": gettext_lazy("Check the return"),
    "replacement_wait_ship": gettext_lazy("Enter the tracking number"),
    "replacement_in_transit": gettext_lazy("Check the new parcel"),
}


def say_dispute(purpose: str, said: Said) -> Content:
    """One step of a dispute as one side reads it."""
    names = ("happened", "detail", "next", "until", "otherwise")
    return Content(
        subject_line=_SUBJECT % {"number": "", "order": "", **said},
        headline=_headline(purpose, said),
        words=tuple(said[name] for name in names if said.get(name)),
        short=_short(said),
        facts=_facts(said),
        button=str(_BUTTONS.get(said.get("step", ""), "")) or _("Open the claim"),
        fine_print=(str(_OPENS),),
    )


def say_digest_button() -> str:
    """What leads to the one claim that a digest is about."""
    return _("Open the claim")


def say_digest_fine_print() -> str:
    """Whom that button lets in."""
    return str(_OPENS)


WORDINGS: Mapping[str, Callable[[Said], Content]] = {each: partial(say_dispute, each) for each in _HEADLINES}


def _headline(purpose: str, said: Said) -> str:
    to_buyer, to_seller = _HEADLINES[purpose]
    return str((to_seller or to_buyer) if said.get("side") == _SELLER else (to_buyer or to_seller))


def _short(said: Said) -> str:
    whole = {"number": "", "shop": "", "happened": "", **said}
    if said.get("until") and said.get("step"):
        return _("%(shop)s, claim %(number)s: %(happened)s %(until)s") % whole
    return _("%(shop)s, claim %(number)s: %(happened)s") % whole


def _facts(said: Said) -> tuple[Fact, ...]:
    rows = (
        Fact(_("Claim"), said.get("number", "")),
        Fact(_("Order"), said.get("order", "")),
        Fact(_("Item"), said.get("item", "")),
        Fact(_("Problem"), said.get("problem", "")),
        Fact(_("The buyer’s request"), said.get("request", "")),
        Fact(_("The seller’s answer"), said.get("answer", "")),
        Fact(_("Our proposal"), said.get("proposal", "")),
        Fact(_("Amount"), said.get("amount", "")),
        Fact(_("Tracking number"), said.get("tracking", "")),
        Fact(_("Number of the refund"), said.get("trace", "")),
        Fact(_("Until") if said.get("step") else _("Next date"), said.get("exactly", "")),
    )
    return tuple(each for each in rows if each.value)
