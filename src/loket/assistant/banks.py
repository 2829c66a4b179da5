"""The one bank of this process: built from the published articles, replaced as a whole when they change.

A keeper thread watches for changes, so that every process switches within seconds and no turn waits for it.
Embedding with the thorough engine and learning from all texts are left to the worker, in a thread that yields to all
others; every process takes lessons and vectors over once they are stored.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection

from loket.assistant import patching
from loket.assistant.article_texts import ArticleText, bank_version, by_article
from loket.assistant.bank import Bank, Learning, articles_of, build_bank
from loket.assistant.fitted import lessons_stamp
from loket.assistant.policies import held as held_policy
from loket.assistant.studying import Student, Task
from loket.knowledge.queries import contents_version, published_articles
from loket.lib.embedding import Embedder, e5, use
from loket.lib.vector_cache import Progress, VectorCache

LOOK_EVERY_SECONDS = 2.0
SECONDS_BEFORE_STUDY = 15.0  # first let the web process come up, which shares the processor

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Held:
    bank: Bank
    contents: str
    awaited: str  # the version of the bank with every engine, for which lessons are looked for
    stamp: int | None  # of the lessons taken over; those stored later are better

    @property
    def has_learnt(self) -> bool:
        """Whether it is all that can be had for these articles now."""
        return self.bank.has_learnt and self.bank.version == self.awaited


_lock = threading.Lock()
_held: _Held | None = None
_keeper: threading.Thread | None = None
_student = Student()


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


def keep(
    *, study: bool, beside: Sequence[Callable[[], None]] = (), is_quiet: Callable[[], bool] = lambda: True
) -> None:
    """Build the bank and watch over it from now on; ``study`` is for the worker, which may take its time.

    ``beside`` is looked at now and as often: what else every process holds, so that no turn has to ask for it.
    ``is_quiet`` tells whether nobody is waiting for answers, so that all may be learnt anew.
    """
    global _keeper
    with _lock:
        _hold(contents_version(), (use(),))
    for look in beside:
        look()
    if _keeper is None:
        _keeper = threading.Thread(target=_watch, args=(study, beside, is_quiet), name="bank-keeper", daemon=True)
        _keeper.start()


def _watch(study: bool, beside: Sequence[Callable[[], None]], is_quiet: Callable[[], bool]) -> None:
    stop, began = threading.Event(), time.monotonic()
    while not stop.wait(LOOK_EVERY_SECONDS):
        try:
            for look in beside:
                look()
            _refresh()
            if study and time.monotonic() - began >= SECONDS_BEFORE_STUDY:
                _study(is_quiet)
        except DatabaseError as error:
            logger.warning("The articles could not be read; trying again: %s", error)
        finally:
            connection.close()


def _refresh() -> None:
    contents = contents_version()
    if _get().contents != contents:
        _hold(contents, (use(),))
    held = _get()
    stamp = lessons_stamp(_cache().directory, held.awaited)
    if stamp is not None and stamp != held.stamp:
        _hold(contents, _wanted())


def _study(is_quiet: Callable[[], bool]) -> None:
    """Catch up where lessons are missing; where they were patched, or could not be next time, learn all anew."""
    held = _get()
    is_ready = _student.can_patch() or len(held.bank.layout.labels) < patching.PATCHED_FROM
    if held.has_learnt and not held.bank.is_patched and is_ready:
        return
    # The engines are made here: whatever threads one may start must not inherit the low priority.
    task = Task(held.contents, articles_of(held.bank), _wanted(), _cache())
    if held.has_learnt:
        _student.revise(task, is_quiet)
        return
    _student.catch_up(task)


def _wanted() -> tuple[Embedder, ...]:
    """The engines of this installation, the quickest first."""
    return (use(), e5()) if _wants_e5() else (use(),)


def _wants_e5() -> bool:
    return "e5" in settings.LOKET_EMBEDDERS


def _hold(
    contents: str,
    embedders: tuple[Embedder, ...],
    *,
    progress: Progress | None = None,
    learning: Learning = "small",
) -> None:
    global _held
    articles = [
        ArticleText(
            row.article, row.topic, row.language, row.question, row.answer, tuple(row.also_asked), row.version, row.flow
        )
        for row in published_articles()
    ]
    directory = _cache().directory
    awaited = bank_version(by_article(articles), ("use", "e5") if _wants_e5() else ("use",))
    stamp = lessons_stamp(directory, awaited)  # before they are read: what is stored meanwhile counts as newer
    bank = build_bank(articles, *embedders, cache=_cache(), progress=progress, learning=learning)
    if bank.version != awaited:
        stamp = None
    elif stamp is None and bank.has_learnt:
        stamp = lessons_stamp(directory, awaited)
    _held = _Held(bank, contents, awaited, stamp)


def _get() -> _Held:
    if _held is None:
        raise RuntimeError("There is no bank yet.")
    return _held


def _cache() -> VectorCache:
    return VectorCache(settings.LOKET_DATA / "vectors")
