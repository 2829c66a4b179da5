"""Random typing beside what real people write."""

from __future__ import annotations

import random

from benchmarks.understanding_parts.sources import Row, public, questions, share
from loket.assistant.gibberish import is_gibberish
from loket.assistant.small_talk import is_small_word

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
TYPED = 150  # of each kind
# Slang, laughter, names, numbers, codes and addresses that are not in any set.
PLAIN = """wkwkwk|kkkkkkk|rsrsrs|jajaja|hahahah|hshshs|ajsjajs|ㅋㅋㅋㅋ|ㅠㅠㅠㅠ|5555|blz|vlw|pfvr|mdss|tmj|cmiiw
brgnya blm smpe|gmn min|kpn brg dtg
INV/2026/0817|123.456.789-09|LK-2026-00817-3|BR123456789CN|+55 81 99999-1234|0812-3456-7890|JNE8291039102|BR.GOV.BCB.PIX
00020126580014BR.GOV.BCB.PIX0136abcd5204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D|Mbappé
Schwarzenegger|Krzysztof Brzęczyszczewski|Nguyễn Văn Thịnh|Björk Guðmundsdóttir|Hryhorii Kvitka|Ngozi Adichie|Dvořák
Rua Conselheiro Crispiniano 344|Jl. Kebagusan Raya No 12|Cjto Hab Tlatelolco|Szczecin|Llanfairpwllgwyngyll|Xochimilco
Przemyśl|Tchaikovsky|Wojciechowski|Kosciuszko|Yogyakarta|Tegucigalpa|Reykjavik|Sihanoukville|Ouagadougou|Mthatha"""


def rows() -> list[Row]:
    """Recall on nonsense typed here and labelled by others; false alarms on messages, slang, names, numbers."""
    mashed = [_typed(kind, random.Random(kind * 1_000 + number)) for kind in range(4) for number in range(TYPED)]
    labelled = [row["text"] for row in public("nostril") if row["label"] == "gibberish"]
    identifiers = [row["text"] for row in public("nostril") if row["label"] == "real"]
    plain = [part for line in PLAIN.splitlines() for part in line.split("|")]
    return [
        _row("gibberish, recall, typed at random (made here)", mashed, "0.97"),
        _row("gibberish, recall, nostril's label", labelled, "0.97"),
        _row("gibberish, false alarms, real messages", questions(), "<= 0.01"),
        _row("gibberish, false alarms, slang, names, numbers", plain, "< 0.03"),
        _row("gibberish, flagged, nostril's program names", identifiers, "-"),
    ]


def _row(name: str, texts: list[str], aim: str) -> Row:
    return Row(name, share([is_gibberish(text, knows=is_small_word) for text in texts]), aim, len(texts))


def _typed(kind: int, chance: random.Random) -> str:
    """Home row, any key, a walk over neighbours, or one handful again and again."""
    if kind == 0:
        return "".join(chance.choice(ROWS[1]) for _ in range(chance.randint(6, 16)))
    if kind == 1:
        return "".join(chance.choice("".join(ROWS)) for _ in range(chance.randint(7, 18)))
    if kind == 3:
        return "".join(chance.choice("asdfghjklqweruio") for _ in range(chance.randint(3, 4))) * chance.randint(3, 5)
    row, place, text = chance.randint(0, 2), chance.randint(0, 6), ""
    for _ in range(chance.randint(6, 14)):
        row = max(0, min(2, row + chance.choice((0, 0, 0, 1, -1))))
        place = max(0, min(len(ROWS[row]) - 1, place + chance.choice((-2, -1, 1, 1, 2))))
        text += ROWS[row][place]
    return text
