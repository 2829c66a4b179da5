from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from loket.conversations.records import as_json, as_text, record_name
from loket.helpcentre.devices import holder_of
from loket.helpcentre.pages import Visit, help_page
from loket.reception.records import record_of

FORMS = {"txt": (as_text, "text/plain; charset=utf-8"), "json": (as_json, "application/json")}


@require_safe
@help_page
def download_record(visit: Visit, conversation_id: UUID, form: str) -> HttpResponse:
    """Everything that was said, as a file to keep."""
    holder = holder_of(visit.request, conversation_id)
    if form not in FORMS:
        raise Http404
    write, media_type = FORMS[form]
    record = record_of(holder.conversation, now=visit.now, time_zone=visit.zone.key if visit.zone else "")
    response = HttpResponse(write(record), content_type=media_type)
    name = record_name(record, form)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Cache-Control"] = "no-store"
    return response
