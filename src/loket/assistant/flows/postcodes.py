"""Postcodes as each country writes them, and how an address names a country. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale

# As written in addresses of the country; only of countries in which no address goes without.
PATTERNS: Mapping[str, str] = {
    "BR": r"\d{2}\.?\d{3}-?\d{3}",
    "ID": r"[1-9]\d{4}",
    "MX": r"\d{5}",
    "ES": r"(?:0[1-9]|[1-4]\d|5[0-2])\d{3}",
    "US": r"\d{5}(?:-\d{4})?",
    "CN": r"\d{6}",
    "PT": r"\d{4}-\d{3}",
    "GB": r"(?i:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})",
    "CA": r"(?i:[A-Z]\d[A-Z] ?\d[A-Z]\d)",
    "NL": r"\d{4} ?(?i:[A-Z]{2})",
    "DE": r"\d{5}",
    "FR": r"\d{5}",
    "IT": r"\d{5}",
    "TR": r"\d{5}",
    "JP": r"〒?\d{3}-\d{4}",
}
# Such a postcode belongs to its country alone, even where the address does not name it.
UNMISTAKABLE = {
    "BR": r"\d{5}-\d{3}",
    "PT": PATTERNS["PT"],
    "GB": r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}",
    "CA": r"[A-Z]\d[A-Z] \d[A-Z]\d",
    "JP": r"〒\d{3}-\d{4}",
}
# Elsewhere something of this kind may stand in an address, and need not.
ANYWHERE = r"\d{4,7}"
LABEL = (
    r"(?i:\b(?:CEP|kode\s*pos|C\.?\s?P\.?|c[óo]digo\s+postal|zip(?:\s*code)?|post(?:al\s*)?code|邮编|邮政编码)"
    r"\s*[:：.]?\s*)"
)
# A number of five digits before a street is a house there, and after such a sign it is one everywhere.
_HOUSE = r"(?i:(?:\bn|\bno|\bnr|\bnúm|\bnum|º|#)\.?\s?)$"
# Countries whose names people write that are states, streets or towns elsewhere as a rule.
_NAMES_OF_OTHER_THINGS = frozenset({"GE", "JO", "PR"})
_SPOKEN = ("en", "pt_BR", "id", "es", "zh_Hans")
_ALSO = {
    "usa": "US", "u.s.a.": "US", "eua": "US", "ee.uu.": "US", "eeuu": "US", "ee. uu.": "US", "america": "US",
    "united states of america": "US", "uk": "GB", "england": "GB", "scotland": "GB", "inglaterra": "GB",
    "inggris": "GB", "holanda": "NL", "tiongkok": "CN", "cina": "CN", "china": "CN", "prc": "CN",
    "méjico": "MX", "brasil": "BR", "brazil": "BR", "republik indonesia": "ID",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Postcode:
    """A postcode and where it stands in a line, with the label before it."""

    text: str
    start: int
    end: int
    is_labelled: bool = False


def is_known(country: str) -> bool:
    """Whether addresses of this country have a postcode whose form is known."""
    return country in PATTERNS


def find_postcode(line: str, country: str) -> Postcode | None:
    """The postcode in a line as the country writes it: one that is called so, else the last."""
    pattern = PATTERNS.get(country, ANYWHERE)
    found = [
        Postcode(each["code"], each.start(), each.end(), bool(each["label"]))
        for each in re.finditer(rf"(?P<label>{LABEL})?(?<![\w-])(?P<code>{pattern})(?![\w-])", line)
        if not _is_house(line, each, country)
    ]
    return next((each for each in found if each.is_labelled), found[-1] if found else None)


def country_of_postcode(text: str) -> str:
    """The country whose postcodes alone look like one in the text; empty where none does."""
    for country, pattern in UNMISTAKABLE.items():
        if re.search(rf"(?<![\w-]){pattern}(?![\w-])", text):
            return country
    return ""


def country_named(text: str) -> str:
    """The code of the country that these words are, in the languages of the flows; empty where they are none."""
    code = _countries().get(" ".join(text.casefold().strip(" .,-()").split()), "")
    return "" if code in _NAMES_OF_OTHER_THINGS else code


def country_name(code: str, language: str) -> str:
    """What a country is called in a language; its code where it has no name there."""
    return str(Locale.parse(language, sep="-").territories.get(code, code))


def _is_house(line: str, found: re.Match[str], country: str) -> bool:
    if found["label"]:
        return False
    before, after = line[: found.start()].strip(), line[found.end() :].strip()
    return bool(re.search(_HOUSE, before)) or (country == "US" and not before and bool(after))


@cache
def _countries() -> Mapping[str, str]:
    names = {
        str(name).casefold(): code
        for spoken in _SPOKEN
        for code, name in Locale.parse(spoken).territories.items()
        if len(code) == 2 and code.isalpha()
    }
    return names | _ALSO
