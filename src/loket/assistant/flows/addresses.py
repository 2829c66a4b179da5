"""An address as somebody writes it into a chat, read into its parts. Pure; what it could not read stays empty."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from loket.assistant.flows.postcodes import country_named, country_of_postcode, find_postcode, is_known

LEAST_WORDS = 4
LEAST_SIGNS = 8  # of an address in a script without spaces
MOST_WORDS_OF_NAME = 5
# What begins a street or a house and no person's name.
_PLACES = re.compile(
    r"(?i)^(?:r\.|rua|av\.?|avenida|travessa|alameda|praça|rodovia|estrada|quadra|condom[íi]nio|edif[íi]cio|residencial"
    r"|bairro|jalan|jl\.?|jln\.?|gang|gg\.?|perum\w*|kompleks?|apartemen|desa|dusun|kel\.?|kec\.?|kelurahan|kecamatan"
    r"|calle|c/|carrera|calzada|callej[óo]n|paseo|plaza|colonia|col\.?|barrio|fracc\w*|manzana|privada|carretera"
    r"|apartment|apt\.?|flat|floor|suite|unit|room|building|p\.?\s?o\.?\s?box)(?=[\s.]|$)"
)
_LABELS = re.compile(
    r"(?i)^(?:name|nome|nama|nombre|address|endere[çc]o|alamat|direcci[óo]n|street|rua e n[úu]mero|city|cidade|kota"
    r"|ciudad|country|pa[íi]s|negara|penerima|recipient|destinat[áa]rio)\s*[:：]\s*"
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_CHINESE_CITY = re.compile(r"(?:[^\s省区]{2,8}(?:省|自治区))?(?P<city>[^\s省区市]{1,8}市)")
_STATE = re.compile(r"[A-Z]{2}")
_TOWN = re.compile(r"(?i)^(?:kota|kab\.?|kabupaten)\s")


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address; ``country`` is the code of the one it is in, where that is told."""

    name: str = ""
    lines: tuple[str, ...] = ()
    city: str = ""
    postcode: str = ""
    country: str = ""

    def is_whole(self, country: str) -> bool:
        """Whether a parcel can be sent by it: a street, and where postcodes are known of a country also its town."""
        return bool(self.lines) and (bool(self.city and self.postcode) or not is_known(country))


def looks_like_address(text: str) -> bool:
    """Whether these words may be an address at all: some words, or signs of a script without spaces, and a number."""
    has_number = any(map(str.isdigit, text))
    is_chinese = len(_CHINESE.findall(text)) >= LEAST_SIGNS
    return has_number and (is_chinese or len(text.split()) >= LEAST_WORDS)


def read_address(text: str, country: str, *, name: str = "") -> Address:
    """The parts of an address in a country; ``name`` is whose it was before, kept where no other is written."""
    rows = [row for line in _plain(text).splitlines() if (row := _segments(line))]
    rows, named = _without_country(rows)
    found, place = _find_postcode(rows, country)
    elsewhere = named or ("" if found else country_of_postcode(text))
    rows, city = _take_city(rows, place, country)
    rows, person = _take_name([[part for part in row if part] for row in rows], name)
    lines = tuple(", ".join(row) for row in rows if row)
    return Address(person or name, lines, city or _chinese_city(lines), _tidy(found, country), elsewhere or country)


def complete(text: str, more: str, country: str, *, name: str = "") -> Address:
    """An address whose missing part was written afterwards: by itself, or once more with all the rest."""
    first = read_address(text, country, name=name)
    if not more or first.is_whole(country):
        return first
    anew = read_address(more, country, name=name)
    if anew.is_whole(country) or anew.country != (country or anew.country):
        return anew
    return read_address(f"{text}\n{more}", country, name=name)


def _plain(text: str) -> str:
    """Digits and letters in their usual width; superscripts, which also mean "second", stay."""
    return "".join(unicodedata.normalize("NFKC", each) if each not in "ºª²³" else each for each in text)


def _segments(line: str) -> list[str]:
    parts = (_LABELS.sub("", each.strip(" .\t")).strip() for each in re.split(r"[,;，；]|\s[-–—]\s", line))
    return [each for each in parts if each]


def _without_country(rows: list[list[str]]) -> tuple[list[list[str]], str]:
    """The rows without the country that the last of them ends with, and its code."""
    if not rows or not rows[-1]:
        return rows, ""
    *before, last = rows[-1]
    if (code := country_named(last)) and (before or len(rows) > 1):
        return [*rows[:-1], before], code
    # "1200-195 Lisboa Portugal": behind a postcode the last words are no street.
    words = last.split()
    for place in range(1, len(words)):
        head, tail = " ".join(words[:place]), " ".join(words[place:])
        if re.search(r"\d{3}", head) and (code := country_named(tail)):
            return [*rows[:-1], [*before, head]], code
    return rows, ""


def _find_postcode(rows: Sequence[Sequence[str]], country: str) -> tuple[str, tuple[int, int]]:
    """The postcode, and in which part of which row: one that is called so, else the last."""
    every = [
        (found, (row, part))
        for row, parts in enumerate(rows)
        for part, text in enumerate(parts)
        if (found := find_postcode(text, country))
    ]
    labelled = [each for each in every if each[0].is_labelled]
    found, place = next(iter(labelled), every[-1]) if every else (None, (-1, -1))
    return (found.text if found else ""), place


def _take_city(rows: list[list[str]], place: tuple[int, int], country: str) -> tuple[list[list[str]], str]:
    """The rows without postcode and town, which stand beside each other."""
    left = [list(row) for row in rows]
    row, part = place
    found = find_postcode(left[row][part], country) if row >= 0 else None
    if found is None:
        return left, ""
    text = left[row].pop(part)
    before, after = text[: found.start].strip(" .,-"), text[found.end :].strip(" .,-")
    if _CHINESE.search(text):
        # Written without commas: the street stays whole, and who it is for stands behind.
        left[row].insert(part, before)
        return [[after], *left], ""
    street, city = _cut_street(f"{before} {after}".strip())
    if street:
        left[row].insert(part, street)
    if street or (city and not _STATE.fullmatch(city)):
        return left, _with_region(left[row], part, city)
    return _take_neighbour(left, (row, part), state=city)


def _with_region(parts: list[str], part: int, city: str) -> str:
    """An Indonesian town stands before its province, and says that it is one."""
    if 0 < part <= len(parts) and _TOWN.match(parts[part - 1]):
        return f"{parts.pop(part - 1)}, {city}"
    return city


def _take_neighbour(left: list[list[str]], place: tuple[int, int], *, state: str) -> tuple[list[list[str]], str]:
    """The town in the part before a postcode that stands alone, else in the one after it."""
    flat = [(row, part) for row, parts in enumerate(left) for part in range(len(parts))]
    before, after = [each for each in flat if each < place], [each for each in flat if each >= place]
    for row, part in (*before[1:][-1:], *after[:1]):
        if not _is_town(left[row][part]):
            continue
        town = left[row].pop(part)
        if _STATE.fullmatch(town) and part and _is_town(left[row][part - 1]):
            town, state = left[row].pop(part - 1), town
        return left, ", ".join(filter(None, (town, state)))
    return left, state


def _cut_street(text: str) -> tuple[str, str]:
    """Street and town of a part that holds both: the town stands behind the last number."""
    words = text.split()
    numbered = [place for place, word in enumerate(words) if any(map(str.isdigit, word))]
    if not numbered:
        return (text, "") if _PLACES.match(text) else ("", text)
    return " ".join(words[: numbered[-1] + 1]), " ".join(words[numbered[-1] + 1 :])


def _is_town(text: str) -> bool:
    return not any(map(str.isdigit, text)) and not _PLACES.match(text)


def _take_name(rows: list[list[str]], name: str) -> tuple[list[list[str]], str]:
    """The rows without the person they begin with, where somebody does."""
    flat = sum(len(each) for each in rows)
    first = next((each for each in rows if each), [""])[0]
    is_known_name = bool(name) and first.casefold() == name.casefold()
    if flat < 2 or not (is_known_name or _may_be_name(first)):
        return rows, ""
    left = [list(row) for row in rows]
    next(each for each in left if each).pop(0)
    return left, first


def _may_be_name(text: str) -> bool:
    words = text.split()
    is_chinese = bool(_CHINESE.search(text)) and len(text) <= LEAST_WORDS
    return _is_town(text) and (is_chinese or 2 <= len(words) <= MOST_WORDS_OF_NAME)


def _chinese_city(lines: Sequence[str]) -> str:
    """The city that a Chinese line begins with; the line stays whole, as such addresses are written."""
    found = next((each for line in lines if (each := _CHINESE_CITY.search(line))), None)
    return found["city"] if found else ""


def _tidy(code: str, country: str) -> str:
    code = " ".join(code.upper().replace("〒", "").replace(".", "").split())
    return f"{code[:5]}-{code[5:]}" if country == "BR" and code.isdecimal() else code
