"""A team's public holidays and planned pauses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loket.calendars.actions.planned_pauses import PauseError, PauseFacts, change_pause, drop_pause, plan_pause
from loket.calendars.actions.public_holidays import HolidaysError, keep_holidays, set_worked_holidays
from loket.calendars.festivals import festival_named
from loket.calendars.models import PlannedPause
from loket.calendars.queries import pause_of, planned_pauses, schedule_of
from loket.desk.closed_days import (
    country_choices,
    festival_rows,
    holiday_years,
    place_rows,
    say_days,
    say_who_pauses,
)
from loket.desk.forms.closed_days import PauseForm, read_places, read_switched
from loket.people.access import get_team_for
from loket.people.http import StaffRequest, staff_only
from loket.people.models import Team
from loket.people.models.user import Role


@dataclass(frozen=True, slots=True)
class PauseRow:
    """A planned pause as the page shows it, with the form that changes it."""

    pause: PlannedPause
    days: str
    who: str
    form: PauseForm


@staff_only(Role.ADMIN)
def closed_days(request: StaffRequest, slug: str) -> HttpResponse:
    """The days on which a team is closed with others: public holidays and pauses."""
    return _show(request, get_team_for(request.actor, slug))


@staff_only(Role.ADMIN)
@require_POST
def places(request: StaffRequest, slug: str) -> HttpResponse:
    """Choose the countries and regions whose holidays the team keeps."""
    team = get_team_for(request.actor, slug)
    try:
        keep_holidays(team, read_places(request.POST), by=request.user)
    except HolidaysError as refused:
        return _show(request, team, problem=str(refused))
    messages.success(request, _("Saved. The coming holidays are in the list."))
    return redirect("desk_team_closed_days", slug)


@staff_only(Role.ADMIN)
@require_POST
def holidays(request: StaffRequest, slug: str) -> HttpResponse:
    """Switch single public holidays on and off."""
    team = get_team_for(request.actor, slug)
    worked, shown = read_switched(request.POST)
    set_worked_holidays(team, worked, shown=shown, by=request.user)
    messages.success(request, _("The holidays are saved. Customers see them at once."))
    return redirect("desk_team_closed_days", slug)


@staff_only(Role.ADMIN)
@require_POST
def festival(request: StaffRequest, slug: str, key: str) -> HttpResponse:
    """Make a festival a pause of this team, or of all teams that keep its countries' holidays."""
    team, found = get_team_for(request.actor, slug), festival_named(key)
    if found is None:
        raise Http404
    facts = PauseFacts(found.name, found.first, found.last, found.countries)
    plan_pause(None if request.POST.get("for") == "countries" else team, facts, by=request.user)
    messages.success(request, _("The pause is planned. You can still change its days."))
    return redirect("desk_team_closed_days", slug)


@staff_only(Role.ADMIN)
@require_POST
def new_pause(request: StaffRequest, slug: str) -> HttpResponse:
    """Plan a pause of the team's own."""
    team, form = get_team_for(request.actor, slug), PauseForm(request.POST)
    if form.is_valid():
        try:
            plan_pause(team, form.facts, by=request.user)
        except PauseError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The pause is planned. You can still change its days."))
            return redirect("desk_team_closed_days", slug)
    return _show(request, team, failed=form)


@staff_only(Role.ADMIN)
@require_POST
def pause(request: StaffRequest, slug: str, pause_id: int) -> HttpResponse:
    """Change a pause's name and days, or drop it."""
    team = get_team_for(request.actor, slug)
    found = _pause(team, pause_id)
    if "drop" in request.POST:
        drop_pause(found, by=request.user)
        messages.success(request, _("The pause is gone. The usual hours hold on these days."))
        return redirect("desk_team_closed_days", slug)
    form = PauseForm(request.POST, pause=found)
    if form.is_valid():
        try:
            change_pause(found, form.facts, by=request.user)
        except PauseError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("desk_team_closed_days", slug)
    return _show(request, team, failed=form)


def _show(request: StaffRequest, team: Team, *, problem: str = "", failed: PauseForm | None = None) -> HttpResponse:
    today = _today(team, timezone.now())
    typed = {form.pause.pk if form.pause else None: form for form in (failed,) if form}
    context = {
        "section": "people",
        "team": team,
        "places": place_rows(team),
        "countries": country_choices(),
        "years": holiday_years(team, schedule_of(team), today),
        "pauses": [_pause_row(each, typed.get(each.pk)) for each in planned_pauses(team, today)],
        "festivals": festival_rows(team, today),
        "new_pause": typed.get(None, PauseForm()),
        "problem": problem,
    }
    return render(request, "desk/people/closed_days.html", context, status=422 if problem or failed else 200)


def _pause_row(pause: PlannedPause, typed: PauseForm | None) -> PauseRow:
    days = say_days(pause.starts_on, pause.ends_on)
    return PauseRow(pause, days, say_who_pauses(pause), typed or PauseForm(pause=pause))


def _pause(team: Team, pause_id: int) -> PlannedPause:
    found = pause_of(team, pause_id)
    if found is None:
        raise Http404
    return found


def _today(team: Team, now: datetime) -> date:
    return now.astimezone(ZoneInfo(team.time_zone)).date()
