"""What a place or a message says, as pure rules; each may be wrong, so a person reads the words themselves."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from loket.disputes.signals.signs import Sign
from loket.orders.talk import wishes
from loket.orders.talk.wishes import Wish

_SIGNS: Mapping[Wish, Sign] = {
    Wish.PAY_ELSEWHERE: Sign.ASKS_TO_PAY_ELSEWHERE,
    Wish.TALK_ELSEWHERE: Sign.ASKS_TO_TALK_ELSEWHERE,
    Wish.WITHDRAW: Sign.ASKS_TO_WITHDRAW,
}


def wishes_in(text: str) -> tuple[Sign, ...]:
    """What a message asks for that leads out of the shop's protection."""
    return tuple(_SIGNS[each] for each in wishes.wishes_in(text))


def is_elsewhere(place: str, city: str) -> bool:
    """Whether a carrier's place is another one than the city; never where they cannot be compared."""
    where, wanted = _folded(place), _folded(city)
    if not where or not wanted or not (where.isascii() and wanted.isascii()):
        return False
    return wanted not in where and where not in wanted


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(each for each in plain if each.isalnum())
