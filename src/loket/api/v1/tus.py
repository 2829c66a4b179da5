"""The words of resumable uploads on the wire (tus protocol 1.0.0, tus.io): headers, read and written."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date
from django.utils.translation import gettext as _

from loket.api.problems import BadField
from loket.files.partial_files import ALGORITHMS, Checksum

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,checksum,termination"
PART_TYPE = "application/offset+octet-stream"
# What a body may have at most; a phone sends a megabyte at a time.
MOST_PART_BYTES = 16 << 20
MOST_DIGITS = 15
CHECKSUM_MISMATCH = 460
_LONGEST_METADATA = 4000


class WrongVersion(Exception):
    """The caller speaks another version of the protocol, or none."""


def check_version(request: HttpRequest) -> None:
    """Raise WrongVersion unless the caller speaks ours."""
    if request.headers.get("Tus-Resumable") != VERSION:
        raise WrongVersion


def capabilities(limit_bytes: int) -> HttpResponse:
    """What this server can do, for anybody who asks."""
    headers = {
        "Tus-Resumable": VERSION,
        "Tus-Version": VERSION,
        "Tus-Extension": EXTENSIONS,
        "Tus-Max-Size": str(limit_bytes),
        "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
    }
    return HttpResponse(status=204, headers=headers)


def whole_number_of(request: HttpRequest, header: str) -> int:
    """A number of bytes in a header; raises BadField."""
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise BadField(header, _("This must be a number of bytes, such as 1048576."), status=400)
    return int(text)


def metadata_of(request: HttpRequest) -> dict[str, str]:
    """What the caller tells about the file: names with values, each in base 64; raises BadField."""
    header = request.headers.get("Upload-Metadata", "")
    wrong = BadField("Upload-Metadata", _("These must be pairs of a name and a value in base 64."), status=400)
    if len(header) > _LONGEST_METADATA:
        raise wrong
    told: dict[str, str] = {}
    for pair in filter(None, (each.strip() for each in header.split(","))):
        name, _space, value = pair.partition(" ")
        try:
            told[name] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise wrong from error
    return told


def checksum_of(request: HttpRequest) -> Checksum | None:
    """What the caller says its part is, if it says so; raises BadField."""
    header = request.headers.get("Upload-Checksum")
    if header is None:
        return None
    algorithm, _space, value = header.partition(" ")
    if algorithm not in ALGORITHMS:
        raise BadField("Upload-Checksum", _("This must be sha1 or sha256 and the digest in base 64."), status=400)
    try:
        return Checksum(algorithm, base64.b64decode(value, validate=True))
    except binascii.Error as error:
        raise BadField("Upload-Checksum", _("The digest must be in base 64."), status=400) from error


def expiry(at: datetime) -> str:
    """A moment as the header Upload-Expires says it."""
    return http_date(at.timestamp())
