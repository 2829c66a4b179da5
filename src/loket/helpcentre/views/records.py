from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from loket.conversations.models import Conversation
from loket.conversations.queries import Said, messages_after
from loket.conversations.records import Rated, Record, as_json, as_text, record_name
from loket.helpcentre.devices import holder_of
from loket.helpcentre.pages import Visit, help_page
from loket.reception.speech import interface_language
from loket.surveys.queries import rating_of

FORMS = {"txt": (as_text, "text/plain; charset=utf-8"), "json": (as_json, "application/json")}


@require_safe
@help_page
def download_record(visit: Visit, conversation_id: UUID, form: str) -> HttpResponse:
    """Everything that was said, as a file to keep."""
    holder = holder_of(visit.request, conversation_id)
    if form not in FORMS:
        raise Http404
    write, media_type = FORMS[form]
    record = _record(visit, holder.conversation)
    response = HttpResponse(write(record), content_type=media_type)
    name = record_name(record, form)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Cache-Control"] = "no-store"
    return response


def _record(visit: Visit, case: Conversation) -> Record:
    rating = rating_of(case)
    return Record(
        number=case.number,
        shop=str(settings.LOKET_BRAND["name"]),
        url=settings.LOKET_URL,
        language=interface_language(case.language),
        time_zone=visit.zone.key if visit.zone else case.time_zone,
        opened_at=case.created_at,
        closed_at=case.closed_at,
        messages=_everything(case),
        rating=Rated(rating.score, rating.reasons, rating.comment) if rating else None,
        made_at=visit.now,
    )


def _everything(case: Conversation) -> list[Said]:
    said: list[Said] = []
    while page := messages_after(case.pk, said[-1].sequence if said else 0):
        said += page
    return said
