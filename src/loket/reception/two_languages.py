"""Everybody in their own language: what is said is kept as written, and beside it stands what others read.

A reply of ours waits for its translation for two seconds at most; what comes later follows. What a customer writes
never waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.conf import settings

from loket.assistant import banks
from loket.assistant.bank import Bank
from loket.conversations.actions.replies import Words, post_reply
from loket.conversations.actions.translating import keep_translation, read_in
from loket.conversations.models import Conversation, Message
from loket.conversations.queries import Said, Translated, recent_messages
from loket.lib.jobs import defer
from loket.orders.queries import titles_of
from loket.people.actors import Actor
from loket.reception import jobs
from loket.reception.readers import Reader, reads
from loket.translation.actions import translate

REPLY_WAITS_SECONDS = 2.0
BEHIND_SECONDS = 20.0
# Of a long case; what is older is translated when somebody asks for it.
MESSAGES_AT_ONCE = 60
NAMED = 2
LEAST_CONFIDENCE = 0.15


def reply(conversation: Conversation, words: Words, *, by: Actor, seen_sequence: int | None = None) -> Message:
    """Answer the customer, in their language too; raises what `post_reply` raises."""
    target = conversation.language
    translated = None
    if words.text and not reads(target, words.language):
        translated = render(conversation, words.text, source=words.language, target=target, seconds=REPLY_WAITS_SECONDS)
        words = replace(words, translations=(translated,))
    message = post_reply(conversation.pk, words, by=by, seen_sequence=seen_sequence)
    if translated is not None and translated.problem == "too_slow":
        defer(jobs.translate_message, message_id=message.pk, language=target)
    return message


def render(conversation: Conversation, text: str, *, source: str, target: str, seconds: float) -> Translated:
    """A text for readers of ``target``; where nobody can translate it safely, the articles that come nearest."""
    rendering = translate(
        text,
        source=source,
        target=target,
        names=names_in(conversation),
        titles=titles_in(conversation),
        seconds=seconds,
    )
    if not rendering.problem:
        return Translated(target, rendering.text, rendering.engine, rendering.is_machine, "", ())
    return Translated(target, "", "", False, rendering.problem, _nearest(text, source, target, banks.current()))


def translate_message(message_id: int, language: str) -> None:
    """Translate one message that went out before its translation was there."""
    message = Message.objects.select_related("conversation__customer", "conversation__order").get(pk=message_id)
    if message.text:
        translated = render(
            message.conversation, message.text, source=message.language, target=language, seconds=BEHIND_SECONDS
        )
        keep_translation(message_id, translated)


def read_as(conversation: Conversation, reader: Reader) -> None:
    """Have a conversation translated for a member of staff who opens it, unless they read all of it."""
    if not reader.reads(conversation.language):
        ask_for(conversation, reader.language)


def ask_for(conversation: Conversation, language: str) -> None:
    """Have what was said so far, and what will be, translated into ``language``."""
    if read_in(conversation, language):
        translate_behind(conversation)


def translate_behind(conversation: Conversation) -> None:
    """Queue the translation of what staff do not read; what is queued already stands for it."""
    subject = f"translate:{conversation.pk}"
    defer(jobs.translate_for_staff, lock=subject, queueing_lock=subject, conversation_id=str(conversation.pk))


def translate_for_staff(conversation_id: UUID) -> None:
    """Translate what was said lately into the languages in which staff read this case."""
    conversation = Conversation.objects.select_related("customer", "order", "agent").get(pk=conversation_id)
    messages = recent_messages(conversation_id, limit=MESSAGES_AT_ONCE)
    stored = Message.objects.filter(conversation=conversation, sequence__in=[each.sequence for each in messages])
    keys = dict(stored.values_list("sequence", "pk"))
    for language in conversation.staff_languages:
        # The latest first: that is what somebody is reading now.
        for said in reversed(messages):
            if _is_to_be_translated(said, language):
                translated = render(
                    conversation, said.text, source=said.language, target=language, seconds=BEHIND_SECONDS
                )
                keep_translation(keys[said.sequence], translated)


def names_in(conversation: Conversation) -> Sequence[str]:
    """Who is named in a case, so that their names stay as they are in every language."""
    agent = conversation.agent.first_name if conversation.agent else ""
    brand = str(settings.LOKET_BRAND["name"])
    return [name for name in (conversation.customer.name, agent, brand) if name]


def titles_in(conversation: Conversation) -> Sequence[str]:
    """What was bought in the order that a case is about."""
    return titles_of(conversation.order) if conversation.order else ()


def _is_to_be_translated(said: Said, language: str) -> bool:
    if said.sender == Message.Sender.SYSTEM or not said.text or reads(language, said.language):
        return False
    return all(each.language != language for each in said.translations)


def _nearest(text: str, source: str, target: str, bank: Bank) -> tuple[dict[str, str], ...]:
    """The articles that a text may be about, named in the reader's language."""
    found = [each for each in bank.search(text, source, NAMED) if each.confidence >= LEAST_CONFIDENCE]
    named = [(each.article, bank.article_text(each.article, target)) for each in found]
    return tuple(
        {"article": slug, "title": of[0].question, "url": f"/{of[0].language}/help/{slug}"}
        for slug, of in named
        if of is not None and of[1]
    )
