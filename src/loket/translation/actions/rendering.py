from __future__ import annotations

import logging
import time
from collections.abc import Collection

from django.db import connection, transaction

from loket.translation.choosing import engines_for, try_engines
from loket.translation.configured import MEMORY
from loket.translation.port import Problem, Rendering
from loket.translation.protecting import Protected, protect
from loket.translation.queries import Remembered, glossary, remembered
from loket.translation.tags import is_same_language

# Longer than any message; a text without end would hold a thread for its whole time.
MOST_LETTERS = 20_000

logger = logging.getLogger(__name__)


def translate(
    text: str,
    *,
    source: str,
    target: str,
    names: Collection[str] = (),
    titles: Collection[str] = (),
    seconds: float,
) -> Rendering:
    """A text for readers of ``target``: from the memory of approved translations, else by an engine; never raises.

    Names and product titles given here, numbers, money, dates and links arrive as they were, or the original does
    and says "not_safe". Waits up to ``seconds``, so no transaction of the caller's may be open.
    """
    started = time.monotonic()
    try:
        return _rendered(text, source, target, names, titles, started + seconds)
    except Exception as error:  # noqa: BLE001  whoever waits for a translation gets the original
        # The kind alone: what customers write belongs in no log.
        logger.error("A text could not be translated: %s.", type(error).__name__)
        return _original(text, source, "failed")


def _rendered(
    text: str, source: str, target: str, names: Collection[str], titles: Collection[str], deadline: float
) -> Rendering:
    if is_same_language(source, target):
        return Rendering(text, target)
    if len(text) > MOST_LETTERS:
        return _original(text, source, "failed")
    protected = protect(text, names=names, titles=titles)
    if not protected.has_words:
        return Rendering(text, target)
    known = _remember(text, protected, source, target)
    if known is not None:
        return Rendering(known.text, target, engine=MEMORY)
    engines = engines_for(source, target)
    if not engines:
        return _original(text, source, "no_engine")
    terms = glossary(source, target)
    if terms:
        protected = protect(text, names=names, titles=titles, terms=terms)
    if not protected.has_words:
        return Rendering(_with_terms(protected), target)
    outcome = try_engines(protected, engines, source=source, target=target, seconds=deadline - time.monotonic())
    if outcome.problem:
        return _original(text, source, outcome.problem)
    return Rendering(outcome.text, target, engine=outcome.engine, is_machine=True)


def _original(text: str, source: str, problem: Problem) -> Rendering:
    return Rendering(text, source, problem=problem)


def _remember(text: str, protected: Protected, source: str, target: str) -> Remembered | None:
    is_own = not connection.in_atomic_block
    # A savepoint where a transaction is open all the same: a fault here must not spoil it.
    with transaction.atomic():
        known = remembered(text, protected, source=source, target=target)
        if known is not None:
            _count_use(known.entry, may_be_lost=is_own)
    return known


def _count_use(entry: int, *, may_be_lost: bool) -> None:
    """Count without ever waiting: a greeting is in use by many at once."""
    with connection.cursor() as cursor:
        if may_be_lost:
            # Nobody waits for the disk because of a number that says "often".
            cursor.execute("SET LOCAL synchronous_commit TO off")
        cursor.execute(
            "UPDATE translation_memoryentry SET uses = uses + 1 WHERE id IN "
            "(SELECT id FROM translation_memoryentry WHERE id = %s FOR NO KEY UPDATE SKIP LOCKED)",
            [entry],
        )


def _with_terms(protected: Protected) -> str:
    text = protected.text
    for number, part in enumerate(protected.parts, start=1):
        text = text.replace(f"⟦{number}⟧", part.rendering, 1)
    return text
