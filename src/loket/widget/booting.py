"""What the frame must know before its first word: language, words, limits, the state of the counter."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import translation

from loket.conversations.actions.inbound import TEXT_LIMIT
from loket.files.actions import MOST_FILES_PER_MESSAGE
from loket.files.kinds import ALLOWED
from loket.people.language import best_match, from_django, to_django
from loket.reception.queries import CounterState, counter_state
from loket.widget import scripts, styles
from loket.widget.wording import WORDS

# What browsers call the photo format of iPhones.
FILE_TYPES = (*(kind.media_type for kind in ALLOWED), "image/heic")


def interface_language(asked: str) -> str:
    """The interface language nearest to the page's, else the visitor's own."""
    nearest = best_match(asked, [from_django(code) for code, _name in settings.LANGUAGES])
    return to_django(nearest) if nearest else translation.get_language() or settings.LANGUAGE_CODE


def boot_data(*, now: datetime) -> dict[str, object]:
    """Everything the frame's script is told, in the active language; JSON once lazy words are rendered."""
    code = translation.get_language() or settings.LANGUAGE_CODE
    tag = from_django(code)
    return {
        "language": tag,
        "brand": settings.LOKET_BRAND["name"],
        "words": {name: str(words) for name, words in WORDS.items()},
        "limits": {
            "bytes": settings.UPLOAD_LIMIT_BYTES,
            "types": FILE_TYPES,
            "files": MOST_FILES_PER_MESSAGE,
            "text": TEXT_LIMIT,
        },
        "modules": {name: scripts.address(name, code) for name in scripts.LATER},
        "later_style": styles.later_address(),
        "counter": _counter(counter_state(tag, now)),
    }


def _counter(state: CounterState) -> dict[str, object]:
    opens_at = state.opens_at.isoformat() if state.opens_at else None
    return {"open": state.open, "opens_at": opens_at, "wait_seconds": state.wait_seconds}
