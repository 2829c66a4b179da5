"""What a notice says, for people who answer: without its key to anything, and nothing of those that are all secret."""

from __future__ import annotations

from django.conf import settings
from django.template import TemplateSyntaxError

from loket.notices.facts import Letter, ToCompose
from loket.notices.letters.composing import compose
from loket.notices.models import Notice
from loket.notices.purposes import PURPOSES
from loket.notices.queries import DIGEST

# A digest's words are those of what it holds.
_NOT_SHOWN = frozenset({"one_time_code", "sign_in_link", DIGEST})


def preview_of(notice: Notice) -> Letter | None:
    """The letter as its recipient gets it, but for the link; None where nobody may see it, or it was forgotten."""
    if notice.purpose in _NOT_SHOWN:
        return None
    facts = ToCompose(
        key=notice.key,
        reference="",
        purpose=notice.purpose,
        recipient=notice.recipient,
        language=notice.language,
        subject=notice.subject,
        thread=notice.thread,
        message_id="",
        fields=notice.fields,
        link=f"{settings.LOKET_URL}/…",
        preferences_link=f"{settings.LOKET_URL}/…" if PURPOSES[notice.purpose].may_be_declined else "",
    )
    try:
        return compose(facts)
    except (ValueError, TypeError, LookupError, AttributeError, TemplateSyntaxError):
        # A sender would note on the notice why no letter can be made of it.
        return None
