"""Each side of a talk in its own language: what was said stays as written, beside it stands what the other reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from django.conf import settings
from django.db import transaction

from loket.lib.jobs import defer
from loket.orders import jobs
from loket.orders.actions.news import tell_of_talk
from loket.orders.models import Order, TalkMessage, TalkTranslation
from loket.orders.queries import titles_of
from loket.orders.talk.lines import TalkLine, TalkWords
from loket.orders.talk.queries import latest_talk
from loket.orders.talk.reading import ReadLine, reads, was_tried
from loket.translation.actions import translate
from loket.translation.queries import can_translate

SECONDS_A_LINE = 20.0
# Of a long talk; what is older is translated when somebody pages back to it.
LINES_AT_ONCE = 100


def translate_behind(order: Order, language: str, *, sender: str = "") -> None:
    """Queue the translation of what ``sender`` (or both) said; what is queued already stands for it."""
    lock = f"talk:{order.pk}:{language}:{sender}"
    defer(jobs.translate_talk, queueing_lock=lock, order_id=order.pk, language=language, sender=sender)


def ask_for_words(order: Order, language: str, *, of: Iterable[ReadLine]) -> bool:
    """Have the lines translated that a reader of ``language`` has before them and nobody tried yet; whether any are.

    What no engine could do is tried again once one speaks the pair.
    """
    missing = [each.line for each in of if each.lacks_words and _is_worth_trying(each.line, language)]
    if missing:
        defer(
            jobs.translate_talk_lines,
            queueing_lock=f"talk-lines:{order.pk}:{language}:{missing[0].id}",
            order_id=order.pk,
            language=language,
            ids=[each.id for each in missing],
        )
    return bool(missing)


def translate_talk(order_id: int, language: str, *, sender: str = "") -> None:
    """Translate what was said lately about an order for readers of ``language``."""
    lines = [each for each in latest_talk(order_id, limit=LINES_AT_ONCE).lines if sender in {"", each.sender}]
    translate_lines(order_id, language, ids=[each.id for each in lines])


def translate_lines(order_id: int, language: str, *, ids: Iterable[int]) -> None:
    """Translate these lines, the latest first, but for what such readers read already or was translated for them."""
    order = Order.objects.select_related("customer", "seller").get(pk=order_id)
    names = [name for name in (order.contact_name, order.seller.name, str(settings.LOKET_BRAND["name"])) if name]
    titles = titles_of(order)
    lines = TalkMessage.objects.filter(order=order_id, pk__in=list(ids)).exclude(text="").order_by("-sent_at", "-pk")
    for line in lines.exclude(pk__in=_done(ids, language)):
        if not reads(language, line.language):
            rendering = translate(
                line.text,
                source=line.language,
                target=language,
                names=names,
                titles=titles,
                seconds=SECONDS_A_LINE,
            )
            text = "" if rendering.problem else rendering.text
            words = TalkWords(language, text, rendering.engine, rendering.is_machine, rendering.problem)
            _keep(line.pk, words)


def _done(ids: Iterable[int], language: str) -> list[int]:
    translated = TalkTranslation.objects.filter(message__in=list(ids), language=language).exclude(text="")
    return list(translated.values_list("message", flat=True))


@transaction.atomic
def _keep(message_id: int, words: TalkWords) -> None:
    """Store a translation beside its message, unless that was erased meanwhile."""
    message = TalkMessage.objects.select_for_update(of=("self",), no_key=True).filter(pk=message_id).first()
    if message is not None and message.text:
        message.translations.update_or_create(language=words.language, defaults=asdict(words))
        tell_of_talk(message.order_id)


def _is_worth_trying(line: TalkLine, language: str) -> bool:
    problem = was_tried(line, language)
    return not problem or (problem == "no_engine" and can_translate(line.language, language))
