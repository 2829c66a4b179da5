"""Language tags as engines, memory and glossary compare them: the language, and the script where it is another text."""

from __future__ import annotations

_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
_SISTERS = {"no": "nb", "in": "id", "iw": "he"}


def plain(tag: str) -> str:
    """ "pt-BR" is "pt", "zh-Hans" and "zh-CN" are "zh", "zh-TW" is "zh-hant", "no" is "nb"."""
    parts = tag.strip().replace("_", "-").lower().split("-")
    if parts[0] == "zh" and _TRADITIONAL.intersection(parts[1:]):
        return "zh-hant"
    return _SISTERS.get(parts[0], parts[0])


def region(tag: str) -> str:
    """The region of a tag in capitals, such as "BR"; empty where it names none."""
    return next((part.upper() for part in tag.replace("_", "-").split("-")[1:] if len(part) == 2), "")


def is_same_language(one: str, other: str) -> bool:
    """Whether a reader of the one reads the other, so that nothing has to be translated."""
    return plain(one) == plain(other)
