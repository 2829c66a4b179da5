"""Taking personal data out of a question before anybody learns from it.

What can be told for sure is replaced by an ellipsis; where too little is left, or a text is mostly about a person,
there is nothing to learn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

GAP = "…"
LONGEST = 300
FEWEST_LETTERS = 5
MOST_GAPS = 2

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>(),;]+@[^\s@<>(),;]+\.\w+")
_HANDLE = re.compile(r"(?<!\w)@\w{2,}")
# Orders, parcels, cards, phones, tax numbers, keys: anything that carries four digits, however it is grouped.
_NUMBER = re.compile(r"[\w#+(•/-]*\d(?:[\s./()•\-]{0,2}[\w•]*\d){3,}[\w•-]*")
_MIXED = re.compile(r"(?<!\w)(?=[\w/-]*[A-Z])(?=(?:[\w/-]*\d){3})[\w/-]{6,}")
_NAME_IS = re.compile(
    r"\b(my name is|name's|meu nome (?:é|e)|me chamo|me llamo|mi nombre es|nama (?:saya|ku|aku)(?: adalah)?|namaku"
    r"|(?:the )?account of|em nome de|a nombre de|atas nama|a\.n\.?)[\s:]+"
    r"((?:(?!(?:and|but|e|y|mas|pero|dan|tapi|my|meu|minha|mi|saya|where|i)\b)[^\W\d_]+[\s'-]*){1,4})",
    re.IGNORECASE,
)
# Without "my name": only what is written with a capital is taken for a name.
_I_AM = re.compile(
    r"(?<!\w)((?:[Ii]'m|[Ii] am|[Tt]his is|[Aa]qui é|[Ss]ou [oa]|[Ss]oy|[Ss]aya|[Aa]ku"
    r"|[Rr]egards,|[Aa]tt[,.]|[Aa]bs[,.]|[Ss]aludos,))"
    r"\s+((?:[A-ZÀ-Þ][\w'-]+\s*){1,3})(?=$|[\s,.;!?])"
)
_ADDRESS = re.compile(
    r"\b(?:rua|avenida|av|travessa|calle|colonia|jalan|jl|jln|street|road|avenue|cep|rt|rw|apto|apartamento)\b\.?[^\n]{0,40}\d",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")
_GAPS = re.compile(rf"{GAP}(?:[\s,.;:-]*{GAP})+")


def without_personal_data(text: str, *, names: Iterable[str] = ()) -> str | None:
    """The text with gaps where it told who or which; None when nothing is left that others would ask.

    ``names`` are words by which this customer is known, such as their name and identifiers.
    """
    plain = _SPACES.sub(" ", text).strip()
    if not plain or len(plain) > LONGEST or _ADDRESS.search(plain):
        return None
    for pattern in (_LINK, _EMAIL, _HANDLE):
        plain = pattern.sub(GAP, plain)
    plain = _NAME_IS.sub(rf"\1 {GAP} ", plain)
    plain = _I_AM.sub(rf"\1 {GAP}", plain)
    plain = _NUMBER.sub(GAP, plain)
    plain = _MIXED.sub(GAP, plain)
    plain = _without_names(plain, names)
    plain = _SPACES.sub(" ", _GAPS.sub(GAP, plain)).replace(f"{GAP} ,", f"{GAP},").strip()
    return plain if _says_something(plain) else None


def _without_names(text: str, names: Iterable[str]) -> str:
    known = {word for name in names for word in re.findall(r"[^\s,@]+", name) if len(word) > 2}
    if not known:
        return text
    listed = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{listed})(?!\w)", GAP, text, flags=re.IGNORECASE)


def _says_something(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= FEWEST_LETTERS and text.count(GAP) <= MOST_GAPS
