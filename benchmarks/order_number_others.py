"""What stands in messages beside order numbers: amounts, dates, phones, documents, payment codes, by kind."""

from __future__ import annotations

import random
import string
from collections.abc import Callable

Chance = random.Random


def _digits(chance: Chance, count: int) -> str:
    return str(chance.randint(1, 9)) + "".join(chance.choices(string.digits, k=count - 1))


def _grouped(digits: str, *lengths: int, by: str) -> str:
    groups, start = [], 0
    for length in lengths:
        groups.append(digits[start : start + length])
        start += length
    return by.join(groups)


def _amount(chance: Chance, language: str) -> str:
    whole, cents = chance.randint(5, 9_999), f"{chance.randint(0, 99):02}"
    comma, point = f"{whole:,}".replace(",", ".") + f",{cents}", f"{whole:,}.{cents}"
    ways = {
        "pt-BR": (f"R$ {comma}", f"R${whole}", f"{whole} reais", comma),
        "id": (f"Rp {whole}.000", f"Rp{whole}000", f"{whole % 900 + 1}rb", f"IDR {whole}000", f"{whole}.000"),
        "es": (f"${point} MXN", f"{whole} pesos", f"MX${point}", f"{comma} €"),
        "ar": (f"{whole} ريال", f"{whole} درهم", f"SAR {whole}"),
        "zh": (f"{whole}元", f"¥{whole}", f"￥{point}", f"{whole}块"),
        "ru": (f"{whole} руб", f"{whole} ₽", f"{whole} рублей"),
        "hi": (f"₹{whole}", f"{whole} रुपये", f"Rs. {whole}", f"Rs {point}"),
        "tr": (f"{comma} TL", f"₺{whole}", f"{whole} lira"),
        "de": (f"{comma} €", f"{comma} Euro", f"EUR {whole}"),
    }
    return chance.choice(
        ways.get(language, (f"${point}", f"US$ {whole}", f"{whole} dollars", f"£{whole}", f"EUR {point}"))
    )


def _date(chance: Chance, language: str) -> str:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.choice((2024, 2025, 2026))
    months = {
        "en": "March",
        "pt-BR": "março",
        "id": "Maret",
        "es": "marzo",
        "ru": "марта",
        "tr": "Mart",
        "de": "März",
        "hi": "मार्च",
        "ar": "مارس",
    }
    named = f"{year}年{month}月{day}日" if language == "zh" else f"{day} {months[language]} {year}"
    return chance.choice(
        (
            f"{day:02}/{month:02}/{year}",
            f"{year}-{month:02}-{day:02}",
            f"{day}.{month}.{year}",
            f"{day:02}/{month:02}",
            f"{day:02}-{month:02}-{year}",
            named,
        )
    )


def _phone(chance: Chance, language: str) -> str:
    rest = "".join(chance.choices(string.digits, k=8))
    four, last = rest[:4], rest[4:]
    ways = {
        "pt-BR": (
            f"(11) 9{four}-{last}",
            f"11 9{four}-{last}",
            f"+55 21 9{rest}",
            f"119{rest}",
            f"5511 9{four} {last}",
        ),
        "id": (f"0812-{four}-{last}", f"+62 812 {four} {last}", f"0857{rest}", f"62813{rest}", f"0813 {four} {last}"),
        "es": (f"55 {four} {last}", f"+52 55 {four} {last}", f"33-{four}-{last}", f"55{rest}", f"+34 6{rest}"),
        "ar": (f"05{rest}", f"+966 5{rest}", f"050 {rest[:3]} {last}", f"+971 50 {rest[:3]} {last}"),
        "zh": (f"138{rest}", f"138 {four} {last}", f"+86 139{rest}"),
        "ru": (
            f"+7 9{rest[:2]} {rest[2:5]}-{rest[5:7]}-{rest[:2]}",
            f"8 (9{rest[:2]}) {rest[2:5]}-{rest[5:7]}-11",
            f"89{rest}5",
        ),
        "hi": (f"98{rest}", f"98{rest[:3]} {rest[3:]}", f"+91 98{rest[:3]} {rest[3:]}"),
        "tr": (f"0532 {rest[:3]} {rest[3:5]} {rest[5:7]}", f"+90 532 {rest[:3]} {last}", f"0532{rest[:7]}"),
        "de": (f"0171 {rest}", f"+49 171 {rest[:7]}", f"0151-{rest}", f"030 {rest[:7]}"),
    }
    return chance.choice(
        ways.get(
            language,
            (f"(415) {rest[:3]}-{last}", f"415-{rest[:3]}-{last}", f"+1 415 {rest[:3]} {last}", f"+44 7{rest}9"),
        )
    )


def _card(chance: Chance, language: str) -> str:
    body = chance.choice(("4", "51", "55", "6011", "3528")) + _digits(chance, 14)
    body = body[:15]
    total = sum(sum(divmod(int(each) * (1 if place % 2 else 2), 10)) for place, each in enumerate(reversed(body)))
    digits = f"{body}{-total % 10}"
    return chance.choice((digits, _grouped(digits, 4, 4, 4, 4, by=" "), _grouped(digits, 4, 4, 4, 4, by="-")))


def _cpf(chance: Chance) -> str:
    digits = _digits(chance, 9)
    for length in (10, 11):
        rest = sum(int(each) * weight for each, weight in zip(digits, range(length, 1, -1), strict=True)) % 11
        digits += str(0 if rest < 2 else 11 - rest)
    return chance.choice((digits, f"{digits[:3]}.{digits[3:6]}.{digits[6:9]}-{digits[9:]}"))


def _nik(chance: Chance) -> str:
    birth = f"{chance.randint(1, 28):02}{chance.randint(1, 12):02}{chance.randint(60, 99)}"
    place = f"{chance.choice((31, 32, 33, 35, 51))}{chance.randint(1, 29):02}{chance.randint(1, 30):02}"
    return f"{place}{birth}{chance.randint(1, 9999):04}"


def _curp(chance: Chance) -> str:
    birth = f"{chance.randint(60, 99)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    return f"GOMA{birth}{chance.choice('HM')}DFRRN{chance.randint(0, 9)}{chance.randint(0, 9)}"


def _document(chance: Chance, language: str) -> str:
    ways: dict[str, Callable[[Chance], str]] = {
        "pt-BR": _cpf,
        "id": _nik,
        "es": _curp,
        "hi": lambda chance: _grouped(_digits(chance, 12), 4, 4, 4, by=" "),
        "tr": lambda chance: _digits(chance, 11),
        "ru": lambda chance: chance.choice((_digits(chance, 12), _grouped(_digits(chance, 10), 4, 6, by=" "))),
        "zh": lambda chance: (
            f"11010519{chance.randint(60, 99)}0{chance.randint(1, 9)}"
            f"{chance.randint(10, 28)}{chance.randint(1000, 9999)}"
        ),
        "de": lambda chance: f"L{chance.randint(0, 9)}{_digits(chance, 2)}X{_digits(chance, 4)}",
    }
    return ways.get(language, lambda chance: _digits(chance, 10))(chance)


def _postcode(chance: Chance, language: str) -> str:
    ways = {
        "pt-BR": f"{_digits(chance, 5)}-{_digits(chance, 3)}",
        "ru": _digits(chance, 6),
        "zh": _digits(chance, 6),
        "hi": _digits(chance, 6),
    }
    return ways.get(language, _digits(chance, 5))


def _clabe(chance: Chance) -> str:
    body = chance.choice(("012", "014", "072", "646")) + _digits(chance, 14)
    return f"{body}{-sum(int(each) * weight % 10 for each, weight in zip(body, (3, 7, 1) * 6, strict=False)) % 10}"


def _boleto(chance: Chance) -> str:
    def checked(field: str) -> str:
        products = (int(each) * (1 if place % 2 else 2) for place, each in enumerate(reversed(field)))
        return f"{field}{-sum(each // 10 + each % 10 for each in products) % 10}"

    fields = [checked("3419" + _digits(chance, 5)), checked(_digits(chance, 10)), checked(_digits(chance, 10))]
    spaced = " ".join(f"{each[:5]}.{each[5:]}" for each in fields)
    tail = f"{chance.randint(1, 9)} {_digits(chance, 14)}"
    return chance.choice((f"{spaced} {tail}", "".join(fields) + tail.replace(" ", "")))


def _pix(chance: Chance) -> str:
    digits = "".join(chance.choices("0123456789abcdef", k=32))
    key = _grouped(digits, 8, 4, 4, 4, 12, by="-")
    amount = f"{_digits(chance, 3)}.90"
    copied = (
        f"00020126580014br.gov.bcb.pix0136{key}5204000053039865406{amount}5802BR5909Loja Boa 6009SAO PAULO"
        f"62070503***6304{_digits(chance, 4)}"
    )
    return chance.choice((key, copied))


def _payment(chance: Chance, language: str) -> str:
    ways: dict[str, Callable[[Chance], str]] = {
        "pt-BR": lambda chance: chance.choice((_boleto, _pix))(chance),
        "es": lambda chance: chance.choice(
            (_clabe(chance), _digits(chance, 14), _grouped(_digits(chance, 16), 4, 4, 4, 4, by=" "))
        ),
        "id": lambda chance: chance.choice(
            (f"8808{_digits(chance, 12)}", f"39010{_digits(chance, 10)}", _digits(chance, 10))
        ),
        "de": lambda chance: f"DE{chance.randint(10, 99)} {_grouped(_digits(chance, 18), 4, 4, 4, 4, 2, by=' ')}",
    }
    return ways.get(language, lambda chance: _digits(chance, chance.randint(9, 14)))(chance)


OTHERS: dict[str, Callable[[Chance, str], str]] = {
    "amount": _amount,
    "date": _date,
    "time": lambda chance, language: f"{chance.randint(0, 23)}:{chance.randint(0, 59):02}",
    "percent": lambda chance, language: f"{chance.randint(5, 90)}%",
    "phone": _phone,
    "card": _card,
    "document": _document,
    "postcode": _postcode,
    "payment": _payment,
    "unit": lambda chance, language: str(chance.randint(2, 2_000)),
    "coupon": lambda chance, language: chance.choice(
        ("SAVE2026", "PROMO10", "HEMAT50", "BLACK30", "WELCOME15", "FRETE2026X")
    ),
    "product": lambda chance, language: chance.choice(
        ("iPhone 15", "SM-G991B", "RTX-3060", "WH-1000XM4", "Redmi 12", "B08N5WRWNW", "XZ-500")
    ),
    "code": lambda chance, language: _digits(chance, chance.choice((4, 6))),
    "mail": lambda chance, language: f"maria.{_digits(chance, 6)}@example.com",
    "link": lambda chance, language: f"https://www.example.com/item/100{_digits(chance, 13)}.html",
}
