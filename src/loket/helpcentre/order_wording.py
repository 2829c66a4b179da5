"""What My orders says beyond what ``orders.wording`` says to everybody: next steps, actions, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from loket.orders.bookkeeping.destinations import WAIT
from loket.orders.facts import EntryFacts, OrderFacts
from loket.orders.rulebook.rules import Permission
from loket.orders.telling.formats import Zone, day_of, moment, money
from loket.orders.telling.standings import is_being_asked

NEXT_STEPS = {
    "refund_failed": gettext_lazy("Tell us where it should go instead."),
    "refund_late": gettext_lazy("Ask us, and we find out where it is."),
    "refund_missing": gettext_lazy("Ask for your money now."),
    "charged_twice": gettext_lazy("Ask for the second payment back."),
    "lost": gettext_lazy("Choose: your money back, or another one sent to you."),
    "returned": gettext_lazy("Choose: your money back, or another try."),
    "late": gettext_lazy("See what you can do now."),
    "customs": gettext_lazy("See where it is held, and what you can do."),
    "payment_expiring": gettext_lazy("Pay before then, and the order goes on. Paid already? Show us."),
    "payment_failed": gettext_lazy("Pay again in the shop, or in another way."),
}
# What only the person can do, so that the order's own page says it too.
ADVISED = frozenset({"refund_failed", "refund_late", "payment_expiring", "payment_failed"})
PROBLEMS = {
    "refund_failed": gettext_lazy("Refund failed"),
    "refund_late": gettext_lazy("Refund late"),
    "refund_missing": gettext_lazy("Refund missing"),
    "charged_twice": gettext_lazy("Charged twice"),
    "late": gettext_lazy("Late"),
    "payment_expiring": gettext_lazy("Payment due"),
}
ACTIONS = {
    "cancel": gettext_lazy("Cancel the order"),
    "refund": gettext_lazy("Get money back"),
    "resend": gettext_lazy("Have it sent again"),
    "replace": gettext_lazy("Have it replaced"),
    "change_address": gettext_lazy("Change the address"),
    "return_coupon": gettext_lazy("Get the coupon back"),
}
CONFIRMATIONS = {
    "cancel": gettext_lazy("Yes, cancel the order"),
    "refund": gettext_lazy("Yes, send the money back"),
    "resend": gettext_lazy("Yes, send it again"),
    "replace": gettext_lazy("Yes, replace it"),
    "change_address": gettext_lazy("Yes, use this address"),
    "return_coupon": gettext_lazy("Yes, give the coupon back"),
}
ASKED = {
    "cancel": gettext_lazy("You asked to cancel the order"),
    "refund": gettext_lazy("You asked for money back"),
    "resend": gettext_lazy("You asked to have it sent again"),
    "replace": gettext_lazy("You asked for a replacement"),
    "change_address": gettext_lazy("You asked to change the address"),
    "return_coupon": gettext_lazy("You asked for the coupon back"),
}
# What follows when somebody confirms; each a sentence of its own.
CONSEQUENCES: Mapping[str, tuple[object, ...]] = {
    "cancel": (
        gettext_lazy("The seller is told at once and does not send the order."),
        gettext_lazy("A cancelled order cannot be taken up again. You can order once more at any time."),
    ),
    "refund": (gettext_lazy("You see here when it is on its way and by when it should arrive."),),
    "resend": (
        gettext_lazy("The seller sends the same items once more, to the address of this order."),
        gettext_lazy("You pay nothing for it."),
    ),
    "replace": (
        gettext_lazy("The seller sends new items in place of those that you choose."),
        gettext_lazy("You pay nothing for it."),
    ),
    "change_address": (
        gettext_lazy("The seller gets the new address before the parcel leaves."),
        gettext_lazy("If it has left by then, the address stays as it is, and we tell you."),
    ),
    "return_coupon": (gettext_lazy("The coupon is yours again and can be used for another order."),),
}

REASONS = {
    "changed_mind": gettext_lazy("Changed my mind"),
    "ordered_by_mistake": gettext_lazy("Ordered by mistake"),
    "late": gettext_lazy("It is late"),
    "not_received": gettext_lazy("It never arrived"),
    "no_tracking": gettext_lazy("There is no tracking number"),
    "damaged": gettext_lazy("It arrived damaged"),
    "wrong_item": gettext_lazy("It is the wrong item"),
    "not_as_described": gettext_lazy("It is not as described"),
    "missing_parts": gettext_lazy("Parts are missing"),
    "charged_twice": gettext_lazy("Charged twice"),
    "paid_after_expiry": gettext_lazy("Paid after the deadline"),
    "seller_cancelled": gettext_lazy("The seller cancelled"),
    "customs": gettext_lazy("Held or taxed at customs"),
    "lost": gettext_lazy("The parcel is lost"),
    "goodwill": gettext_lazy("Goodwill"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a request stands: what it says, what happens next, and how it is coloured."""

    title: str
    text: str
    kind: str


def next_step(kind: str) -> str:
    """What a buyer can do about a problem; empty where there is none."""
    return str(NEXT_STEPS.get(kind, ""))


def advice(kind: str) -> str:
    """What to do about a problem for which the page has no button; empty where there is one."""
    return next_step(kind) if kind in ADVISED else ""


def problem_label(kind: str) -> str:
    """A problem in a word or two; empty where the order's state names it."""
    return str(PROBLEMS.get(kind, ""))


def action_label(kind: str) -> str:
    """The name of an action."""
    return str(ACTIONS[kind])


def action_limits(permission: Permission, currency: str, zone: Zone) -> str:
    """How much and until when something is possible; empty where there is no limit."""
    most = money(permission.most, currency) if permission.most is not None else ""
    until = day_of(permission.until, zone)
    if most and until:
        return _("Up to %(most)s, until %(until)s") % {"most": most, "until": until}
    if most:
        return _("Up to %(most)s") % {"most": most}
    return _("Until %(until)s") % {"until": until} if until else ""


def reason_words(reason: str) -> str:
    """Why somebody asks, as they would say it; a reason that is not known as the policy writes it."""
    return str(REASONS.get(reason, reason.replace("_", " ")))


def too_often(seconds: int) -> str:
    """That codes were asked for too often, and when to ask again."""
    minutes = max(1, -(-seconds // 60))
    text = ngettext(
        "Codes were asked for too often. Try again in %(minutes)d minute.",
        "Codes were asked for too often. Try again in %(minutes)d minutes.",
        minutes,
    )
    return text % {"minutes": minutes}


def consequences(kind: str) -> tuple[str, ...]:
    """What happens once an action is confirmed."""
    return tuple(str(each) for each in CONSEQUENCES[kind])


def confirmation(kind: str) -> str:
    """The words on the button that confirms an action."""
    return str(CONFIRMATIONS[kind])


def asked_title(entry: EntryFacts) -> str:
    """What was asked for, to the person who asked."""
    return str(ASKED.get(entry.kind, entry.kind))


def outcome(entry: EntryFacts, facts: OrderFacts, zone: Zone) -> Outcome:
    """How a request stands, what happens next and by when."""
    if entry.state == "settled":
        return Outcome(pgettext("a request", "Done"), _settled(entry, facts), "positive")
    if entry.state in {"refused", "declined"}:
        text = _("It could not be done. A person can tell you why, and what else there is.")
        return Outcome(_("Not done"), text, "warning")
    if entry.state == "needs_person":
        text = _("Somebody of ours takes it up; nothing is lost. You see the result here.")
        return Outcome(_("A person looks at it"), text, "info")
    if entry.state == "awaiting_approval":
        text = _("Because of the amount, a second person looks at it first. You see the result here.")
        return Outcome(_("Being checked"), text, "info")
    if entry.state == "waiting":
        return _waiting(entry, facts, zone)
    text = _("The shop has been told. It usually takes a few minutes; this page shows when it is done.")
    return Outcome(_("Being carried out"), text, "info")


def _waiting(entry: EntryFacts, facts: OrderFacts, zone: Zone) -> Outcome:
    if is_being_asked(facts, "cancel"):
        text = _("The money goes back as soon as the order is cancelled.")
        return Outcome(_("Waits for the cancellation"), text, "info")
    sent_at = moment(entry.created_at + WAIT, zone)
    text = _(
        "For your safety it is sent after 24 hours, on %(when)s. Was it not you? Talk to a person before then."
    ) % {"when": sent_at}
    return Outcome(_("Waits 24 hours"), text, "info")


def _settled(entry: EntryFacts, facts: OrderFacts) -> str:
    if entry.kind == "cancel" and not facts.paid:
        return _("The order is cancelled. Nothing was paid, so nothing goes back.")
    texts = {
        "cancel": _("The order is cancelled. What you paid goes back; the order's page shows by when."),
        "refund": _("The money is on its way back; the order's page shows by when."),
        "resend": _("The seller sends it again. The new parcel appears here once it has left."),
        "replace": _("The seller sends a replacement. The new parcel appears here once it has left."),
        "change_address": _("The parcel goes to the new address."),
        "return_coupon": _("The coupon is yours again."),
    }
    return texts.get(entry.kind, "")
