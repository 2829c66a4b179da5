"""Words of a dispute in the language of who reads it: beside what was written, never in its place."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from loket.disputes import jobs
from loket.disputes.actions.storing import HINT, topic_of_dispute
from loket.disputes.models import DisputeText
from loket.disputes.view_parts import TextView
from loket.disputes.viewing import DisputeView
from loket.lib import live
from loket.lib.jobs import defer
from loket.orders.queries import titles_of
from loket.orders.talk.reading import reads
from loket.translation.actions import translate
from loket.translation.queries import can_translate

SECONDS_A_TEXT = 20.0


def ask_for_translations(view: DisputeView, language: str) -> bool:
    """Have those words before the viewer translated that no reader of ``language`` can read; whether there are any."""
    missing = _unread(view.texts, language)
    if missing:
        lock = f"dispute-words:{view.id}:{language}:{missing[-1].id}"
        defer(jobs.translate_words, queueing_lock=lock, ids=[each.id for each in missing], language=language)
    return bool(missing)


def translate_words(ids: Iterable[int], language: str) -> None:
    """Translate these texts; what no engine can do stays without and is asked for again when it is next read."""
    texts = DisputeText.objects.filter(pk__in=list(ids)).exclude(text="").select_related("dispute__order__seller")
    for text in texts.exclude(translations__language=language).order_by("pk"):
        order = text.dispute.order
        names = [name for name in (order.contact_name, order.seller.name, str(settings.LOKET_BRAND["name"])) if name]
        rendering = translate(
            text.text,
            source=text.language,
            target=language,
            names=names,
            titles=titles_of(order),
            seconds=SECONDS_A_TEXT,
        )
        if rendering.text and not rendering.problem:
            keep_translation(text.pk, language, rendering.text, rendering.engine)


def _unread(texts: Iterable[TextView], language: str) -> list[TextView]:
    return [
        each
        for each in texts
        if each.text
        and not each.is_own
        and not reads(language, each.language)
        and not any(reads(language, known) for known in each.translations)
        and can_translate(each.language, language)
    ]


@transaction.atomic
def keep_translation(text_id: int, language: str, translated: str, engine: str) -> None:
    """Store a translation beside its words, unless they were erased meanwhile."""
    text = DisputeText.objects.select_for_update(of=("self",), no_key=True).filter(pk=text_id).first()
    if text is None or not text.text:
        return
    text.translations.update_or_create(language=language, defaults={"translated": translated, "engine": engine})
    live.publish(topic_of_dispute(text.dispute_id), HINT)
