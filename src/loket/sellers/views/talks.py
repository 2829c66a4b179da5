from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from loket.lib.query_numbers import number_in
from loket.orders.access import visible_to
from loket.orders.talk.queries import A_LIST, talk_rows
from loket.orders.talk.reading import read_line
from loket.orders.talk.showing import show_row
from loket.sellers.pages import OwnVisit, own_page, show


@require_safe
@own_page
def show_talks(visit: OwnVisit) -> HttpResponse:
    """What buyers wrote and were answered, the latest word first."""
    before = number_in(visit.request.GET, "before")
    rows = talk_rows(visible_to(visit.signed_in.actor), before=before, limit=A_LIST + 1)
    shown = [show_row(each, read_line(each.last, side="seller", language=visit.tag)) for each in rows[:A_LIST]]
    older = rows[A_LIST - 1].last.id if len(rows) > A_LIST else None
    return show(visit, "talks", {"rows": shown, "older": older, "is_first": before is None})
