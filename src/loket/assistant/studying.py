"""The worker's student: learns from the articles aside, and keeps what it learnt, to patch it when a few change.

It only stores; every process, this one too, takes the lessons over from there. Its threads have low priority, hold no
lock that an answer waits for, and spend their time in numpy, which lets other threads run meanwhile.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loket.assistant.article_texts import ArticleText
from loket.assistant.comparing import mark
from loket.assistant.fitted import store_lessons, stored_lessons
from loket.assistant.groundwork import Groundwork, lay_ground
from loket.assistant.lessons import Learnt, learn, recall
from loket.assistant.patching import patch
from loket.lib.embedding import Embedder
from loket.lib.vector_cache import VectorCache

NICENESS = 15  # of a thread that studies for a minute, so that chats on the same core do not feel it
QUIET_MINUTES = 10
LATEST_HOURS = 24

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """What to learn from; `contents` names the state of the articles."""

    contents: str
    articles: Sequence[ArticleText]
    engines: tuple[Embedder, ...]
    cache: VectorCache


class Student:
    """Learns in threads of its own: one that catches up with changes, one that learns all anew at a quiet hour."""

    def __init__(self) -> None:
        self._base: Learnt | None = None
        self._catching_up = self._revising = threading.Thread()
        self._caught_up_with = self._revised = ""
        self._wanted_since: float | None = None

    def catch_up(self, task: Task) -> None:
        """There are no lessons of these articles yet: patch the last ones, else learn all. Returns at once."""
        is_busy = self._catching_up.is_alive() or (self._base is None and self._revising.is_alive())
        if is_busy or self._caught_up_with == task.contents:
            return
        self._caught_up_with = task.contents
        self._catching_up = _start(lambda: self._catch_up(task))

    def revise(self, task: Task, is_quiet: Callable[[], bool]) -> None:
        """Learn all anew, once a quiet hour has come or it has been put off for long. Returns at once."""
        is_busy = self._catching_up.is_alive() or self._revising.is_alive()
        if is_busy or self._revised == task.contents or not self._is_time(is_quiet):
            return
        self._revised, self._wanted_since = task.contents, None
        self._revising = _start(lambda: self._revise(task))

    def can_patch(self) -> bool:
        """Whether it holds what a patch needs; not so after a start, for it is not stored."""
        return self._base is not None

    def _is_time(self, is_quiet: Callable[[], bool]) -> bool:
        """Who edits one article often edits the next: it waits a while even where nobody writes."""
        now = time.monotonic()
        self._wanted_since = now if self._wanted_since is None else self._wanted_since
        waited = now - self._wanted_since
        return waited >= LATEST_HOURS * 3600 or (waited >= QUIET_MINUTES * 60 and is_quiet())

    def _catch_up(self, task: Task) -> None:
        ground = _ground(task)
        learnt = patch(self._base, ground.material, ground.cascade) if self._base is not None else None
        if learnt is None:
            self._base = learnt = learn(ground.material, ground.cascade)
        store_lessons(task.cache.directory, ground.version, learnt.lessons)

    def _revise(self, task: Task) -> None:
        ground = _ground(task)
        learnt = learn(ground.material, ground.cascade)
        in_use = stored_lessons(task.cache.directory, ground.version)
        if in_use is not None and not in_use.thorough:
            before = recall(ground.material, ground.cascade, in_use)
            if _is_worse(learnt, before):
                self._base = self._base or before
                return
        if in_use is None or not in_use.thorough:
            store_lessons(task.cache.directory, ground.version, learnt.lessons)
        self._base = learnt


def _is_worse(new: Learnt, in_use: Learnt) -> bool:
    pairs = list(zip(mark(new), mark(in_use), strict=True))
    if not any(after.is_worse_than(before) for after, before in pairs):
        return False
    after, before = ("; ".join(map(str, marks)) for marks in zip(*pairs, strict=True))
    logger.warning("What was learnt anew is worse and not taken over: %s. In use: %s.", after, before)
    return True


def _ground(task: Task) -> Groundwork:
    return lay_ground(task.articles, *task.engines, cache=task.cache)


def _start(study: Callable[[], None]) -> threading.Thread:
    """The thread ends with its task, for a plain user may not raise a priority again."""

    def at_low_priority() -> None:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
        study()

    thread = threading.Thread(target=at_low_priority, name="bank-student", daemon=True)
    thread.start()
    return thread
