"""Keeping what was said in other languages beside it: the message itself is never touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction
from django.db.models import CharField, F, Func, Value

from loket.conversations.models import Conversation, Message, MessageTranslation
from loket.conversations.queries import Translated, version_of
from loket.history.actions import record
from loket.lib import live
from loket.lib.masking import mask_cards
from loket.people.actors import StaffActor

# Of colleagues who read one case; every message is translated for each.
MOST_STAFF_LANGUAGES = 4
# Who translated, where a person mended what a machine had made.
PERSON = "person"


class TranslationChanged(Exception):
    """Somebody mended the translation meanwhile, or it is gone with its message; ``now`` is what stands there."""

    def __init__(self, now: str) -> None:
        super().__init__("the translation is another one by now")
        self.now = now


@transaction.atomic
def keep_translation(message_id: int, translated: Translated) -> bool:
    """Store a message's translation and tell its readers; False where the message was erased or has one already.

    A translation takes the place of a note that there was none.
    """
    message = Message.objects.select_for_update(of=("self",), no_key=True).filter(pk=message_id).first()
    if message is None or not message.text:
        return False
    known = message.translations.filter(language=translated.language).first()
    if known is not None and (known.text or not translated.text):
        return False
    message.translations.update_or_create(language=translated.language, defaults=asdict(translated))
    _tell_readers(message)
    return True


@transaction.atomic
def mend_translation(message: Message, language: str, *, text: str, seen: str, by: StaffActor) -> MessageTranslation:
    """Put a person's words in the place of a translation; the message itself stays as it was written.

    ``seen`` is the version that the person had before them. Raises TranslationChanged.
    """
    current = Message.objects.select_for_update(of=("self",), no_key=True).filter(pk=message.pk).first()
    known = current.translations.filter(language=language).first() if current and current.text else None
    if current is None or known is None or not known.text or version_of(known.text) != seen:
        raise TranslationChanged(known.text if known else "")
    known.text, known.is_machine, known.engine = mask_cards(text).text, False, PERSON
    known.save(update_fields=["text", "is_machine", "engine"])
    record(
        "message.translation_mended",
        current.conversation.subject,
        by=by.label,
        actor_id=by.actor_id,
        data={"sequence": current.sequence, "language": language},
    )
    _tell_readers(current)
    return known


def attach_translations(message: Message, translations: Sequence[Translated]) -> None:
    """Store what a message says in other languages together with the message."""
    if translations:
        MessageTranslation.objects.bulk_create(
            MessageTranslation(message=message, **asdict(each)) for each in translations
        )


def read_in(conversation: Conversation, language: str) -> bool:
    """Note that staff read a conversation in ``language``; whether that is new."""
    known = conversation.staff_languages
    if language in known or len(known) >= MOST_STAFF_LANGUAGES:
        return False
    # Two who open it at once may both be first: the second simply finds nothing left to translate.
    rows = Conversation.objects.filter(pk=conversation.pk).exclude(staff_languages__contains=[language])
    conversation.staff_languages = [*known, language]
    appended = Func(F("staff_languages"), Value(language, output_field=CharField()), function="array_append")
    return bool(rows.update(staff_languages=appended))


def _tell_readers(message: Message) -> None:
    live.publish(live.topic_of_conversation(message.conversation_id), f"message_updated:{message.sequence}")
    live.publish(f"notes:{message.conversation_id}", "translated")
