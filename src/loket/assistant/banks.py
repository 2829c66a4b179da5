"""The one bank of this process: built from the published articles, replaced as a whole when they change.

A keeper thread watches for changes, so that every process switches within seconds and no turn waits for it.
Embedding with the thorough engine and learning from all texts are left to the worker, in a thread that yields to all
others; every process takes lessons and vectors over once they are stored.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection

from loket.assistant.article_texts import ArticleText, bank_version
from loket.assistant.bank import Bank, Learning, articles_of, build_bank
from loket.assistant.fitted import has_lessons
from loket.assistant.policies import held as held_policy
from loket.knowledge.queries import contents_version, published_articles
from loket.lib.embedding import Embedder, e5, use
from loket.lib.vector_cache import Progress, VectorCache

LOOK_EVERY_SECONDS = 2.0
SECONDS_BEFORE_STUDY = 15.0  # first let the web process come up, which shares the processor
NICENESS = 15  # of the thread that studies for a minute, so that chats on the same core do not feel it

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Held:
    bank: Bank
    contents: str
    awaited: str  # the version of the bank with every engine, for which lessons are looked for


_lock = threading.Lock()
_held: _Held | None = None
_keeper: threading.Thread | None = None
_studying_for = ""  # the contents that the slow thread was last started for


def current() -> Bank:
    """The bank to think with; built at once when there is none yet."""
    held = _held
    if held is not None and _keeper is not None:
        return held.bank
    # Without a keeper (commands, tests) each use asks whether the articles changed.
    with _lock:
        contents = contents_version()
        if _held is None or _held.contents != contents:
            _hold(contents, (use(),))
        return _get().bank


def complete(*, progress: Progress | None = None) -> Bank:
    """The bank with every engine of this installation, for commands; what was never embedded is embedded now.

    It answers by the operator's sliders, as if people were at hand.
    """
    held_policy.refresh()
    with _lock:
        _hold(contents_version(), _wanted(), progress=progress, learning="all")
        return _get().bank.under(held_policy.current())


def keep(*, study: bool, beside: Sequence[Callable[[], None]] = ()) -> None:
    """Build the bank and watch over it from now on; ``study`` is for the worker, which may take its time.

    ``beside`` is looked at now and as often: what else every process holds, so that no turn has to ask for it.
    """
    global _keeper
    with _lock:
        _hold(contents_version(), (use(),))
    for look in beside:
        look()
    if _keeper is None:
        _keeper = threading.Thread(target=_watch, args=(study, tuple(beside)), name="bank-keeper", daemon=True)
        _keeper.start()


def _watch(study: bool, beside: Sequence[Callable[[], None]]) -> None:
    stop, began = threading.Event(), time.monotonic()
    while not stop.wait(LOOK_EVERY_SECONDS):
        try:
            for look in beside:
                look()
            _refresh(study and time.monotonic() - began >= SECONDS_BEFORE_STUDY)
        except DatabaseError as error:
            logger.warning("The articles could not be read; trying again: %s", error)
        finally:
            connection.close()


def _refresh(study: bool) -> None:
    contents = contents_version()
    held = _get()
    if held.contents != contents:
        _hold(contents, (use(),))
        held = _get()
    if held.bank.has_learnt and held.bank.version == held.awaited:
        return
    if has_lessons(_cache().directory, held.awaited):
        _hold(contents, _wanted())
    elif study and _studying_for != contents:
        _start_studying(held.bank, contents)


def _wanted() -> tuple[Embedder, ...]:
    """The engines of this installation, the quickest first."""
    return (use(), e5()) if _wants_e5() else (use(),)


def _wants_e5() -> bool:
    return "e5" in settings.LOKET_EMBEDDERS


def _start_studying(bank: Bank, contents: str) -> None:
    global _studying_for
    _studying_for = contents
    engines = _wanted()  # made here: whatever threads an engine may start must not inherit the low priority
    threading.Thread(target=_study, args=(bank, engines), name="bank-student", daemon=True).start()


def _study(bank: Bank, engines: tuple[Embedder, ...]) -> None:
    """Only stores what it learns. The thread ends with it, for a plain user may not raise a priority again."""
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
    build_bank(articles_of(bank), *engines, cache=_cache(), learning="all")


def _hold(
    contents: str,
    embedders: tuple[Embedder, ...],
    *,
    progress: Progress | None = None,
    learning: Learning = "small",
) -> None:
    global _held
    articles = [
        ArticleText(row.article, row.topic, row.language, row.question, row.answer, tuple(row.also_asked), row.version)
        for row in published_articles()
    ]
    bank = build_bank(articles, *embedders, cache=_cache(), progress=progress, learning=learning)
    _held = _Held(bank, contents, bank_version(bank.texts, ("use", "e5") if _wants_e5() else ("use",)))


def _get() -> _Held:
    if _held is None:
        raise RuntimeError("There is no bank yet.")
    return _held


def _cache() -> VectorCache:
    return VectorCache(settings.LOKET_DATA / "vectors")
