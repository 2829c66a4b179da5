"""Files on their way out. Whoever calls has checked access before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from loket.files import ranges, storage, thumbnails
from loket.files.models import Upload

_BLOCK_BYTES = 1 << 16


def response_for(upload: Upload, *, inline: bool, range_header: str = "") -> HttpResponseBase:
    """The file as a response: pictures and sounds inline where asked, all else as a download.

    `range_header` is the request's Range header, so that players can seek.
    """
    shown = inline and (upload.is_image or upload.is_voice)
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
    """A picture's small copy as a response."""
    try:
        path = thumbnails.thumbnail(upload, side=side)
    except FileNotFoundError:
        return _guarded(HttpResponse(status=404))
    response = FileResponse(path.open("rb"), content_type="image/webp")
    response.headers["Content-Disposition"] = _disposition(f"{Path(upload.name).stem}.webp", shown=True)
    return _guarded(response)


def open_upload(upload: Upload) -> BinaryIO:
    """The content, open for reading; FileNotFoundError where it is gone."""
    return storage.path_of(upload.sha256).open("rb")


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
