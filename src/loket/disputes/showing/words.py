"""What people wrote in a dispute, each reader first in their own language where somebody or something translated it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from loket.disputes import wording
from loket.disputes.showing.parts import ShownWords
from loket.disputes.view_parts import TextView
from loket.disputes.viewing import DisputeView
from loket.notices.letters.formats import language_label
from loket.orders.talk.reading import reads


def show_words(view: DisputeView, *, tag: str) -> tuple[ShownWords, ...]:
    """All texts that the viewer may read, the oldest first, for a reader of the language ``tag``."""
    return tuple(_shown(each, view, tag) for each in view.texts)


def _shown(text: TextView, view: DisputeView, tag: str) -> ShownWords:
    is_foreign = not text.is_own and bool(text.text) and bool(text.language) and not reads(tag, text.language)
    found = (each for each in text.translations.items() if each[1][0] and reads(tag, each[0]))
    language, (words, engine) = next(found, ("", ("", ""))) if is_foreign else ("", ("", ""))
    said_in = {"language": language_label(text.language)}
    untold = _("Written in %(language)s. There is no translation yet.") % said_in
    return ShownWords(
        who=wording.role_label(text.role, view.viewer),
        kind=wording.text_kind_label(text.kind),
        text=words or text.text,
        language=language or text.language,
        mark=_("Translated by a machine") if words and engine else "",
        original=text.text if words else "",
        original_language=text.language,
        original_label=_("Original (%(language)s)") % said_in if words else "",
        problem=untold if is_foreign and not words else "",
        at=text.at,
        is_own=text.is_own,
        is_private=text.is_private,
        is_erased=text.is_erased,
    )
