"""Uploads in parts over connections that break (tus protocol 1.0.0), beside the plain ones of `uploads`.

Plain views, because the protocol speaks in headers, answers HEAD and OPTIONS, and sends bodies that must not be read
whole. Who calls: a page's script by its ticket, a conversation by its token, a shop's server by its key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from loket.api.pace import limit_parts
from loket.api.problems import BadField, Refused, TooMany, problem
from loket.api.v1 import tus
from loket.api.v1.answers import ResumableOut
from loket.api.v1.application import api
from loket.api.v1.authentication import NotAuthenticated
from loket.api.v1.responding import respond
from loket.api.v1.upload_holders import Sender, holder_of, owner_of, sender_of
from loket.files.actions import append, begin, finish_if_whole, terminate
from loket.files.actions.resuming import OffsetConflict
from loket.files.models import PartialUpload
from loket.files.partial_files import ChecksumWrong, PartTooLong
from loket.files.purposes import Purpose
from loket.files.queries import standing_of
from loket.files.refusals import UploadNotFound, UploadRefused

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Sender, P], HttpResponse]
BLOCK_BYTES = 1 << 16
# What the API says in its own way, here as everywhere.
SAID_BY_THE_API = (
    *(BadField, NotAuthenticated, Refused, TooMany, UploadRefused),
    *(Http404, OperationalError, SuspiciousOperation),
)


def speaking_tus(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let in who is known and speaks the protocol, and say what goes wrong in its words and the API's."""

    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            tus.check_version(request)
            response = view(request, sender_of(request), *args, **kwargs)
        except SAID_BY_THE_API as error:
            response = api.on_exception(request, error)
        except (UploadNotFound, tus.WrongVersion, OffsetConflict, ChecksumWrong, PartTooLong) as error:
            response = _refused(error)
        response.headers["Tus-Resumable"] = tus.VERSION
        response.headers["Cache-Control"] = "no-store"
        return response

    return wrapped


@csrf_exempt
def collection(request: HttpRequest) -> HttpResponse:
    """Where uploads begin: POST; OPTIONS tells anybody what the server can do."""
    if request.method == "OPTIONS":
        return tus.capabilities(Purpose.EVIDENCE.limit_bytes)
    return create(request) if request.method == "POST" else _not_allowed("OPTIONS, POST")


@csrf_exempt
def one(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """One upload: how far it came, its next part, its end; what became of it."""
    if request.method == "OPTIONS":
        return tus.capabilities(Purpose.EVIDENCE.limit_bytes)
    views = {"HEAD": measure, "PATCH": extend, "DELETE": destroy, "GET": show}
    view = views.get(request.method or "")
    return view(request, upload_id) if view else _not_allowed("DELETE, GET, HEAD, OPTIONS, PATCH")


@speaking_tus
def create(request: HttpRequest, sender: Sender) -> HttpResponse:
    """Make room for a file."""
    metadata = tus.metadata_of(request)
    holder = holder_of(sender, metadata)
    limit_parts(owner_of(sender))
    length = tus.whole_number_of(request, "Upload-Length")
    partial = begin(holder, length=length, name=metadata.get("filename", ""), now=timezone.now())
    headers = {"Location": reverse("resumable_upload", args=[partial.pk])}
    return HttpResponse(status=201, headers={**headers, **_standing(partial)})


@speaking_tus
def measure(request: HttpRequest, sender: Sender, upload_id: UUID) -> HttpResponse:
    """How much of a file has come."""
    partial = finish_if_whole(upload_id, owner=owner_of(sender))
    return HttpResponse(headers={"Upload-Length": str(partial.length), **_standing(partial)})


@speaking_tus
def extend(request: HttpRequest, sender: Sender, upload_id: UUID) -> HttpResponse:
    """Add the next part."""
    if request.content_type != tus.PART_TYPE:
        return problem(415, _("A part is sent as %(type)s.") % {"type": tus.PART_TYPE})
    if int(request.META.get("CONTENT_LENGTH") or 0) > tus.MOST_PART_BYTES:
        raise PartTooLong
    offset = tus.whole_number_of(request, "Upload-Offset")
    checksum = tus.checksum_of(request)
    partial = append(upload_id, _blocks(request), owner=owner_of(sender), offset=offset, checksum=checksum)
    return HttpResponse(status=204, headers=_standing(partial))


@speaking_tus
def destroy(request: HttpRequest, sender: Sender, upload_id: UUID) -> HttpResponse:
    """Give a file up that nothing uses."""
    terminate(upload_id, owner=owner_of(sender))
    return HttpResponse(status=204)


@speaking_tus
def show(request: HttpRequest, sender: Sender, upload_id: UUID) -> HttpResponse:
    """What became of a file: kept as what, why refused, what the virus scanner says."""
    standing = standing_of(upload_id, owner=owner_of(sender))
    return respond(ResumableOut.model_validate(standing, from_attributes=True))


def _blocks(request: HttpRequest) -> Iterator[bytes]:
    while block := request.read(BLOCK_BYTES):
        yield block


def _standing(partial: PartialUpload) -> dict[str, str]:
    return {"Upload-Offset": str(partial.offset), "Upload-Expires": tus.expiry(partial.expires_at)}


def _refused(error: Exception) -> HttpResponse:
    if isinstance(error, OffsetConflict):
        text = _("The next part begins at byte %(offset)d.") % {"offset": error.offset}
        return problem(409, text, code="offset_conflict", headers={"Upload-Offset": str(error.offset)})
    if isinstance(error, ChecksumWrong):
        text = _("This part was damaged on its way. Send it again.")
        return problem(tus.CHECKSUM_MISMATCH, text, code="checksum_mismatch")
    if isinstance(error, PartTooLong):
        text = _("This part goes beyond the end of the file, or is larger than %(most)d bytes. Send a smaller one.")
        return problem(413, text % {"most": tus.MOST_PART_BYTES}, code="part_too_long")
    if isinstance(error, tus.WrongVersion):
        text = _("This address speaks the tus protocol %(version)s; name it in the header Tus-Resumable.")
        return problem(412, text % {"version": tus.VERSION}, headers={"Tus-Version": tus.VERSION})
    return problem(404, _("There is no such upload. It may have expired: begin it again."), code="unknown_upload")


def _not_allowed(methods: str) -> HttpResponse:
    return problem(405, _("This address answers %(methods)s.") % {"methods": methods}, headers={"Allow": methods})
