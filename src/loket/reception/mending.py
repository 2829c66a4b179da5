"""People who read both languages mend what a machine translated, and the memory keeps it for the next time."""

from __future__ import annotations

from dataclasses import dataclass

from loket.conversations.actions.translating import mend_translation
from loket.conversations.models import Message
from loket.people.actors import StaffActor
from loket.reception.readers import Reader
from loket.reception.two_languages import names_in, titles_in
from loket.translation.actions.memory import ApprovalError, approve_translation


class NotTheirLanguage(Exception):
    """Somebody would mend a translation from or into a language that they do not read."""


@dataclass(frozen=True, slots=True)
class Mended:
    """The message's translation is mended; ``not_kept`` says why later messages do not get it."""

    not_kept: str = ""


def mend(message: Message, language: str, *, text: str, seen: str, reader: Reader, by: StaffActor) -> Mended:
    """Store a person's translation of a message and approve it for later messages of the same words.

    Raises NotTheirLanguage, and TranslationChanged where it is no longer the one that was ``seen``.
    """
    if not (reader.reads(message.language) and reader.reads(language)):
        raise NotTheirLanguage
    mended = mend_translation(message, language, text=text, seen=seen, by=by)
    conversation = message.conversation
    try:
        approve_translation(
            message.text,
            mended.text,
            source_language=message.language,
            target_language=language,
            names=names_in(conversation),
            titles=titles_in(conversation),
            by=by,
        )
    except ApprovalError as refused:
        return Mended(not_kept=str(refused))
    return Mended()
