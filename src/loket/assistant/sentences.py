"""The assistant's own sentences: all of them in the four interface languages, three of them in forty more."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources

from babel import Locale, UnknownLocaleError

from loket.assistant.sisters import SISTERS
from loket.translation.detection import primary

FALLBACK = "en"
COMPLETE = ("en", "pt-BR", "id", "es")


def sentence(name: str, language: str, *, variant: int = 0, **fields: str) -> tuple[str, str]:
    """One of our sentences in a language, else in its sister or in English; and the language it is really in."""
    texts, used = variants(name, language)
    return texts[variant % len(texts)].format(**fields), used


def variants(name: str, language: str) -> tuple[tuple[str, ...], str]:
    """All wordings of one of our sentences, in one language, and which language that is."""
    for tag in (language, primary(language), SISTERS.get(primary(language), FALLBACK)):
        texts = _sentences().get(tag.lower(), {}).get(name)
        if texts:
            return texts, _spelt().get(tag.lower(), tag)
    return _sentences()[FALLBACK][name], FALLBACK


def language_name(language: str, *, within: str) -> str:
    """What a language is called in another ("espanhol")."""
    try:
        names = Locale.parse(within, sep="-").languages
    except (UnknownLocaleError, ValueError):
        return language
    return str(names.get(primary(language), language))


@lru_cache(maxsize=1)
def _sentences() -> dict[str, dict[str, tuple[str, ...]]]:
    folder = resources.files("loket.assistant") / "wording"
    listed = json.loads((folder / "others.json").read_text("utf-8"))
    listed.update({tag: json.loads((folder / f"{tag}.json").read_text("utf-8")) for tag in COMPLETE})
    by_tag = {tag.lower(): {name: tuple(texts) for name, texts in names.items()} for tag, names in listed.items()}
    for tag in list(by_tag):
        by_tag.setdefault(primary(tag), by_tag[tag])
    by_tag["no"] = by_tag["nb"]
    by_tag["zh-hk"] = by_tag["zh-tw"] = by_tag["zh-hant"]
    return by_tag


@lru_cache(maxsize=1)
def _spelt() -> dict[str, str]:
    """Tags as they are written, by their lower-case form; a bare language stands for the region we write in."""
    return {"pt": "pt-BR", "no": "nb", **{tag.lower(): tag for tag in (*COMPLETE, "zh-Hant", "zh-TW", "zh-HK")}}
