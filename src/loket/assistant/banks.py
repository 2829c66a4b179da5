"""The one bank of this process: built from the published articles, replaced as a whole when they change.

A keeper thread watches for changes, so that every process switches within seconds and no turn waits for it.
Loading the thorough engine's vectors is left to the worker; the web takes them over once they are cached.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection

from loket.assistant.bank import ArticleText, Bank, build_bank
from loket.knowledge.queries import contents_version, published_articles
from loket.lib.embedding import Embedder, e5, use
from loket.lib.vector_cache import VectorCache

LOOK_EVERY_SECONDS = 2.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Held:
    bank: Bank
    contents: str
    engines: tuple[str, ...]


_lock = threading.Lock()
_held: _Held | None = None
_keeper: threading.Thread | None = None


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
    if "e5" in settings.LOKET_EMBEDDERS and "e5" not in held.engines:
        if embed_slowly or not _cache().missing(_texts(held.bank), "e5"):
            _hold(contents, (use(), e5()))


def _hold(contents: str, embedders: tuple[Embedder, ...]) -> None:
    global _held
    articles = [
        ArticleText(
            row.article, row.topic, row.language, row.question, row.answer, tuple(row.also_asked), row.version
        )
        for row in published_articles()
    ]
    bank = build_bank(articles, *embedders, cache=_cache())
    _held = _Held(bank, contents, tuple(each.name for each in embedders))


def _texts(bank: Bank) -> list[str]:
    return [
        question
        for translations in bank.texts.values()
        for text in translations.values()
        for question in (text.question, *text.also_asked)
    ]


def _get() -> _Held:
    if _held is None:
        raise RuntimeError("There is no bank yet.")
    return _held


def _cache() -> VectorCache:
    return VectorCache(settings.LOKET_DATA / "vectors")
