"""Words and colours of disputes at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from loket.disputes.machine.states import State
from loket.disputes.view_parts import TextView
from loket.notices.letters.formats import language_label
from loket.orders.talk.reading import reads

TONES: Mapping[str, str] = {
    State.ESCALATED: "warning",
    State.APPEAL_REVIEW: "warning",
    State.IN_REVIEW: "accent",
    State.WAIT_EVIDENCE: "accent",
    State.PLATFORM_OFFER: "accent",
    State.RESOLVED: "positive",
    State.WITHDRAWN: "quiet",
    State.CLOSED: "quiet",
    State.DRAFT: "quiet",
}


@dataclass(frozen=True, slots=True)
class ShownText:
    """Somebody's words for one reader; ``original`` stands beside a translation, ``mark`` says who made it."""

    text: TextView
    words: str
    language: str
    original: str = ""
    original_label: str = ""
    mark: str = ""
    problem: str = ""
    # Words of staff that neither side reads, and who wrote them.
    is_note: bool = False
    who: str = ""


def tone_of_state(state: str, *, is_held: bool = False) -> str:
    """The badge that fits how a dispute stands."""
    return "danger" if is_held else TONES.get(state, "accent")


def show_text(text: TextView, language: str) -> ShownText:
    """Somebody's words in the reader's language where somebody translated them, else as they were written."""
    if text.is_own or not text.text or not text.language or reads(language, text.language):
        return ShownText(text, text.text, text.language)
    said_in = {"language": language_label(text.language)}
    for other, (translated, engine) in text.translations.items():
        if translated and reads(language, other):
            label = _("Original (%(language)s)") % said_in
            mark = _("Translated by a machine") if engine else ""
            return ShownText(text, translated, other, text.text, label, mark)
    problem = _("Written in %(language)s. There is no translation yet.") % said_in
    return ShownText(text, text.text, text.language, problem=problem)
