"""Why a file is not taken, in words that say what to do instead."""

from __future__ import annotations

from typing import Literal

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from loket.files.images import MOST_PIXELS
from loket.files.purposes import Purpose

RefusalCode = Literal[
    "too_large",
    "type_not_allowed",
    "program",
    "unreadable",
    "recording_damaged",
    "empty",
    "storage_full",
    "too_many",
    "infected",
    "too_much_unsent",
]


class UploadRefused(Exception):
    """A file that cannot be taken; `message` says why in the reader's language and what to do."""

    def __init__(self, code: RefusalCode, message: str) -> None:
        super().__init__(message)
        self.code: RefusalCode = code
        self.message = message


class UploadNotFound(Exception):
    """No such upload for this person: unknown, somebody else's, or already part of a message."""


def too_large(most: int | None = None) -> UploadRefused:
    """More bytes than an upload may have; ``most`` where it is not a message's limit."""
    limit = filesizeformat(most or settings.UPLOAD_LIMIT_BYTES)
    text = _("This file is too large. Files can be up to %(limit)s. Send a smaller one or split it.")
    return UploadRefused("too_large", text % {"limit": limit})


def too_many_pixels(megapixels: int = MOST_PIXELS // 1_000_000) -> UploadRefused:
    """A picture whose decoded size is beyond what a server should bear."""
    text = _(
        "This picture has too many pixels. Pictures can have up to %(megapixels)d megapixels. "
        "Send a smaller copy or a screenshot of it."
    )
    return UploadRefused("too_large", text % {"megapixels": megapixels})


def type_not_allowed() -> UploadRefused:
    """Content of a kind that is not taken."""
    text = _(
        "This kind of file cannot be sent here. Send a picture (JPEG, PNG, WebP, GIF or HEIC), a PDF or a "
        "voice message. Of anything else, a screenshot or a PDF copy will do."
    )
    return UploadRefused("type_not_allowed", text)


def evidence_type_not_allowed() -> UploadRefused:
    """Content of a kind that is not taken as evidence."""
    text = _(
        "This kind of file cannot be kept as evidence. Send a picture (JPEG, PNG, WebP, GIF or HEIC), a video "
        "(MP4, MOV, 3GP or WebM), a PDF or a voice message. Of anything else, a screenshot or a PDF copy will do."
    )
    return UploadRefused("type_not_allowed", text)


def program() -> UploadRefused:
    """Content that would run on somebody's device."""
    text = _("This file is a program, whatever its name says. Programs are never taken. Send a picture of it instead.")
    return UploadRefused("program", text)


def infected() -> UploadRefused:
    """Content in which the scanner found something harmful."""
    text = _(
        "The virus scanner found something harmful in this file, so it was not kept and nobody will see it. "
        "Check your device, then send another copy or a picture of it."
    )
    return UploadRefused("infected", text)


def too_much_unsent() -> UploadRefused:
    """More files waiting to be used than one person may leave lying."""
    text = _(
        "You have uploaded many files that were not sent with anything yet. Send or remove some of them, "
        "then add this one."
    )
    return UploadRefused("too_much_unsent", text)


def film_unreadable() -> UploadRefused:
    """A film or sound whose parts do not fit together."""
    text = _(
        "This recording is damaged and cannot be kept. If it plays on your device, save it there again or send a "
        "shorter one."
    )
    return UploadRefused("recording_damaged", text)


def unreadable() -> UploadRefused:
    """A picture that cannot be opened."""
    text = _("This picture is damaged and cannot be opened. Take it again or send a screenshot of it.")
    return UploadRefused("unreadable", text)


def empty() -> UploadRefused:
    """No bytes at all."""
    text = _("This file is empty. Check that it opens on your device, then send it again.")
    return UploadRefused("empty", text)


def storage_full() -> UploadRefused:
    """The server's disk is full; nothing was kept."""
    text = _("Files cannot be stored at the moment. Send your message without the file and add it later.")
    return UploadRefused("storage_full", text)


def too_many(most: int) -> UploadRefused:
    """More files than one message may carry."""
    text = _("A message can carry up to %(most)d files. Send the rest in another message.")
    return UploadRefused("too_many", text % {"most": most})


def refusal_of(code: str, *, purpose: Purpose) -> UploadRefused:
    """A refusal that was noted before, in the words of who reads it now."""
    if code == "type_not_allowed" and purpose is Purpose.EVIDENCE:
        return evidence_type_not_allowed()
    makers = {
        "type_not_allowed": type_not_allowed,
        "program": program,
        "infected": infected,
        "empty": empty,
        "storage_full": storage_full,
        # Of a whole file only its pixels can be too many: bytes are counted before they are taken.
        "too_large": too_many_pixels,
        "recording_damaged": film_unreadable,
    }
    return makers.get(code, unreadable)()
