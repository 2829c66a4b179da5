"""Is a composed sentence only what its source says? Every doubt is a refusal: the article itself is sent then."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from loket.assistant.composing.comparing import Reading, carries_meaning, spelt_out, stem
from loket.assistant.composing.vocabulary import vocabulary
from loket.assistant.composing.weighing import changed_meaning, changed_negation
from loket.assistant.words import fold

IN_SOURCE_AT_LEAST = 0.6  # of the words that carry meaning
IN_ARTICLE_AT_LEAST = 0.75
AND = frozenset({"and", "e", "dan", "y"})

_LINK = re.compile(r"\S*(?:://|www\.|@|\b[\w-]{2,}\.[a-z]{2,}\b)\S*", re.I)
_AROUND_LINK = "\"'`“”()*_,;:!?."
_MARKUP = re.compile(r"[<>`#|\\\[\]{}~^]|^\s*[-+>]\s|\bjavascript:", re.I)
_CODE = re.compile(r"`[^`]+`")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def problem_of(composed: str, tied: Sequence[str], article: str, *, language: str) -> str:
    """Why a sentence may not be said, in a few words; empty when each thing in it stands in its tied sentences.

    ``article`` is everything that the answer may draw on; ``language`` one of the CHECKED ones.
    """
    if composed in tied:
        return ""
    words = vocabulary(language)
    said, parts = Reading(composed, words), [Reading(each, words) for each in tied]
    source, known = Reading(" \n".join(tied), words), Reading(article, words)
    return (
        _odd_marks(said, source)
        or _unknown_links(said, tied)
        or _unknown_quantities(said, parts)
        or changed_meaning(said, source, language)
        or changed_negation(said, source)
        or _unknown_names(said, source, known)
        or _heavy_words(said, source, known)
        or _too_far(said, source, known)
    )


def _odd_marks(said: Reading, source: Reading) -> str:
    """Marks that are no plain sentence: invisible characters, another script, Markdown other than bold."""
    for character in said.text:
        if unicodedata.category(character) in {"Cf", "Cc", "Co", "Cs", "Cn"}:
            return "an invisible character"
        is_foreign = character.isalpha() and not unicodedata.name(character, "").startswith(
            ("LATIN", "FEMININE", "MASC")
        )
        if is_foreign and character not in source.text:
            return "letters of another script"
    shown = _CODE.sub(lambda code: "" if code[0] in source.text else code[0], said.text)
    if _MARKUP.search(shown):
        return "markup"
    names = _BOLD.findall(said.text)
    if "*" in _BOLD.sub("", said.text):
        return "markup"
    unknown = [name for name in names if f"**{name.strip()}**".casefold() not in source.text.casefold()]
    return f"{unknown[0]} is not bold in source" if unknown else ""


def _unknown_links(said: Reading, tied: Sequence[str]) -> str:
    for link in _LINK.findall(said.text):
        bare = link.strip(_AROUND_LINK).casefold()
        if not any(bare == each.strip(_AROUND_LINK).casefold() for part in tied for each in _LINK.findall(part)):
            return f"link {bare[:60]} is not in source"
    return ""


def _unknown_quantities(said: Reading, parts: Sequence[Reading]) -> str:
    codes = {each.core.casefold() for part in parts for each in part.tokens if each.is_code}
    for place, token in enumerate(said.tokens):
        if token.is_code and token.core.casefold() not in codes:
            return f"{token.core[:40]} is not in source"
        if token.quantity is None:
            continue
        places = [
            (part, there) for part in parts for there, each in enumerate(part.tokens) if each.quantity == token.quantity
        ]
        if not places:
            return f"number {token.quantity} is not in source"
        if not any(_belongs_there(said, place, part, there) for part, there in places):
            return f"number {token.quantity} belongs to something else in source"
    known = {word for part in parts for word in part.all_words}
    added = [word for word in said.padded.split() if word in said.words.amounts and word not in known]
    return f"{added[0]} is not in source" if added else ""


def _belongs_there(said: Reading, place: int, part: Reading, there: int) -> bool:
    """Whether the words beside a number stand beside it in the source too ("Pix 1 day, card 5"), names without fail.

    No other number of the source may have more of them for its own.
    """
    has_several = sum(token.quantity is not None for token in said.tokens) > 1
    mine = _beside(said, place, within_clause=has_several)
    if not mine & part.names <= _beside(part, there, within_clause=False):
        return False
    owned = [len(mine & _owned(part, other)) for other, token in enumerate(part.tokens) if token.quantity is not None]
    return len(mine & _owned(part, there)) >= max(owned)


def _owned(reading: Reading, place: int) -> frozenset[str]:
    """The stems of the words that are nearer to this number than to any other, as far as its clause or "and" goes."""
    tokens = reading.tokens
    start = end = place
    while start > 0 and not tokens[start - 1].ends_clause and tokens[start].word not in AND:
        start -= 1
    while end + 1 < len(tokens) and not tokens[end].ends_clause and tokens[end + 1].word not in AND:
        end += 1
    numbers = [each for each in range(start, end + 1) if tokens[each].quantity is not None]
    near = [
        tokens[each].word
        for each in range(start, end + 1)
        if abs(each - place) == min(abs(each - number) for number in numbers)
    ]
    return frozenset(stem(each) for each in " ".join(near).split() if carries_meaning(each, reading.words))


def _beside(reading: Reading, place: int, *, within_clause: bool) -> frozenset[str]:
    """The stems between the numbers before and after, or as far as the clause goes."""
    tokens = reading.tokens
    start = place
    while start > 0 and tokens[start - 1].quantity is None and not (within_clause and tokens[start - 1].ends_clause):
        start -= 1
    end = place + 1
    while end < len(tokens) and tokens[end].quantity is None and not (within_clause and tokens[end - 1].ends_clause):
        end += 1
    near = " ".join(each.word for each in (*tokens[start:place], *tokens[place + 1 : end])).split()
    return frozenset(stem(each) for each in near if carries_meaning(each, reading.words))


def _unknown_names(said: Reading, source: Reading, article: Reading) -> str:
    """Words with a capital letter stand in the source; the first of a clause may be any plain word."""
    words = said.words
    starts = True
    for token in said.tokens:
        parts = " ".join(fold(each) for each in spelt_out(token.core).split()).split()
        is_name = token.quantity is None and any(each.isupper() for each in token.core)
        if starts and parts and not any(each.isupper() for each in token.core[1:]):
            is_plain = parts[0] in words.function | words.openers | words.negation or stem(parts[0]) in article.stems
            is_name = is_name and not is_plain
        if is_name and not all(part in source.all_words | words.function for part in parts):
            return f"{token.core[:40]} is not in source"
        starts = token.ends_clause
    return ""


def _heavy_words(said: Reading, source: Reading, article: Reading) -> str:
    """Words about money and secrets stand somewhere in the article, words that turn a sentence round in its source."""
    for beginnings, known in ((said.words.value, article), (said.words.opposite, source)):
        for word in said.padded.split():
            heavy = next((each for each in beginnings if word.startswith(each)), None)
            if heavy is not None and not any(each.startswith(heavy) for each in known.all_words):
                return f"{word[:40]} is not in source"
    return ""


def _too_far(said: Reading, source: Reading, article: Reading) -> str:
    if not said.contents:
        return "it says nothing"
    if _share(said.contents, source.stems) < IN_SOURCE_AT_LEAST:
        return "too few words of it are in source"
    return (
        "too few words of it are in the article" if _share(said.contents, article.stems) < IN_ARTICLE_AT_LEAST else ""
    )


def _share(words: Iterable[str], known: frozenset[str]) -> float:
    found = [each in known for each in words]
    return sum(found) / len(found)
