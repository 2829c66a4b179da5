"""Messages as buyers and sellers write them, in six languages, full of what must arrive untouched."""

from __future__ import annotations

import random
from dataclasses import dataclass

LANGUAGES = ("en", "pt", "es", "id", "zh", "de")
TITLES = ("Red Lamp 40cm", "Fone Bluetooth X-200", "Vestido de verano", "Batik Tulis Merah", "Lampe Aurora")
NAMES = ("Bea", "Sam", "Guadalupe Ortiz")
_SENTENCES = {
    "en": (
        "My order {number} has not arrived.",
        "I paid {money} on {date} and nobody answers.",
        "Hello {name}, is the {title} still in stock?",
        "The tracking {tracking} stands at {link} for 3 days.",
        "Write to {email} or call {phone} after {time}.",
        "The coupon {coupon} gives {percent} off {emoji}",
        "Thank you very much!",
    ),
    "pt": (
        "Meu pedido {number} não chegou.",
        "Paguei {money} no dia {date} e ninguém responde.",
        "Olá {name}, a loja ainda tem {title}?",
        "O rastreio {tracking} está parado em {link} há 3 dias.",
        "Escreva para {email} ou ligue para {phone} depois das {time}.",
        "O cupom {coupon} dá {percent} de desconto {emoji}",
        "Muito obrigado pela ajuda!",
    ),
    "es": (
        "Mi pedido {number} no ha llegado.",
        "Pagué {money} el {date} y nadie responde.",
        "Hola {name}, ¿la tienda todavía tiene {title}?",
        "El rastreo {tracking} está parado en {link} hace 3 días.",
        "Escriba a {email} o llame al {phone} después de las {time}.",
        "El cupón {coupon} da {percent} de descuento {emoji}",
        "¡Muchas gracias por la ayuda!",
    ),
    "id": (
        "Pesanan {number} saya belum sampai.",
        "Saya bayar {money} tanggal {date} tapi tidak ada jawaban.",
        "Halo {name}, apakah {title} masih ada?",
        "Resi {tracking} di {link} tidak bergerak 3 hari.",
        "Tulis ke {email} atau telepon {phone} setelah {time}.",
        "Kode {coupon} memberi diskon {percent} {emoji}",
        "Terima kasih banyak!",
    ),
    "zh": (
        "我的订单{number}还没到。",
        "我在{date}付了{money}，没有人回答。",
        "你好 {name} ，{title} 还有货吗？",
        "单号{tracking}在 {link} 停了3天。",
        "请写信到 {email} 或在{time}后打电话 {phone} 。",
        "优惠码{coupon}打折{percent}{emoji}",
        "非常感谢！",
    ),
    "de": (
        "Meine Bestellung {number} ist nicht angekommen.",
        "Ich habe am {date} {money} bezahlt und niemand antwortet.",
        "Hallo {name}, gibt es {title} noch?",
        "Die Sendung {tracking} steht unter {link} seit 3 Tagen still.",
        "Schreiben Sie an {email} oder rufen Sie {phone} nach {time} an.",
        "Der Gutschein {coupon} gibt {percent} Rabatt {emoji}",
        "Vielen Dank für die Hilfe!",
    ),
}
_DATES = {
    "en": ("May 5, 2026", "12 March 2026", "2026-01-12", "Aug 12"),
    "pt": ("12 de janeiro de 2026", "12/01/2026", "3 de março"),
    "es": ("12 de enero de 2026", "12/01/2026", "3 de marzo"),
    "id": ("12 Januari 2026", "12-01-2026", "3 Agustus"),
    "zh": ("2026年1月12日", "1月12日", "2026-01-12"),
    "de": ("12. Januar 2026", "12.01.2026", "3. März"),
}


@dataclass(frozen=True)
class Message:
    text: str
    language: str
    parts: tuple[str, ...]


def messages(count, *, seed=5, languages=LANGUAGES):
    """So many messages, the same for the same seed."""
    chance = random.Random(seed)
    return [_message(chance, languages[place % len(languages)]) for place in range(count)]


def _message(chance, language):
    parts, sentences = [], []
    for sentence in chance.sample(_SENTENCES[language], chance.randint(1, 4)):
        drawn = {kind: draw(chance, language) for kind, draw in _DRAW.items() if f"{{{kind}}}" in sentence}
        parts += drawn.values()
        sentences.append(sentence.format(**drawn))
    return Message(chance.choice((" ", "\n", "\n\n")).join(sentences), language, tuple(parts))


def _number(chance, _):
    return chance.choice(
        [
            f"LK-2026-{chance.randint(1, 99999):05}-{chance.randint(1, 9)}",
            f"#{chance.randint(1000, 99999)}",
            str(chance.randint(10**5, 10**11)),
            f"SM{chance.randint(10**6, 10**7)}",
        ]
    )


def _money(chance, _):
    value = chance.randint(1, 99_999)
    whole, cents = divmod(value, 100)
    return chance.choice(
        [
            f"R$ {whole},{cents:02}",
            f"US$ {whole}.{cents:02}",
            f"{whole},{cents:02} €",
            f"Rp {value}.000",
            f"${whole}.{cents:02}",
            f"{whole} USD",
            f"¥{value}",
        ]
    )


_DRAW = {
    "number": _number,
    "money": _money,
    "date": lambda chance, language: chance.choice(_DATES[language]),
    "name": lambda chance, _: chance.choice(NAMES),
    "title": lambda chance, _: chance.choice(TITLES),
    "tracking": lambda chance, _: f"RR{chance.randint(10**8, 10**9 - 1)}CN",
    "link": lambda chance, _: chance.choice(
        [
            f"https://shop.example/o/{chance.randint(1, 10**6)}?x=1&lang=pt",
            f"www.correios.com.br/r/{chance.randint(1, 99)}",
            f"[track it](https://t.example/{chance.randint(1, 999)})",
        ]
    ),
    "email": lambda chance, _: f"bea.{chance.randint(1, 99)}@mail.example",
    "phone": lambda chance, _: f"+55 11 9{chance.randint(1000, 9999)}-{chance.randint(1000, 9999)}",
    "time": lambda chance, _: f"{chance.randint(0, 23)}:{chance.randint(0, 59):02}",
    "coupon": lambda chance, _: chance.choice(["FRETEGRATIS", "BLACK-FRIDAY", "VUELVE10", "A1B2C3"]),
    "percent": lambda chance, _: f"{chance.randint(1, 90)}%",
    "emoji": lambda chance, _: chance.choice(["😀", "🎉🎉", "👍🏽", "🇧🇷", "❤️"]),
}
