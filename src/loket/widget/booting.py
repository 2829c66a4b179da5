"""What the frame must know before its first word: language, words, limits, the state of the counter."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import translation

from loket.reception.queries import CounterState, counter_state
from loket.widget import scripts
from loket.widget.wording import WORDS

FILE_TYPES = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/gif",
    "image/heic",
    "image/heif",
    "application/pdf",
    "audio/webm",
    "audio/ogg",
    "audio/mp4",
    "audio/mpeg",
)
TEXT_LIMIT = 4000
FILES_PER_MESSAGE = 5


def interface_language(asked: str) -> str:
    """The interface language nearest to the page's, else the visitor's own."""
    try:
        return translation.get_supported_language_variant(asked)
    except LookupError:
        return translation.get_language() or settings.LANGUAGE_CODE


def boot_data(*, now: datetime) -> dict[str, object]:
    """Everything the frame's script is told, in the active language; JSON once lazy words are rendered."""
    tag = translation.to_locale(translation.get_language() or settings.LANGUAGE_CODE).replace("_", "-")
    return {
        "language": tag,
        "brand": settings.LOKET_BRAND["name"],
        "words": {name: str(words) for name, words in WORDS.items()},
        "limits": {
            "bytes": settings.UPLOAD_LIMIT_BYTES,
            "types": FILE_TYPES,
            "files": FILES_PER_MESSAGE,
            "text": TEXT_LIMIT,
        },
        "modules": {name: scripts.address(name) for name in scripts.LATER},
        "counter": _counter(counter_state(tag, now)),
    }


def _counter(state: CounterState) -> dict[str, object]:
    opens_at = state.opens_at.isoformat() if state.opens_at else None
    return {"open": state.open, "opens_at": opens_at, "wait_seconds": state.wait_seconds}
