"""Language tags (BCP 47) and what follows from them; nothing else maps them to Django's codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from django.conf import settings

# Language, then optionally script, region and variants; extensions and private use carry nothing for readers.
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*")
# Where CLDR names the country rather than what its people call their language.
OWN_NAMES = {"id": "Bahasa Indonesia", "ms": "Bahasa Melayu"}
_CODES_OF_OLD = {"in": "id", "iw": "he", "ji": "yi", "tl": "fil", "no": "nb"}
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"})
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
_SCRIPT_BY_REGION = {"CN": "Hans", "SG": "Hans", "MY": "Hans", "TW": "Hant", "HK": "Hant", "MO": "Hant"}
# Whom a reader also understands, the closest first, before the language of last resort.
_NEIGHBOURS = {
    "ca": ("es",), "eu": ("es",), "gl": ("pt", "es"), "es": ("pt",), "pt": ("es",), "qu": ("es",), "gn": ("es",),
    "id": ("ms",), "ms": ("id",), "jv": ("id",), "su": ("id",), "min": ("id",),
    "nb": ("nn", "da", "sv"), "nn": ("nb", "da", "sv"), "da": ("nb", "sv"), "sv": ("nb", "da"),
    "be": ("ru",), "kk": ("ru",), "ky": ("ru",), "sk": ("cs",), "cs": ("sk",), "hr": ("sr",), "sr": ("hr",),
}  # fmt: skip
LAST_RESORT = "en"


def canonical(tag: str) -> str:
    """The tag as BCP 47 writes it, such as ``pt-BR`` for ``pt_br``; raises ValueError for what is no tag."""
    candidate = tag.strip().replace("_", "-")
    if len(candidate) > 20 or not _TAG.fullmatch(candidate):
        raise ValueError(f"{tag[:40]!r} is not a language tag such as en, pt-BR or zh-Hans")
    first, *rest = candidate.split("-")
    language = _CODES_OF_OLD.get(first.lower(), first.lower())
    return "-".join([language, *map(_cased, rest)])


def to_django(tag: str) -> str:
    """Django's code of a tag: ``pt-br`` for ``pt-BR``."""
    return tag.lower()


def from_django(code: str) -> str:
    """The tag of one of Django's codes: ``pt-BR`` for ``pt-br``."""
    return canonical(code)


def primary(tag: str) -> str:
    """The language alone, without script or region."""
    return tag.replace("_", "-").split("-")[0].lower()


def best_match(requested: str | Sequence[str], available: Iterable[str]) -> str | None:
    """The available tag that serves the first possible of the requested ones, or None; never another language."""
    offered = list(available)
    wanted = [requested] if isinstance(requested, str) else requested
    for tag in filter(None, map(_canonical_or_empty, wanted)):
        match = _match(tag, offered)
        if match is not None:
            return match
    return None


def fallback_chain(tag: str, available: Iterable[str]) -> list[str]:
    """All available tags, the one that serves a reader of ``tag`` best first."""
    rest = list(dict.fromkeys(available))
    chain: list[str] = []
    wanted = _canonical_or_empty(tag)
    for language in [wanted, *_NEIGHBOURS.get(primary(wanted), ()), LAST_RESORT]:
        match = _match(language, rest) if language else None
        while match is not None:
            chain.append(match)
            rest.remove(match)
            match = _match(language, rest)
    return [*chain, *rest]


def nearest(tag: str, available: Iterable[str]) -> str:
    """The one available tag that serves a reader of ``tag`` best; the language of last resort where there is none."""
    return next(iter(fallback_chain(tag, available)), LAST_RESORT)


def interface_language(tag: str) -> str:
    """The language of the interface in which a reader of ``tag`` is addressed."""
    return nearest(tag, map(from_django, dict(settings.LANGUAGES)))


@lru_cache(maxsize=512)
def display_name(tag: str) -> str:
    """The language's name as its own speakers write it, such as ``Português (Brasil)``; the tag when unknown."""
    try:
        name = Locale.parse(canonical(tag), sep="-").get_display_name()
    except (ValueError, UnknownLocaleError):
        return tag
    return OWN_NAMES.get(tag) or (name[:1].upper() + name[1:] if name else tag)


def direction(tag: str) -> str:
    """``rtl`` or ``ltr``, as HTML's ``dir`` takes it."""
    script = _script(_canonical_or_empty(tag))
    if script:
        return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if primary(tag) in _RIGHT_TO_LEFT else "ltr"


def _cased(subtag: str) -> str:
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.title()
    return subtag.upper() if len(subtag) <= 3 else subtag.lower()


def _canonical_or_empty(tag: str) -> str:
    try:
        return canonical(tag)
    except ValueError:
        return ""


def _match(tag: str, offered: Sequence[str]) -> str | None:
    """Exactly this tag, else a shorter form of it (RFC 4647, lookup), else a sibling in the same script."""
    by_canonical = {_canonical_or_empty(each): each for each in reversed(offered)}
    parts = tag.split("-")
    while parts:
        shorter = "-".join(parts)
        if shorter in by_canonical and _script_fits(tag, shorter):
            return by_canonical[shorter]
        parts.pop()
    siblings = [each for each in offered if primary(each) == primary(tag)]
    return next((each for each in siblings if _script_fits(tag, _canonical_or_empty(each))), None)


def _script_fits(tag: str, other: str) -> bool:
    return not (_script(tag) and _script(other)) or _script(tag) == _script(other)


def _script(tag: str) -> str:
    """The script a tag names, or for Chinese implies; empty when it says nothing."""
    subtags = tag.split("-")[1:]
    named = next((each for each in subtags if len(each) == 4 and each.isalpha()), "")
    if named or primary(tag) != "zh":
        return named
    return next((_SCRIPT_BY_REGION[each] for each in subtags if each in _SCRIPT_BY_REGION), "")
