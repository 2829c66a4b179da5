"""Any server that speaks LibreTranslate's protocol: ``POST /translate``, and ``GET /languages`` for what it knows."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import Any

from loket.lib.outbound import address_problem
from loket.translation.engines.asking import get, post, texts_in
from loket.translation.port import EngineFailed
from loket.translation.shapes import BRACKETS, LETTERS, Shape
from loket.translation.tags import plain

LANGUAGES_HOLD_SECONDS = 3600.0
LANGUAGES_ASKED_AGAIN_SECONDS = 60.0
SECONDS_FOR_LANGUAGES = 5.0


class LibreTranslate:
    """Sends all lines in one request; what the server knows is asked beside, and nobody waits for it."""

    name = "libretranslate"
    shapes: tuple[Shape, ...] = (LETTERS, BRACKETS)

    def __init__(self, url: str, key: str = "") -> None:
        if problem := address_problem(url):
            raise ValueError(problem)
        self._url = url.rstrip("/").removesuffix("/translate")
        self._key = key
        self._pairs: dict[tuple[str, str], tuple[str, str]] | None = None
        self._ask_at = float("-inf")
        self._lock = threading.Lock()

    def pairs(self) -> frozenset[tuple[str, str]] | None:
        """What the server said last; None, which is any, until it has."""
        self._renew_beside()
        return None if self._pairs is None else frozenset(self._pairs)

    def translate(self, texts: Sequence[str], *, source: str, target: str, seconds: float) -> list[str]:
        wanted = plain(source), plain(target)
        codes = (self._pairs or {}).get(wanted, wanted)
        asked: dict[str, Any] = {"q": list(texts), "source": codes[0], "target": codes[1], "format": "text"}
        if self._key:
            asked["api_key"] = self._key
        document = post(f"{self._url}/translate", asked, headers={}, seconds=seconds)
        return texts_in(document.get("translatedText") if isinstance(document, dict) else None, len(texts))

    def learn_pairs(self, *, seconds: float) -> None:
        """Ask the server which pairs it speaks; raises EngineFailed and keeps what was known."""
        document = get(f"{self._url}/languages", seconds=seconds)
        try:
            self._pairs = {
                (plain(each["code"]), plain(target)): (each["code"], target)
                for each in document
                for target in each["targets"]
                if plain(target) != plain(each["code"])
            }
        except (LookupError, TypeError, AttributeError):
            raise EngineFailed("the list of languages cannot be read") from None

    def _renew_beside(self) -> None:
        with self._lock:
            if time.monotonic() < self._ask_at:
                return
            self._ask_at = time.monotonic() + LANGUAGES_ASKED_AGAIN_SECONDS
        threading.Thread(target=self._renew, name="libretranslate-languages", daemon=True).start()

    def _renew(self) -> None:
        try:
            self.learn_pairs(seconds=SECONDS_FOR_LANGUAGES)
        except EngineFailed:
            return
        self._ask_at = time.monotonic() + LANGUAGES_HOLD_SECONDS
