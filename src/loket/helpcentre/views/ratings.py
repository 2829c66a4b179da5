from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from loket.helpcentre import devices
from loket.helpcentre.forms import RatingForm
from loket.helpcentre.pages import Visit, help_page
from loket.helpcentre.views.conversations import show_case
from loket.surveys.actions import NothingToRate, rate


@require_POST
@help_page
def give_rating(visit: Visit, conversation_id: UUID) -> HttpResponse:
    """Keep how it was."""
    holder = devices.holder_of(visit.request, conversation_id)
    form = RatingForm(visit.request.POST)
    if not form.is_valid():
        return show_case(visit, holder, rating_form=form, status=422)
    given = form.cleaned_data
    try:
        rate(
            holder.conversation,
            score=given["score"],
            reasons=given["reasons"],
            comment=given["comment"],
            by=holder.actor,
        )
    except NothingToRate:
        return show_case(visit, holder, status=409)
    return redirect(f"{visit.url('conversation', conversation_id=conversation_id)}#rating")
