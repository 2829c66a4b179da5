"""A subject named without a question ("refund"): what is usually wanted with it."""

from __future__ import annotations

from loket.assistant.phrase_lists import read_words
from loket.translation.detection import primary


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FILLERS = _listed(
    "pls please plz help hi hello hey kak min tolong dong oi ola hola por favor sobre about soal tentang meu minha my "
    "mi o a the el la un um ajuda ayuda bantu gan ya"
)
# Three needs that people have with nearly everything: it is missing, it takes long, they want one.
_NEEDS = {
    "en": ("where is my {}, it has not arrived", "how long does the {} take", "I want to {}"),
    "pt": ("cadê meu {}, não recebi", "quanto tempo demora o {}", "quero {}"),
    "id": ("{} saya mana, belum masuk", "berapa lama {}", "mau {}"),
    "es": ("dónde está mi {}", "cuánto tarda el {}", "quiero {}"),
}


def bare_topic(text: str) -> str:
    """The one word that a message consists of, small words aside; empty where it says more."""
    if len(text) > 60:
        return ""
    left = [word for word in read_words(text).words if word not in _FILLERS]
    return left[0] if len(left) == 1 and left[0].isalpha() else ""


def needs(topic: str, language: str) -> tuple[str, ...]:
    """The usual questions about a subject, in a language; none where nobody wrote them down."""
    return tuple(need.format(topic) for need in _NEEDS.get(primary(language), ()))
