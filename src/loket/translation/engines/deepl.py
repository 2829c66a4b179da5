"""DeepL's HTTP API, version 2. Placeholders travel as XML tags, which it promises to keep."""

from __future__ import annotations

from collections.abc import Sequence

from loket.lib.outbound import address_problem
from loket.translation.engines.asking import post, texts_in
from loket.translation.port import EngineFailed
from loket.translation.shapes import LETTERS, TAGS, Shape
from loket.translation.tags import plain, region

URL, FREE_URL = "https://api.deepl.com", "https://api-free.deepl.com"
MOST_TEXTS = 50
_SPOKEN = "ar bg cs da de el en es et fi fr hu id it ja ko lt lv nb nl pl pt ro ru sk sl sv tr uk zh zh-hant"
_LANGUAGES = tuple(_SPOKEN.split())
# Targets have regions and scripts where sources have none.
_TARGETS = {"en": "EN-US", "pt": "PT-BR", "zh": "ZH-HANS", "zh-hant": "ZH-HANT"}
_REGIONAL = frozenset({"EN-GB", "EN-US", "PT-BR", "PT-PT"})


class DeepL:
    """Sends all lines in as many requests as the API's limit of 50 texts needs, mostly one."""

    name = "deepl"
    shapes: tuple[Shape, ...] = (TAGS, LETTERS)

    def __init__(self, key: str, url: str = "") -> None:
        # A free account's key says so itself.
        self._url = (url or (FREE_URL if key.endswith(":fx") else URL)).rstrip("/")
        if problem := address_problem(self._url):
            raise ValueError(problem)
        self._key = key

    def pairs(self) -> frozenset[tuple[str, str]] | None:
        """Any of its languages to any other, as its documentation lists them."""
        return frozenset((source, target) for source in _LANGUAGES for target in _LANGUAGES if source != target)

    def translate(self, texts: Sequence[str], *, source: str, target: str, seconds: float) -> list[str]:
        if len(texts) > MOST_TEXTS:
            raise EngineFailed(f"more than {MOST_TEXTS} lines", is_down=False)
        has_tags = any("<x id=" in text for text in texts)
        asked = {
            "text": list(texts),
            "source_lang": plain(source).split("-")[0].upper(),
            "target_lang": target_code(target),
            "preserve_formatting": True,
            **({"tag_handling": "xml"} if has_tags else {}),
        }
        headers = {"Authorization": f"DeepL-Auth-Key {self._key}"}
        document = post(f"{self._url}/v2/translate", asked, headers=headers, seconds=seconds)
        try:
            found = [each["text"] for each in document["translations"]]
        except (LookupError, TypeError):
            raise EngineFailed("the answer holds no list of texts") from None
        return texts_in(found, len(texts))


def target_code(target: str) -> str:
    """How the API spells a language to translate into."""
    regional = f"{plain(target)}-{region(target)}".upper()
    return regional if regional in _REGIONAL else _TARGETS.get(plain(target), plain(target).upper())
