from __future__ import annotations

from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import trigger_client_event

from loket.conversations.access import get_conversation_for
from loket.conversations.models import Conversation
from loket.desk.forms.orders import ActionForm, too_much
from loket.desk.order_pages import ActionPage, action_page, find_repeat, is_same, review_of
from loket.desk.order_words import entry_says
from loket.history.actions import record_look
from loket.orders.access import get_order_for
from loket.orders.actions.ledger import ask_for
from loket.orders.bookkeeping.refusals import NotAllowed, OverTheCap, RequestRefused
from loket.orders.models import LedgerEntry, Order
from loket.people.http import StaffRequest, staff_only

# As the ledger keeps it.
MOST_KEY = 200


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only("agent", "lead")
def act(request: StaffRequest, number: str, kind: str) -> HttpResponse:
    """One action on an order: asked for, looked over, then sent once however often it is confirmed."""
    order = get_order_for(request.actor, number)
    record_look(order.subject, by=request.actor.label, actor_id=request.user.pk)
    conversation, key = _conversation(request), _key(request, order, kind)
    repeated = find_repeat(order, key, request.actor) if request.POST.get("step") == "confirm" else None
    if repeated is not None:
        return _done(request, repeated, conversation, is_as_asked=is_same(repeated, request.POST, request.actor))
    page = action_page(order, kind, request.actor, now=timezone.now())
    if not page.granted:
        return _show(request, page, conversation, status=HTTPStatus.CONFLICT if request.method == "POST" else 200)
    if request.method != "POST":
        form = ActionForm(kind=kind, granted=page.granted, facts=page.facts, initial={"key": uuid4()})
        return _show(request, page, conversation, form)
    form = ActionForm(request.POST, kind=kind, granted=page.granted, facts=page.facts)
    if not form.is_valid():
        return _show(request, page, conversation, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if request.POST.get("step") != "confirm":
        return _show(request, page, conversation, form, is_review=request.POST.get("step") == "review")
    return _ask(request, page, conversation, form)


def _ask(request: StaffRequest, page: ActionPage, conversation: Conversation | None, form: ActionForm) -> HttpResponse:
    try:
        entry = ask_for(page.order, form.request(), key=_key(request, page.order, page.kind), by=request.actor)
    except NotAllowed as refused:
        page = page.refused_by(refused.permission, request.actor)
        return _show(request, page, conversation, status=HTTPStatus.CONFLICT)
    except OverTheCap as refused:
        form.add_error("amount" if "amount" in form.fields else None, too_much(refused.most, page.facts.currency))
        return _show(request, page, conversation, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except RequestRefused:
        form.add_error(None, _("The order has changed meanwhile. Open this again."))
        return _show(request, page, conversation, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _done(request, entry, conversation, is_as_asked=True)


def _done(
    request: StaffRequest, entry: LedgerEntry, conversation: Conversation | None, *, is_as_asked: bool
) -> HttpResponse:
    """What became of it; a form that was sent before with other words moves nothing, and hears so."""
    sentence = entry_says(entry)
    if not is_as_asked:
        sentence = _("This was sent before, with other words: %(before)s Open it again to ask for more.") % {
            "before": sentence
        }
    if request.htmx and conversation is not None:
        response = HttpResponse(status=HTTPStatus.NO_CONTENT)
        trigger_client_event(response, "toast", {"text": sentence, "kind": "positive" if is_as_asked else "danger"})
        return trigger_client_event(response, "order-acted")
    (messages.success if is_as_asked else messages.warning)(request, sentence)
    address = _way_back(entry.order, conversation)
    if request.htmx:
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": address})
    return redirect(address)


def _show(
    request: StaffRequest,
    page: ActionPage,
    conversation: Conversation | None,
    form: ActionForm | None = None,
    *,
    is_review: bool = False,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "section": "orders",
        "page": page,
        "order": page.order,
        "form": form,
        "review": review_of(page, form) if form and is_review else None,
        "conversation": conversation,
        "back_url": _way_back(page.order, conversation),
    }
    template = "desk/orders/_action.html" if request.htmx else "desk/orders/action.html"
    # In the drawer a refusal is shown where the form stood.
    return render(request, template, context, status=HTTPStatus.OK if request.htmx else status)


def _conversation(request: StaffRequest) -> Conversation | None:
    """The conversation from which somebody came, where they may see it."""
    named = request.POST.get("conversation") or request.GET.get("conversation", "")
    return get_conversation_for(request.actor, named) if named else None


def _way_back(order: Order, conversation: Conversation | None) -> str:
    if conversation is not None:
        return reverse("desk_conversation", args=[conversation.pk])
    return reverse("desk_order", args=[order.number])


def _key(request: StaffRequest, order: Order, kind: str) -> str:
    """The form's own key, made one's own: nobody meets somebody else's entry by it."""
    return f"desk:{request.user.pk}:{order.pk}:{kind}:{request.POST.get('key', '')}"[:MOST_KEY]
