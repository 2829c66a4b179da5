"""Why a file is not taken, in words that say what to do instead."""

from __future__ import annotations

from typing import Literal

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

RefusalCode = Literal["too_large", "type_not_allowed", "unreadable", "empty", "storage_full", "too_many"]


class UploadRefused(Exception):
    """A file that cannot be taken; `message` says why in the reader's language and what to do."""

    def __init__(self, code: RefusalCode, message: str) -> None:
        super().__init__(message)
        self.code: RefusalCode = code
        self.message = message


class UploadNotFound(Exception):
    """No such upload for this person: unknown, somebody else's, or already part of a message."""


def too_large() -> UploadRefused:
    """More bytes than an upload may have."""
    limit = filesizeformat(settings.UPLOAD_LIMIT_BYTES)
    text = _("This file is too large. Files can be up to %(limit)s. Send a smaller one or split it.")
    return UploadRefused("too_large", text % {"limit": limit})


def too_many_pixels(megapixels: int) -> UploadRefused:
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
