from __future__ import annotations

from django.utils.module_loading import import_string
from procrastinate.contrib.django import app


@app.task(name="disputes.keep_time", queueing_lock="disputes.keep_time")
def keep_time(timestamp: int = 0) -> None:
    """Let every clock act that is due."""
    import_string("loket.disputes.actions.keeping_time.keep_time")()


@app.task(name="disputes.hear_of_orders", queueing_lock="disputes.hear_of_orders")
def hear_of_orders(timestamp: int = 0) -> None:
    """Take over news of parcels."""
    import_string("loket.disputes.actions.listening.hear_of_orders")()


@app.task(name="disputes.tell_leads", queueing_lock="disputes.tell_leads")
def tell_leads(timestamp: int = 0) -> None:
    """Write to those who lead about what nobody has taken yet."""
    import_string("loket.disputes.actions.telling_leads.tell_leads")()


@app.task(name="disputes.tell")
def tell(*, dispute_id: str, sequence: int) -> None:
    """Write the letters about one step."""
    import_string("loket.disputes.actions.telling_later.tell_of_record")(dispute_id, sequence)


@app.task(name="disputes.translate_words", retry=3)
def translate_words(*, ids: list[int], language: str) -> None:
    """Translate words that somebody has before them."""
    import_string("loket.disputes.actions.word_translating.translate_words")(ids, language)
