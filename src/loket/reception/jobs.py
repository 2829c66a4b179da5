from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

# Long enough for the web to answer itself, short enough that its death is hardly noticed.
RESCUE_AFTER = timedelta(seconds=1)


@app.task(name="reception.take_turn", retry=5)
def take_turn(conversation_id: str) -> None:
    """Answer what the web did not come to answer."""
    # By name: receiving defers this very task, so it cannot be imported above.
    import_string("loket.reception.actions.take_turn")(UUID(conversation_id), wait=True)


@app.task(name="reception.keep_time")
def keep_time(timestamp: int) -> None:
    """Remind, close and give back what is due."""
    import_string("loket.reception.upkeep.keep_time")()


@app.task(name="reception.translate_message", retry=3)
def translate_message(message_id: int, language: str) -> None:
    """Translate what went out before its translation was there."""
    import_string("loket.reception.two_languages.translate_message")(message_id, language)


@app.task(name="reception.translate_for_staff", retry=3)
def translate_for_staff(conversation_id: str) -> None:
    """Translate a case for those at the desk who read another language."""
    import_string("loket.reception.two_languages.translate_for_staff")(UUID(conversation_id))
