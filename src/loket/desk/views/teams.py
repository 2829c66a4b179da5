from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loket.calendars.actions import ServiceHoursError, set_service_hours
from loket.calendars.queries import schedule_of, schedules_of, shared_closed_days
from loket.desk.closed_days import say_places
from loket.desk.forms.fields import time_zone_names
from loket.desk.forms.teams import HoursForm, TeamForm, hours_of
from loket.desk.opening import say_opening
from loket.people.access import get_team_for, teams_visible_to
from loket.people.actions.teams import set_team, set_team_members
from loket.people.http import StaffRequest, staff_only
from loket.people.models import Team
from loket.people.models.user import Role


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team as the list shows it."""

    team: Team
    opening: str


@staff_only(Role.ADMIN)
def teams(request: StaffRequest) -> HttpResponse:
    """All teams, and whether each answers now."""
    found = list(teams_visible_to(request.actor).prefetch_related("members"))
    schedules, now = schedules_of(found), timezone.now()
    rows = [TeamRow(team, say_opening(schedules[team.pk], now)) for team in found]
    return render(request, "desk/people/teams.html", {"section": "people", "rows": rows})


@staff_only(Role.ADMIN)
def new_team(request: StaffRequest) -> HttpResponse:
    """Add a team; its hours follow on its own page."""
    form = TeamForm(request.POST or None, actor=request.actor, team=None, initial={"time_zone": request.user.time_zone})
    if request.method == "POST" and form.is_valid():
        slug = form.free_slug()
        _store(request, form, slug=slug, position=teams_visible_to(request.actor).count())
        messages.success(request, _("The team is there. Say when it answers, else it is never open."))
        return redirect("desk_team", slug)
    context = {"section": "people", "form": form, "time_zones": time_zone_names()}
    return render(request, "desk/people/team_new.html", context, status=_status(request))


@staff_only(Role.ADMIN)
def team(request: StaffRequest, slug: str) -> HttpResponse:
    """One team: its name, languages and members, and below them its hours."""
    found = get_team_for(request.actor, slug)
    form = TeamForm(request.POST or None, actor=request.actor, team=found, initial=_values(found))
    if request.method == "POST" and form.is_valid():
        _store(request, form, slug=slug, position=found.position)
        messages.success(request, _("Saved."))
        return redirect("desk_team", slug)
    hours = HoursForm(initial=hours_of(found, today=timezone.now().date()))
    return _show(request, found, form=form, hours=hours, status=_status(request))


@staff_only(Role.ADMIN)
@require_POST
def hours(request: StaffRequest, slug: str) -> HttpResponse:
    """Replace a team's service hours."""
    found = get_team_for(request.actor, slug)
    form = HoursForm(request.POST)
    if form.is_valid():
        try:
            set_service_hours(
                found, intervals=form.intervals, holidays=form.closed_days, extra=form.extra_hours, by=request.user
            )
        except ServiceHoursError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The hours are saved. Customers see them at once."))
            return redirect("desk_team", slug)
    own = TeamForm(actor=request.actor, team=found, initial=_values(found))
    return _show(request, found, form=own, hours=form, status=422)


@staff_only(Role.ADMIN)
@require_POST
def hours_preview(request: StaffRequest, slug: str) -> HttpResponse:
    """What customers would read now if these hours were saved."""
    found = get_team_for(request.actor, slug)
    form = HoursForm(request.POST)
    sentence = ""
    if form.is_valid():
        schedule = form.schedule(found.time_zone, shared_closed_days(found))
        sentence = say_opening(schedule, timezone.now())
    return render(request, "desk/people/_opening.html", {"opening": sentence, "hours": form})


def _show(request: StaffRequest, team: Team, *, form: TeamForm, hours: HoursForm, status: int) -> HttpResponse:
    context = {
        "section": "people",
        "team": team,
        "form": form,
        "hours": hours,
        "opening": say_opening(schedule_of(team), timezone.now()),
        "places": say_places(team),
        "time_zones": time_zone_names(),
    }
    return render(request, "desk/people/team.html", context, status=status)


def _store(request: StaffRequest, form: TeamForm, *, slug: str, position: int) -> None:
    given = form.cleaned_data
    stored = set_team(
        slug,
        name=given["name"],
        languages=given["languages"],
        time_zone=given["time_zone"],
        position=position,
        is_fallback=given["is_fallback"],
        by=request.actor,
    )
    set_team_members(stored, members=[form.people[key] for key in given["members"]], by=request.actor)


def _values(team: Team) -> dict[str, object]:
    return {
        "name": team.name,
        "languages": team.languages,
        "time_zone": team.time_zone,
        "is_fallback": team.is_fallback,
        "members": [str(key) for key in team.members.values_list("pk", flat=True)],
    }


def _status(request: StaffRequest) -> int:
    return 422 if request.method == "POST" else 200
