from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app


@app.task(name="orders.carry_out")
def carry_out(entry_id: str) -> None:
    """Carry one entry of the ledger out at the marketplace."""
    # By name: asking defers this very task, so it cannot be imported above.
    import_string("loket.orders.actions.carrying_out.carry_out")(UUID(entry_id))


@app.task(name="orders.carry_out_due", queueing_lock="orders.carry_out_due")
def carry_out_due(timestamp: int) -> None:
    """Carry out what is due, or due again."""
    import_string("loket.orders.actions.carrying_out.carry_out_due")()


@app.task(name="orders.send_code")
def send_code(code_id: int, sealed: str) -> None:
    """Send a one-time code to the contact of the order that was named, if there is one."""
    import_string("loket.orders.actions.sending.send_code")(code_id, sealed)


@app.task(name="orders.translate_talk", retry=3)
def translate_talk(order_id: int, language: str, sender: str = "") -> None:
    """Translate what was said lately about an order for the other side."""
    import_string("loket.orders.actions.talk_translating.translate_talk")(order_id, language, sender=sender)


@app.task(name="orders.translate_talk_lines", retry=3)
def translate_talk_lines(order_id: int, language: str, ids: list[int]) -> None:
    """Translate lines of a talk that somebody has before them."""
    import_string("loket.orders.actions.talk_translating.translate_lines")(order_id, language, ids=ids)


@app.task(name="orders.tell_of_talks", queueing_lock="orders.tell_of_talks")
def tell_of_talks(timestamp: int) -> None:
    """Write to those who left lines of a talk unread."""
    import_string("loket.orders.actions.talk_telling.tell_of_talks")(timezone.now())


@app.task(name="orders.sweep_codes", queueing_lock="orders.sweep_codes")
def sweep_codes(timestamp: int) -> None:
    """Forget codes of more than a day ago."""
    import_string("loket.orders.actions.proving.sweep_codes")(timezone.now())
