"""What a message of a talk seems to ask for that leads out of the shop's protection; it may be wrong. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum


class Wish(StrEnum):
    """What a seller may ask for that buyers are warned of."""

    PAY_ELSEWHERE = "pay_elsewhere"
    TALK_ELSEWHERE = "talk_elsewhere"
    WITHDRAW = "withdraw"


# Stems in the languages that sellers and buyers of the shops write in: en, pt, es, id, zh.
_WISHES: Mapping[Wish, re.Pattern[str]] = {
    Wish.PAY_ELSEWHERE: re.compile(
        r"\b(pay|pague|paga|pagar|bayar|transfer)\b.{0,40}\b(direct\w*|diret\w*|outside|por fora|fora d[ao]|fuera de"
        r"|langsung|di luar|my account|minha conta|mi cuenta|rekening)\b"
        r"|私下付款|直接(转账|付款)|(转账|打款)给我",
        re.IGNORECASE,
    ),
    Wish.TALK_ELSEWHERE: re.compile(
        r"\b(whats ?app|telegram|wechat|line id|zalo|viber)\b|\bwa\.me/|\bt\.me/|微信",
        re.IGNORECASE,
    ),
    Wish.WITHDRAW: re.compile(
        r"\b(cancel|close|withdraw|cancel[ae]r?|encerr[ae]r?|retir[ae]r?|feche|cierr[ae]|batalkan|tutup|cabut)\b.{0,30}"
        r"\b(dispute|claim|case|disputa|reclama\w*|reclamo|caso|sengketa|komplain|klaim)\b"
        r"|(取消|撤销|关闭)(纠纷|争议|投诉)",
        re.IGNORECASE,
    ),
}


def wishes_in(text: str) -> tuple[Wish, ...]:
    """What a message asks for that leads out of the shop's protection."""
    return tuple(wish for wish, pattern in _WISHES.items() if pattern.search(text))
