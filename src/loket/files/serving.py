"""Files on their way out. Whoever calls has checked access before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from loket.files import ranges, storage, thumbnails
from loket.files.models import ScanState, Upload

_BLOCK_BYTES = 1 << 16


def response_for(upload: Upload, *, inline: bool, range_header: str = "") -> HttpResponseBase:
    """The file as a response: pictures, sounds and films inline where asked, all else as a download.

    `range_header` is the request's Range header, so that players can seek. What the virus scanner has not cleared is
    not served: 409 while it is asked, 410 for an infected file.
    """
    if not upload.may_be_served:
        return _withheld(upload)
    shown = inline and (upload.is_image or upload.is_voice or upload.is_film)
    try:
        part = ranges.parse_range(range_header, size=upload.size)
    except ranges.RangeNotSatisfiable:
        return _not_satisfiable(upload)
    try:
        file = open_upload(upload)
    except FileNotFoundError:
        return _guarded(HttpResponse(status=404))
    response = FileResponse(file) if part is None else _partial(file, part, upload)
    response.headers["Content-Type"] = upload.media_type
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Disposition"] = _disposition(upload.name, shown=shown)
    return _guarded(response)


def thumbnail_response(upload: Upload, *, side: int = 320) -> HttpResponseBase:
    """A picture's small copy as a response, or the mark that stands for a film."""
    if not upload.may_be_served:
        return _withheld(upload)
    try:
        path = thumbnails.thumbnail(upload, side=side)
    except FileNotFoundError:
        return _guarded(HttpResponse(status=404))
    response = FileResponse(path.open("rb"), content_type="image/webp")
    response.headers["Content-Disposition"] = _disposition(f"{Path(upload.name).stem}.webp", shown=True)
    return _guarded(response)


def unchecked_response_for(upload: Upload) -> HttpResponseBase:
    """A file that the scanner could not read, as a download for somebody who was told so and wants it all the same."""
    if upload.scan != ScanState.FAILED:
        return response_for(upload, inline=False)
    try:
        response = FileResponse(open_upload(upload), content_type="application/octet-stream")
    except FileNotFoundError:
        return _guarded(HttpResponse(status=404))
    response.headers["Content-Disposition"] = _disposition(upload.name, shown=False)
    return _guarded(response)


def words_of_scan(upload: Upload) -> str:
    """What is known about viruses in a file, as a sentence; empty where the scanner found nothing."""
    sentences = {
        ScanState.NOT_SCANNED.value: _("No virus scanner is set up here, so this file was not checked."),
        ScanState.PENDING.value: _("This file is still being checked for viruses. It can be opened in a moment."),
        ScanState.INFECTED.value: _("The virus scanner found something harmful in this file. Nobody can open it."),
        ScanState.FAILED.value: _("The virus scanner could not check this file."),
    }
    return sentences.get(upload.scan, "")


def open_upload(upload: Upload) -> BinaryIO:
    """The content, open for reading; FileNotFoundError where it is gone."""
    return storage.path_of(upload.sha256).open("rb")


def _withheld(upload: Upload) -> HttpResponseBase:
    status = 410 if upload.scan == ScanState.INFECTED else 409
    response = _guarded(HttpResponse(words_of_scan(upload), status=status, content_type="text/plain; charset=utf-8"))
    response.headers["Cache-Control"] = "no-store"
    if upload.scan == ScanState.PENDING:
        response.headers["Retry-After"] = "5"
    return response


def _partial(file: BinaryIO, part: ranges.ByteRange, upload: Upload) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_blocks(file, part), status=206)
    response.headers["Content-Range"] = f"bytes {part.first}-{part.last}/{upload.size}"
    response.headers["Content-Length"] = str(part.length)
    return response


def _blocks(file: BinaryIO, part: ranges.ByteRange) -> Iterator[bytes]:
    with file:
        file.seek(part.first)
        left = part.length
        while left and (block := file.read(min(left, _BLOCK_BYTES))):
            left -= len(block)
            yield block


def _not_satisfiable(upload: Upload) -> HttpResponseBase:
    response = HttpResponse(status=416)
    response.headers["Content-Range"] = f"bytes */{upload.size}"
    return _guarded(response)


def _disposition(name: str, *, shown: bool) -> str:
    return content_disposition_header(as_attachment=not shown, filename=name) or "attachment"


def _guarded(response: HttpResponseBase) -> HttpResponseBase:
    """Whatever a file holds, it runs nothing, embeds nothing and stays out of shared caches."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, max-age=3600"
    # Compressed already, and a compressed part would not fit its Content-Range: keeps GZipMiddleware away.
    response.headers["Content-Encoding"] = "identity"
    return response
