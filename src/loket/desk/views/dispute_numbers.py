from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from loket.design.wording import zone_named
from loket.desk.dispute_numbers import numbers_context, table_file
from loket.desk.forms.dispute_numbers import NumbersForm
from loket.people.http import StaffRequest, staff_only
from loket.people.models.user import Role

# By this a spreadsheet knows in which alphabet the file is written.
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


@require_safe
@staff_only(Role.LEAD)
def index(request: StaffRequest) -> HttpResponse:
    """How disputes went in a stretch of time."""
    form = _form(request)
    context = numbers_context(request.actor, form)
    return render(request, "desk/disputes/numbers.html", context, status=200 if form.is_valid() else 422)


@require_safe
@staff_only(Role.LEAD)
def table(request: StaffRequest, code: str) -> HttpResponse:
    """One of the tables, for a spreadsheet."""
    name, text = table_file(request.actor, _form(request), code)
    response = HttpResponse(f"{_MARK}{text}", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _form(request: StaffRequest) -> NumbersForm:
    zone = zone_named(request.user.time_zone)
    return NumbersForm(request.GET, actor=request.actor, zone=zone, now=timezone.now())
