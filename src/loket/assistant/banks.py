"""The one bank of this process: built from the published articles, replaced as a whole when they change.

A keeper thread watches for changes, so that every process switches within seconds and no turn waits for it.
Embedding with the thorough engine is left to the worker, in a thread that yields to all others; every process
takes the vectors over once they are stored.
"""

from __future__ import annotations

import logging
import os
import threading
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection

from loket.assistant.bank import ArticleText, Bank, asked, build_bank
from loket.knowledge.queries import contents_version, published_articles
from loket.lib.embedding import Embedder, e5, use
from loket.lib.vector_cache import Progress, VectorCache

LOOK_EVERY_SECONDS = 2.0
NICENESS = 15  # of the thread that embeds for a minute, so that chats on the same core do not feel it

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Held:
    bank: Bank
    contents: str
    engines: tuple[str, ...]


_lock = threading.Lock()
_held: _Held | None = None
_keeper: threading.Thread | None = None
_embedding_for = ""  # the contents that the slow thread was last started for
_seen: tuple[str, tuple[str, ...]] = ("", ())  # the contents and the files that were last found incomplete


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
    """The bank with every engine of this installation, for commands; what was never embedded is embedded now."""
    with _lock:
        _hold(contents_version(), (use(), e5()) if _wants_e5() else (use(),), progress=progress)
        return _get().bank


def keep(*, embed_slowly: bool) -> None:
    """Build the bank and watch over it from now on; ``embed_slowly`` is for the worker, which may take its time."""
    global _keeper
    with _lock:
        _hold(contents_version(), (use(),))
    if _keeper is None:
        _keeper = threading.Thread(target=_watch, args=(embed_slowly,), name="bank-keeper", daemon=True)
        _keeper.start()


def _watch(embed_slowly: bool) -> None:
    stop = threading.Event()
    while not stop.wait(LOOK_EVERY_SECONDS):
        try:
            _refresh(embed_slowly)
        except DatabaseError as error:
            logger.warning("The articles could not be read; trying again: %s", error)
        finally:
            connection.close()


def _refresh(embed_slowly: bool) -> None:
    contents = contents_version()
    held = _get()
    if held.contents != contents:
        _hold(contents, (use(),))
        held = _get()
    if not _wants_e5() or "e5" in held.engines:
        return
    texts = asked(held.bank)
    if _are_stored(texts, contents):
        _hold(contents, (use(), e5()))
    elif embed_slowly and _embedding_for != contents:
        _start_embedding(texts, contents)


def _wants_e5() -> bool:
    return "e5" in settings.LOKET_EMBEDDERS


def _are_stored(texts: list[str], contents: str) -> bool:
    """Whether the slow engine's vectors are all there; the files are read only after a change."""
    global _seen
    listing = _cache().listing("e5")
    if _seen == (contents, listing):
        return False
    if not _cache().missing(texts, "e5"):
        return True
    _seen = (contents, listing)
    return False


def _start_embedding(texts: list[str], contents: str) -> None:
    global _embedding_for
    _embedding_for = contents
    e5()  # made here: whatever threads the engine may start must not inherit the low priority
    threading.Thread(target=_embed, args=(texts,), name="bank-embedder", daemon=True).start()


def _embed(texts: list[str]) -> None:
    """Only stores the vectors. The thread ends with it, for a plain user may not raise a priority again."""
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
    _cache().vectors(texts, e5())


def _hold(contents: str, embedders: tuple[Embedder, ...], *, progress: Progress | None = None) -> None:
    global _held
    articles = [
        ArticleText(row.article, row.topic, row.language, row.question, row.answer, tuple(row.also_asked), row.version)
        for row in published_articles()
    ]
    bank = build_bank(articles, *embedders, cache=_cache(), progress=progress)
    _held = _Held(bank, contents, tuple(each.name for each in embedders))


def _get() -> _Held:
    if _held is None:
        raise RuntimeError("There is no bank yet.")
    return _held


def _cache() -> VectorCache:
    return VectorCache(settings.LOKET_DATA / "vectors")
