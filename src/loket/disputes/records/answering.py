"""A record as an answer to whoever asked: any door has only to say as whom and in which form."""

from __future__ import annotations

from datetime import datetime, tzinfo
from enum import StrEnum

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from loket.disputes.records.for_people import as_text
from loket.disputes.records.for_print import as_pdf
from loket.disputes.records.for_programs import as_json
from loket.disputes.records.name import record_name
from loket.disputes.viewing import DisputeView
from loket.people.access import NotVisible


class Form(StrEnum):
    """What a record can be taken home as, named as its file ends."""

    PDF = "pdf"
    TEXT = "txt"
    JSON = "json"


_MEDIA_TYPES = {
    Form.PDF: "application/pdf",
    Form.TEXT: "text/plain; charset=utf-8",
    Form.JSON: "application/json",
}


def record_answer(view: DisputeView, wanted: str, *, tag: str, made_at: datetime, zone: tzinfo) -> HttpResponse:
    """The record as a download in the active language, kept by nothing on the way; NotVisible for an unknown form."""
    try:
        form = Form(wanted)
    except ValueError:
        raise NotVisible from None
    response = HttpResponse(_content(view, form, tag, made_at, zone), content_type=_MEDIA_TYPES[form])
    name = record_name(view, form.value)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Content-Language"] = tag
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _content(view: DisputeView, form: Form, tag: str, made_at: datetime, zone: tzinfo) -> str | bytes:
    if form == Form.JSON:
        return as_json(view, made_at=made_at, zone=zone)
    write = as_pdf if form == Form.PDF else as_text
    return write(view, shop=str(settings.LOKET_BRAND["name"]), tag=tag, made_at=made_at, zone=zone)
