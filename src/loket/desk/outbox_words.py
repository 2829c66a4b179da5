"""Notices in words, for people at the desk: what they are for, how they stand, where they go."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.notices.models import AddressState, Attempt, Notice, Problem, State

PURPOSES: Mapping[str, str | Promise] = {
    "unread_reply": gettext_lazy("Answer that was not seen"),
    "answer_out_of_hours": gettext_lazy("Answer out of hours"),
    "one_time_code": gettext_lazy("Code to prove an order"),
    "address_changed": gettext_lazy("Warning: delivery address changed"),
    "contact_changed": gettext_lazy("Warning: letters go to another address"),
    "webhook_off": gettext_lazy("A webhook was switched off"),
    "refund_elsewhere": gettext_lazy("Warning: refund to another account"),
    "sign_in_link": gettext_lazy("Link to sign in"),
    "lead_alert": gettext_lazy("Claims need somebody who leads"),
    "case_queued": gettext_lazy("In line for a person"),
    "promise_changed": gettext_lazy("Answer takes longer"),
    "case_update": gettext_lazy("Still working on it"),
    "case_closed": gettext_lazy("Case closed"),
    "rating_request": gettext_lazy("Question how it was"),
    "digest": gettext_lazy("Several pieces of news"),
    "link_to_conversation": gettext_lazy("Link to the conversation"),
    "order_talk": gettext_lazy("Talk of buyer and seller"),
    "dispute_submitted": gettext_lazy("Claim: receipt"),
    "dispute_claim": gettext_lazy("Claim: new"),
    "dispute_offer": gettext_lazy("Claim: answer or request"),
    "dispute_accepted": gettext_lazy("Claim: agreed"),
    "dispute_escalated": gettext_lazy("Claim: our team decides"),
    "dispute_question": gettext_lazy("Claim: question"),
    "dispute_proposal": gettext_lazy("Claim: proposal"),
    "dispute_decision": gettext_lazy("Claim: decision"),
    "dispute_return": gettext_lazy("Claim: return"),
    "dispute_replacement": gettext_lazy("Claim: new parcel"),
    "dispute_refund": gettext_lazy("Claim: refund"),
    "dispute_delay": gettext_lazy("Claim: later than promised"),
    "dispute_hold": gettext_lazy("Claim: on hold"),
    "dispute_hold_ended": gettext_lazy("Claim: hold ended"),
    "dispute_appeal": gettext_lazy("Claim: appeal"),
    "dispute_appeal_decided": gettext_lazy("Claim: appeal decided"),
    "dispute_resolved": gettext_lazy("Claim: resolved"),
    "dispute_closed": gettext_lazy("Claim: closed"),
    "dispute_reminder": gettext_lazy("Claim: reminder"),
    "dispute_last_reminder": gettext_lazy("Claim: last reminder"),
    "dispute_receipt": gettext_lazy("Claim: receipt for a step"),
    "dispute_evidence": gettext_lazy("Claim: something added"),
    "dispute_update": gettext_lazy("Claim: still on it"),
    "dispute_news": gettext_lazy("Claim: news"),
}
CHANNELS: Mapping[str, str | Promise] = {
    "email": gettext_lazy("E-mail"),
    "sender": gettext_lazy("The shop's sender"),
    "demo": gettext_lazy("The demo's mailbox"),
}
RECIPIENTS: Mapping[str, str | Promise] = {
    "customer": gettext_lazy("Customer"),
    "seller": gettext_lazy("Seller"),
    "staff": gettext_lazy("Colleague"),
    "contact": gettext_lazy("Contact of the order"),
}
_TONES = {
    State.READY: "accent",
    State.SENDING: "accent",
    State.ACCEPTED: "positive",
    State.FOLDED: "positive",
    State.FAILED: "danger",
    State.UNREACHABLE: "danger",
}
_OUTCOME_TONES = {Attempt.Outcome.ACCEPTED: "positive", Attempt.Outcome.REFUSED: "danger"}
_ADDRESS_TONES = {AddressState.State.SOFT: "warning", AddressState.State.OK: "positive"}


def purpose_name(code: str) -> str:
    """What a notice is for."""
    return str(PURPOSES.get(code, code))


def channel_name(name: str) -> str:
    """By what it goes; empty where nothing is known to take it."""
    return str(CHANNELS.get(name, name))


def recipient_name(notice: Notice) -> str:
    """Whom it is for: by name, else by what they are."""
    return notice.name or str(RECIPIENTS.get(notice.recipient_kind, notice.recipient_kind))


def notice_tone(notice: Notice) -> str:
    """The badge that fits how it stands; what somebody has seen alarms nobody any more."""
    tone = _TONES.get(State(notice.state), "quiet")
    return "quiet" if tone == "danger" and notice.seen_at else tone


def state_name(notice: Notice) -> str:
    """How it stands, for whoever wants to know whether the recipient was told."""
    if notice.opened_at is not None and notice.state == State.WITHDRAWN:
        return _("Read on the page")
    if notice.state == State.FOLDED and notice.accepted_at is not None:
        return _("Sent in a digest")
    return str(State(notice.state).label)


def problem_text(notice: Notice) -> str:
    """Why it did not go out; empty where it did, or still may."""
    return str(Problem(notice.problem).label) if notice.problem in Problem.values else ""


def outcome_tone(attempt: Attempt) -> str:
    """The badge that fits what came of one try."""
    return _OUTCOME_TONES.get(Attempt.Outcome(attempt.outcome), "quiet")


def address_tone(known: AddressState) -> str:
    """The badge that fits what is known about an address."""
    return _ADDRESS_TONES.get(AddressState.State(known.state), "danger")
