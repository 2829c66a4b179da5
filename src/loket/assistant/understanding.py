"""What the customer means, before any article is looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from loket.assistant.choosing import typed_choice
from loket.assistant.gibberish import KnownWord, is_gibberish
from loket.assistant.machine import asks_if_machine
from loket.assistant.manners import wants_to_cheat, without_swearing
from loket.assistant.small_talk import is_distress, is_small_word, small_talk
from loket.assistant.transcript import Transcript, Turn
from loket.assistant.wishes import may_want_person, wants_person, wants_person_by_rules
from loket.assistant.words import CHARACTERS_UNDERSTOOD, capped, fold
from loket.translation.detection import detect
from loket.translation.frequencies import frequencies

Meaning = Literal[
    "person", "distress", "abuse", "choice", "greeting", "thanks", "yes", "no", "solved", "laughter",
    "gibberish", "number", "name", "picture", "empty", "machine", "cheating", "question",
]  # fmt: skip


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_IN_NO_LANGUAGE = frozenset({"gibberish", "number", "picture", "empty"})
_NUMBER = re.compile(r"#?[a-z/\-]{0,12}\d[\w/.\-]{3,40}", re.IGNORECASE)
# A Pix "copy and paste" code: payload format first, checksum last, the payee's name within.
_PIX = re.compile(r"\s*000201.{20,}6304[0-9A-F]{4}\s*", re.IGNORECASE | re.DOTALL)
_NUMBER_WORDS = _listed(
    "order number no nr num nomor no. pedido pedidos numero número meu my mi el o nº n° pesanan order: resi saya cpf "
    "rastreio tracking invoice inv codigo código id é e is adalah"
)
# Their writer's language cannot be read from these; the conversation goes on in its own.
SPEECHLESS: frozenset[Meaning] = frozenset({"gibberish", "number", "name", "picture", "empty"})
COMMON = -7.8  # log-likelihood; what is said so often is no name


@dataclass(frozen=True, slots=True)
class Understanding:
    """A burst of messages as one: its language, meaning, and the text that is left to look up."""

    language: str
    meaning: Meaning
    text: str = ""
    choice: str = ""
    is_angry: bool = False
    may_want_person: bool = False


def understand(transcript: Transcript, *, knows: KnownWord) -> Understanding:
    """Read what the customer wrote since the last answer; `knows` vouches for words of the articles."""
    burst = transcript.burst
    texts = [capped(turn.text).strip() for turn in burst if turn.choice is None]
    joined = "\n".join(text for text in texts if text)[:CHARACTERS_UNDERSTOOD]
    telling = [text for text in texts if not _says_nothing(text, knows)]
    text = "\n".join(telling)[:CHARACTERS_UNDERSTOOD] if telling else joined
    meaning = _meaning(text, burst, knows)
    language = language_of(transcript, "" if meaning in _IN_NO_LANGUAGE else joined, knows=knows)
    urgent = _urgent(burst, texts, joined)
    if urgent is not None:
        return Understanding(language, urgent, joined)
    options = transcript.ours[-1].options if transcript.ours else ()
    choice = burst[-1].choice or typed_choice(options, joined)
    if choice:
        return Understanding(language, "choice", joined, choice)
    if meaning in SPEECHLESS:
        return Understanding(_language_before(transcript, knows), meaning, text)
    calm = without_swearing(text)
    if calm != text and (meaning in {"no", "question"} and not _is_told(calm)):
        return Understanding(language, "abuse", text, is_angry=True)
    if meaning != "question":
        return Understanding(language, meaning, text, is_angry=calm != text)
    return Understanding(language, meaning, calm, is_angry=calm != text, may_want_person=may_want_person(joined))


def language_of(transcript: Transcript, text: str, *, knows: KnownWord) -> str:
    """The language to answer in: the message's own, leaning on the conversation's and the page's."""
    said = (turn.text[:200] for turn in transcript.earlier[-3:] if turn.choice is None)
    before = "\n".join(each for each in said if not _is_random(each, knows))
    page = transcript.page_language or "en"
    if not before.strip():
        return detect(text, prior=(page,)).language
    spoken = detect(before, prior=(page,)).language
    # Who has spoken one language goes on in it: a few words must be plain to say otherwise.
    return detect(text, prior=tuple(dict.fromkeys((spoken, page))), firmness=1.5).language


def _is_told(calm: str) -> bool:
    """Whether something is left to look up when the swear words are gone."""
    return len(fold(calm).split()) > 1 and small_talk(calm) is None


def _language_before(transcript: Transcript, knows: KnownWord) -> str:
    """The conversation's language, where the newest words are of none."""
    told = (turn.text[:200] for turn in transcript.earlier[-3:] if turn.choice is None)
    before = "\n".join(text for text in told if not _is_random(text, knows) and not _is_number(text))
    return detect(before, prior=(transcript.page_language or "en",)).language


def _urgent(burst: tuple[Turn, ...], texts: list[str], joined: str) -> Meaning | None:
    if any(turn.choice == "person" for turn in burst):
        return "person"
    if is_distress(joined):
        return "distress"
    if any(_asks_for_person(text) for text in dict.fromkeys((*texts, joined.replace("\n", " ")))):
        return "person"
    return None


def _asks_for_person(text: str) -> bool:
    """Small talk, and "are you a person?", call nobody, unless somebody is asked for in so many words."""
    is_else = small_talk(text) is not None or asks_if_machine(text)
    return wants_person(text) and (not is_else or wants_person_by_rules(text))


def _meaning(text: str, burst: tuple[Turn, ...], knows: KnownWord) -> Meaning:
    if asks_if_machine(text):
        return "machine"
    short = small_talk(text)
    if short is not None:
        return short
    if not fold(text):
        return "picture" if any(turn.has_attachments for turn in burst) else "empty"
    if _is_number(text):
        return "number"
    if _is_random(text, knows):
        return "gibberish"
    if _is_name(text, knows):
        return "name"
    return "cheating" if wants_to_cheat(text) else "question"


def _says_nothing(text: str, knows: KnownWord) -> bool:
    """Small talk or random letters beside something that can be looked up."""
    return not fold(text) or small_talk(text) is not None or asks_if_machine(text) or _is_random(text, knows)


def _is_name(text: str, knows: KnownWord) -> bool:
    """Whether a message is somebody's name and nothing else: two or three capitalised words that no list holds."""
    found = text.split()
    if not 2 <= len(found) <= 3 or not all(word.isalpha() and word.istitle() for word in found):
        return False
    heard = frequencies()
    return not any(
        knows(folded) or max(heard.languages_of(word.lower()).values(), default=COMMON) > COMMON
        for word in found
        for folded in [fold(word)]
    )


def _is_random(text: str, knows: KnownWord) -> bool:
    return is_gibberish(text, knows=lambda word: knows(word) or is_small_word(word))


def _is_number(text: str) -> bool:
    if _PIX.fullmatch(text):
        return True
    left = " ".join(word for word in text.split() if word.lower().strip(":#.") not in _NUMBER_WORDS)
    return len(left) <= 60 and all(_NUMBER.fullmatch(word) for word in left.split()) and any(map(str.isdigit, left))
