"""Where we may write to the customer of a conversation, and how they want to be told things."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from loket.helpcentre import devices
from loket.helpcentre.pages import Visit, help_page, show
from loket.helpcentre.telling_forms import AddressForm, PreferencesForm, wishes_of
from loket.helpcentre.views.conversations import show_case
from loket.notices.actions.preferences import prefer
from loket.notices.channels.choosing import EVERY
from loket.notices.facts import Recipient
from loket.notices.known import known_of
from loket.notices.links import PREFERENCES, LinkFacts, read_link
from loket.notices.models import Preference
from loket.people.access import NotVisible, get_customer_behind
from loket.people.actors import CustomerActor
from loket.reception.pace import TooFast
from loket.reception.telling.actions.addresses import AddressNotTaken, give_address
from loket.reception.telling.addresses import what_can_be_given


@require_POST
@help_page
def give(visit: Visit, conversation_id: UUID) -> HttpResponse:
    """Note where we may write to somebody who waits."""
    holder = devices.holder_of(visit.request, conversation_id)
    asks = what_can_be_given()
    if not asks:
        # The page that was open has promised what meanwhile is not set up any more.
        return show_case(visit, holder, status=422)
    form = AddressForm(visit.request.POST, asks=asks)
    if not form.is_valid():
        return show_case(visit, holder, address_form=form, status=422)
    email = form.cleaned_data.get("email", "")
    phone = "" if email else form.cleaned_data.get("phone", "")
    try:
        give_address(holder.conversation, email=email, phone=phone, by=holder.actor, now=visit.now)
    except AddressNotTaken as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.message)
        return show_case(visit, holder, address_form=form, status=422)
    except TooFast:
        form.add_error(None, _("That was a lot in one minute. Wait a moment, then send it again."))
        return show_case(visit, holder, address_form=form, status=429)
    return redirect(f"{visit.url('conversation', conversation_id=conversation_id)}#reach")


@require_http_methods(["GET", "HEAD", "POST"])
@help_page
def show_preferences(visit: Visit, token: str) -> HttpResponse:
    """By which ways and at which hours somebody wants to be told things, for whoever has their link."""
    recipient = _recipient_of(token, visit)
    configured = _configured()
    is_stopped = "stop" in visit.request.POST
    form = PreferencesForm(visit.request.POST or None, configured=configured)
    if visit.request.method == "POST" and is_stopped:
        _stop(recipient)
    elif visit.request.method == "POST" and form.is_valid():
        _keep(recipient, form)
    elif visit.request.method == "POST":
        return _page(visit, {"form": form}, status=422)
    preference = known_of([recipient]).preferences.get((recipient.kind, recipient.id))
    fresh = PreferencesForm(initial=wishes_of(preference, configured), configured=configured)
    return _page(visit, {"form": fresh, "is_kept": visit.request.method == "POST", "is_stopped": is_stopped})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@help_page
def stop(visit: Visit, token: str) -> HttpResponse:
    """What mail programs call when somebody presses "unsubscribe" (RFC 8058); who opens it chooses on the page."""
    if visit.request.method != "POST":
        return redirect(visit.url("preferences", token=token))
    _stop(_recipient_of(token, visit))
    return HttpResponse(status=204)


def _keep(recipient: Recipient, form: PreferencesForm) -> Preference:
    begins, ends = form.quiet_hours
    return prefer(
        recipient,
        channels_off=form.channels_off,
        quiet_from=begins,
        quiet_to=ends,
        digest=form.cleaned_data["digest"],
    )


def _stop(recipient: Recipient) -> None:
    """No letter goes to them any more that may be declined; codes and links that they ask for still do."""
    held = known_of([recipient]).preferences.get((recipient.kind, recipient.id))
    prefer(
        recipient,
        channels_off=[each.name for each in EVERY],
        quiet_from=held.quiet_from if held else None,
        quiet_to=held.quiet_to if held else None,
        digest=held.digest if held else True,
    )


def _recipient_of(token: str, visit: Visit) -> Recipient:
    facts = read_link(token, purpose=PREFERENCES, now=visit.now)
    if facts is None or facts.subject != f"{facts.recipient_kind}:{facts.recipient_id}":
        raise NotVisible
    _check_customer(facts)
    return Recipient(facts.recipient_kind, facts.recipient_id)  # type: ignore[arg-type]


def _check_customer(facts: LinkFacts) -> None:
    if facts.recipient_kind != "customer":
        return
    if facts.recipient_uuid is None:
        raise NotVisible
    # Raises for whoever was erased meanwhile.
    get_customer_behind(CustomerActor(facts.recipient_uuid))


def _configured() -> list[str]:
    return [each.name for each in EVERY if each.is_configured()]


def _page(visit: Visit, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    response = show(visit, "preferences", {"is_unlisted": True, **context}, status=status)
    # The address is a secret: not even our own next page is told it.
    response["Referrer-Policy"] = "strict-origin"
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
