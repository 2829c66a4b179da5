"""Messages of buyers with numbers in them, made up with a fixed seed: what is named is known, and so is what is not."""

from __future__ import annotations

import json
import random
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.order_number_others import OTHERS

PHRASES: dict[str, dict[str, list[str]]] = json.loads(
    (Path(__file__).parent / "data" / "order-number-phrases.json").read_text("utf-8")
)
DIGITS = {"ar": "٠١٢٣٤٥٦٧٨٩", "hi": "०१२३४५६७८९", "zh": "０１２３４５６７８９", "id": "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "tr": "۰۱۲۳۴۵۶۷۸۹"}
Chance = random.Random


@dataclass(frozen=True, slots=True)
class Message:
    """A text, the numbers that it names as the shop wrote them, and what it holds beside them."""

    text: str
    language: str
    orders: tuple[str, ...] = ()
    tracking: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    others: tuple[str, ...] = field(default=())


def messages(count: int, *, seed: int) -> list[Message]:
    """``count`` messages, as many in each language."""
    chance = Chance(seed)
    languages = list(PHRASES)
    return [_message(languages[each % len(languages)], chance) for each in range(count)]


def _message(language: str, chance: Chance) -> Message:
    """One to four sentences in any order: numbers that count, what looks like them, and talk."""
    sentences, orders, tracking, kinds, others = [], [], [], [], []
    for what in chance.choices(("order", "bare", "two", "tracking", "other", "none"), (7, 3, 1, 5, 4, 1), k=1):
        if what == "other" or what == "none":
            continue
        count = 2 if what == "two" else 1
        numbers = [
            _parcel(chance) if what == "tracking" else _order(chance, named=what != "bare") for _ in range(count)
        ]
        written = [_typed(number, language, chance, kind=kind) for kind, number in numbers]
        sentences.append(_fill(chance.choice(PHRASES[language][what]), written))
        (tracking if what == "tracking" else orders).extend(number for _kind, number in numbers)
        kinds.extend(kind for kind, _number in numbers)
    # A number alone stands alone: what is sent with it would be another message.
    if not (sentences and what == "bare" and chance.random() < 0.4):
        for kind in chance.sample(sorted(OTHERS), chance.choice((0, 1, 1, 2, 3))):
            value = OTHERS[kind](chance, language)
            if value:
                others.append(value)
                sentences.append(_fill(chance.choice(PHRASES[language][kind]), [value]))
    if not sentences or chance.random() < 0.2:
        sentences.append(chance.choice(PHRASES[language]["none"]))
    chance.shuffle(sentences)
    text = chance.choice((". ", "\n", ", ", ". ", " ... ", "! ")).join(sentences)
    return Message(text, language, tuple(orders), tuple(tracking), tuple(kinds), tuple(others))


def _fill(phrase: str, values: list[str]) -> str:
    return phrase.replace("{n}", values[0]).replace("{m}", values[-1])


def _digits(chance: Chance, count: int) -> str:
    return str(chance.randint(1, 9)) + "".join(chance.choices(string.digits, k=count - 1))


def _demo(chance: Chance) -> str:
    digits = f"{chance.randint(2024, 2026)}{chance.randint(0, 99999):05}"
    check = sum(int(each) * place for place, each in enumerate(digits, start=1)) % 10
    return f"LK-{digits[:4]}-{digits[4:]}-{check}"


def _letters(chance: Chance, count: int) -> str:
    return "".join(chance.choices("ABCDEFGHJKMNPQRSTUVWXYZ", k=count))


# Forms of order numbers that shops have; the last ones only count where the message says what they are.
ORDERS: dict[str, Callable[[Chance], str]] = {
    "LK-2026-00817-3": _demo,
    "16 digits": lambda chance: chance.choice(("81", "80", "30", "20")) + _digits(chance, 14),
    "ORD-55812": lambda chance: (
        f"{chance.choice(('ORD', 'SO', 'PO', 'WEB', 'MX', 'TK'))}-{_digits(chance, chance.randint(5, 8))}"
    ),
    "3-7-7": lambda chance: f"{_digits(chance, 3)}-{_digits(chance, 7)}-{_digits(chance, 7)}",
    "date and letters": lambda chance: (
        f"26{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
        f"{_letters(chance, 2)}{_digits(chance, 2)}{_letters(chance, 4)}"
    ),
    "INV/2026/": lambda chance: (
        f"INV/2026{chance.randint(1, 12):02}{chance.randint(1, 28):02}/MPL/{_digits(chance, 10)}"
    ),
}
NAMED_ORDERS: dict[str, Callable[[Chance], str]] = {
    "100234": lambda chance: _digits(chance, chance.choice((6, 6, 7, 8))),
    "1045": lambda chance: str(chance.choice((chance.randint(1000, 1899), chance.randint(2100, 99999)))),
    "A1B2-C3D4": lambda chance: "-".join(
        f"{_letters(chance, 1)}{chance.randint(0, 9)}{_letters(chance, 1)}{chance.randint(0, 9)}" for _ in range(2)
    ),
}


def _order(chance: Chance, *, named: bool) -> tuple[str, str]:
    forms = ORDERS | NAMED_ORDERS if named else ORDERS
    # The demo shop's own form is the most frequent one.
    form = "LK-2026-00817-3" if chance.random() < 0.25 else chance.choice(list(forms))
    return form, forms[form](chance)


def _postal(chance: Chance, service: str, country: str) -> str:
    digits = f"{chance.randint(0, 99999999):08}"
    rest = 11 - sum(int(each) * weight for each, weight in zip(digits, (8, 6, 4, 2, 3, 5, 9, 7), strict=True)) % 11
    return f"{service}{digits}{ {10: 0, 11: 5}.get(rest, rest) }{country}"


def _ups(chance: Chance) -> str:
    body = "".join(chance.choices(string.digits + "ABCDEFHRVWXY", k=6)) + _digits(chance, 9)
    values = [int(each) if each.isdigit() else (ord(each) - 63) % 10 for each in body]
    return f"1Z{body}{-(sum(values[0::2]) + 2 * sum(values[1::2])) % 10}"


def _alternating(chance: Chance, head: str, length: int) -> str:
    body = head + "".join(chance.choices(string.digits, k=length - len(head) - 1))
    return f"{body}{-sum(int(each) * (1 if place % 2 else 3) for place, each in enumerate(reversed(body))) % 10}"


def _fedex(chance: Chance) -> str:
    body = _digits(chance, 11)
    check = sum(int(each) * weight for each, weight in zip(body, (3, 1, 7) * 4, strict=False)) % 11 % 10
    return f"{body}{check}"


def _dhl(chance: Chance) -> str:
    body = _digits(chance, 9)
    return f"{body}{int(body) % 7}"


CARRIERS: dict[str, Callable[[Chance], str]] = {
    "post (S10)": lambda chance: _postal(
        chance, chance.choice(("RR", "LX", "CP", "EE", "UJ")), chance.choice(("CN", "SG", "DE", "RU", "IN", "TR"))
    ),
    "Correios": lambda chance: _postal(chance, chance.choice(("NX", "LB", "OV", "AA", "QQ")), "BR"),
    "DHL": _dhl,
    "UPS": _ups,
    "FedEx": _fedex,
    "USPS": lambda chance: _alternating(chance, chance.choice(("9400", "9205", "9361")), 22),
    "Cainiao": lambda chance: f"{chance.choice(('LP00', 'CNBR00', 'CNMX00'))}{_digits(chance, 12)}",
    "YunExpress": lambda chance: f"YT{_digits(chance, 16)}",
    "4PX": lambda chance: f"4PX{_digits(chance, 13)}CN",
    "J&T": lambda chance: f"{chance.choice(('JP', 'JT', 'JD'))}{_digits(chance, 10)}",
    "SiCepat": lambda chance: f"00{_digits(chance, 10)}",
    "JNE": lambda chance: chance.choice(
        (f"CGK{_letters(chance, 2)}{_digits(chance, 11)}", f"TLJR{_digits(chance, 12)}")
    ),
    "Estafeta": lambda chance: _digits(chance, 22),
    "SF Express": lambda chance: f"SF{_digits(chance, 13)}",
}


def _parcel(chance: Chance) -> tuple[str, str]:
    name = chance.choice(list(CARRIERS))
    return name, CARRIERS[name](chance)


def _typed(number: str, language: str, chance: Chance, *, kind: str) -> str:
    """``number`` as somebody types it: in their own script's digits, divided their own way, stuck to what follows."""
    ways = [each for each in WAYS if kind not in {"1045", "100234"} or each in SHORT_WAYS]
    typed = chance.choice(ways)(number, chance)
    if language in DIGITS and chance.random() < 0.25:
        typed = typed.translate(str.maketrans(string.digits, DIGITS[language]))
    if chance.random() < 0.15:
        typed = f"{chance.choice(('#', 'nº ', 'No.', '# ', '№'))}{typed}"
    if chance.random() < 0.2:
        typed += chance.choice(PHRASES[language]["glue"])
    return typed


def _in_fours(number: str, chance: Chance) -> str:
    bare = "".join(each for each in number if each.isalnum())
    return chance.choice((" ", "-", ".", "  ")).join(bare[place : place + 4] for place in range(0, len(bare), 4))


def _other_joints(number: str, chance: Chance) -> str:
    joint = chance.choice((" ", "/", ".", "_", "–", " - ", "-\n", "\u2011", "—", " "))
    return number.replace("-", joint)


def _with_nothing(number: str, chance: Chance) -> str:
    places = sorted(chance.sample(range(1, len(number)), min(2, len(number) - 1)), reverse=True)
    for place in places:
        number = number[:place] + chance.choice("\u200b\u200d\u2060\u00ad\ufeff") + number[place:]
    return number


def _as_it_is(number: str, chance: Chance) -> str:
    return number


WAYS: tuple[Callable[[str, Chance], str], ...] = (
    _as_it_is,
    _as_it_is,
    _in_fours,
    _other_joints,
    _with_nothing,
    lambda number, chance: number.lower(),
    lambda number, chance: number.replace("-", "").lower(),
    lambda number, chance: f"*{number}*",
)
SHORT_WAYS = (_as_it_is, _with_nothing)


def lines(count: int, *, seed: int) -> Iterator[str]:
    """The messages as lines of JSON, to look at."""
    for each in messages(count, seed=seed):
        yield json.dumps(
            {"text": each.text, "language": each.language, "orders": each.orders, "tracking": each.tracking},
            ensure_ascii=False,
        )
