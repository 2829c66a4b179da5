"""What a place or a message says, as pure rules; each may be wrong, so a person reads the words themselves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from loket.disputes.signals.signs import Sign

# Stems in the languages that sellers and buyers of the shops write in: en, pt, es, id, zh.
_WISHES: Mapping[Sign, re.Pattern[str]] = {
    Sign.ASKS_TO_PAY_ELSEWHERE: re.compile(
        r"\b(pay|pague|paga|pagar|bayar|transfer)\b.{0,40}\b(direct\w*|diret\w*|outside|por fora|fora d[ao]|fuera de"
        r"|langsung|di luar|my account|minha conta|mi cuenta|rekening)\b"
        r"|私下付款|直接(转账|付款)|(转账|打款)给我",
        re.IGNORECASE,
    ),
    Sign.ASKS_TO_TALK_ELSEWHERE: re.compile(
        r"\b(whats ?app|telegram|wechat|line id|zalo|viber)\b|\bwa\.me/|\bt\.me/|微信",
        re.IGNORECASE,
    ),
    Sign.ASKS_TO_WITHDRAW: re.compile(
        r"\b(cancel|close|withdraw|cancel[ae]r?|encerr[ae]r?|retir[ae]r?|feche|cierr[ae]|batalkan|tutup|cabut)\b.{0,30}"
        r"\b(dispute|claim|case|disputa|reclama\w*|reclamo|caso|sengketa|komplain|klaim)\b"
        r"|(取消|撤销|关闭)(纠纷|争议|投诉)",
        re.IGNORECASE,
    ),
}


def wishes_in(text: str) -> tuple[Sign, ...]:
    """What a message asks for that leads out of the shop's protection."""
    return tuple(sign for sign, pattern in _WISHES.items() if pattern.search(text))


def is_elsewhere(place: str, city: str) -> bool:
    """Whether a carrier's place is another one than the city; never where they cannot be compared."""
    where, wanted = _folded(place), _folded(city)
    if not where or not wanted or not (where.isascii() and wanted.isascii()):
        return False
    return wanted not in where and where not in wanted


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(each for each in plain if each.isalnum())
