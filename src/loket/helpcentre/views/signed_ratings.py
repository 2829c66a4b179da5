"""How it was, from a letter: on any device, without opening the conversation."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from loket.conversations.access import get_conversation_for
from loket.conversations.models import Conversation
from loket.helpcentre.forms import RatingForm
from loket.helpcentre.pages import Visit, help_page, show
from loket.notices.links import LinkFacts, read_link
from loket.people.access import NotVisible, get_customer_behind
from loket.people.actors import CustomerActor
from loket.reception.telling.links import RATING, case_named_in, link_to
from loket.surveys.actions import NothingToRate, rate
from loket.surveys.queries import may_rate, rating_of

SCORES = ("1", "2", "3", "4", "5")


@require_http_methods(["GET", "HEAD", "POST"])
@help_page
def rate_by_link(visit: Visit, token: str) -> HttpResponse:
    """From 1 to 5. A link that says the number chooses it; a person sends it, for scanners of mail run scripts too."""
    facts = read_link(token, purpose=RATING, now=visit.now)
    if facts is None:
        raise NotVisible
    actor, case = _case_of(facts)
    if visit.request.method != "POST":
        return _page(visit, case, chosen=visit.request.GET.get("score", ""))
    form = RatingForm(visit.request.POST)
    if not form.is_valid():
        return _page(visit, case, form=form, status=422)
    given = form.cleaned_data
    try:
        rate(case, score=given["score"], reasons=given["reasons"], comment=given["comment"], by=actor)
    except NothingToRate:
        return _page(visit, case, status=409)
    return _page(visit, case, is_kept=True)


def _case_of(facts: LinkFacts) -> tuple[CustomerActor, Conversation]:
    named = case_named_in(facts)
    if named is None:
        raise NotVisible
    case_id, customer_id = named
    actor = CustomerActor(customer_id, case_id)
    # Raises for whoever was erased meanwhile.
    get_customer_behind(actor)
    return actor, get_conversation_for(actor, case_id)


def _page(
    visit: Visit,
    case: Conversation,
    *,
    chosen: str = "",
    form: RatingForm | None = None,
    is_kept: bool = False,
    status: int = 200,
) -> HttpResponse:
    rating = rating_of(case)
    context = {
        "is_unlisted": True,
        "number": case.number,
        "scores": SCORES,
        "chosen": chosen if chosen in SCORES and rating is None else "",
        "rating": rating,
        "may_rate": may_rate(case),
        "form": form or RatingForm(),
        "is_kept": is_kept,
        "case_link": link_to(case),
    }
    response = show(visit, "rate", context, status=status)
    # The address is a secret: not even our own next page is told it.
    response["Referrer-Policy"] = "strict-origin"
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
