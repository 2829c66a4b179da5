"""Where a text holds amounts, dates, times, addresses of the net, phones and codes that are surely no order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from loket.orders.recognising.dates import dates_and_times
from loket.orders.recognising.documents import is_boleto

Span = tuple[int, int]

_CURRENCY = (
    r"R\$|US\$|MX\$|AR\$|CA\$|A\$|S\$|RM|[$€£¥₹₺₽₩฿₫₪]|Rp|IDR|BRL|MXN|USD|EUR|TRY|INR|RUB|CNY|RMB|SAR|AED|EGP|GBP|"
    r"JPY|CHF|Rs|TL"
)
_CURRENCY_BEFORE = re.compile(rf"(?:(?<![A-Za-z])(?:{_CURRENCY}|Rp\.|Rs\.)|﷼)\s{{0,2}}-?$", re.IGNORECASE)
_CURRENCY_AFTER = re.compile(
    rf"\s?(?:(?:{_CURRENCY}|(?-i:[kK]|rb|jt))(?![A-Za-z0-9]|\.?\s?\d)|%|％|٪|,-|reais|real(?![a-z])|rupia[hs]?|"
    r"ribu|juta|pesos?|d[oó]lar|dollar|euro|lira|руб|р\.|тыс|"
    r"元|块|圓|ريال|درهم|جنيه|دينار|دولار|रुपय|रुपए|रु)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"(?<![0-9])(?<![0-9][.,/-])\d{1,15}(?:[.,' ]\d{1,3}){0,6}(?![A-Za-z0-9]{0,20}[/-]\d)")
_GROUPED = re.compile(r"\d{1,3}(?:[.,' ]\d{3}){1,5}(?:[.,]\d{1,2})?|\d{1,15}(?:[.,]\d{1,2})?")
_DECIMAL = re.compile(r"\d{1,3}(?:[.]\d{3})*,\d{1,2}|\d{1,3}(?:,\d{3})*\.\d{1,2}|\d{1,9}[.,]\d{2}|\d{1,3}(?:,\d{3})+")
_LETTERS = re.compile(r"[A-Za-z]")
_GOES_ON = re.compile(r"[A-Za-z0-9]|[.,/_-][A-Za-z0-9]")
_PERCENT_BEFORE = re.compile(r"[%٪]\s?$")

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"'，。、）)]+", re.IGNORECASE)
_NAMES_NUMBER = re.compile(
    r"order|pedido|pesanan|siparis|zakaz|track|rastre|seguim|nums=|barcode=|awb|waybill", re.IGNORECASE
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,100}")
_HANDLE = re.compile(r"(?<![\w.])@[\w.]{2,60}")
_FILE = re.compile(r"(?<![\w-])[\w-]{1,80}\.(?:jpe?g|png|pdf|heic|mp4|webp|mov)(?!\w)", re.IGNORECASE)
_PLACE = re.compile(r"\d{1,3}\.\d{3,8},?\s{1,2}-?\d{1,3}\.\d{3,8}(?![\d.])|(?<=\s-)\d{1,3}\.\d{4,8}(?![\d.])")
_INTERNET = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])")
_IDENTIFIER = re.compile(
    r"(?<![0-9A-Za-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9A-Za-z])", re.IGNORECASE
)
_PIX = re.compile(
    r"(?<!\d)00020[01]\d{2}[^\n]{20,600}?6304\s?[0-9A-F]{4}(?![0-9A-Za-z])|(?<!\d)000201(?:01|26)\d\d[^\n]{20,600}",
    re.IGNORECASE,
)
_BOLETO = re.compile(r"(?<![A-Za-z0-9])\d(?:[ .\-]{0,3}\d){43,47}(?![A-Za-z0-9])")
_PHONE = re.compile(r"\+ ?\(?\d(?:[ ().\-/]{0,3}\d){6,14}(?!\d)")
_BRACKETED = re.compile(r"(?:(?<![A-Za-z0-9])[0178]{1,3}[ -]?)?\(0?\d{2,4}\)[ -]?\d(?:[ .\-]{0,2}\d){4,9}(?!\d)")
_DOTTED = re.compile(
    r"(?<![A-Za-z0-9])(?:\d{3}\.\d{3}\.\d{3}-\d\d|[A-Z0-9]{2}\.[A-Z0-9]{3}\.[A-Z0-9]{3}/[A-Z0-9]{4}-\d\d)(?![A-Za-z0-9])"
)
_HIDDEN = re.compile(r"[*•xX]{4}[*•xX \-]{0,16}\d{2,4}(?!\d)")

# What must be in the text for a pattern to be worth trying.
_TELLING: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...] = (
    ("/", (_ADDRESS,)),
    ("www.", (_ADDRESS,)),
    ("WWW.", (_ADDRESS,)),
    ("@", (_MAIL, _HANDLE)),
    ("-", (_IDENTIFIER, _DOTTED)),
    ("00020", (_PIX,)),
    ("+", (_PHONE,)),
    (")", (_BRACKETED,)),
    (".", (_FILE,)),
    ("*", (_HIDDEN,)),
    ("•", (_HIDDEN,)),
    ("x", (_HIDDEN,)),
)


def spans(text: str, digits: int) -> list[Span]:
    """The parts of ``text`` that are surely no order number, in order; ``digits`` is how many it holds in all."""
    found = [
        match.span()
        for mark, patterns in _TELLING
        if mark in text
        for each in patterns
        for match in each.finditer(text)
    ]
    if digits >= 44:
        found.extend(_where(_BOLETO, text, lambda raw: is_boleto(re.sub(r"\D", "", raw))))
    found = [
        (start, end) for start, end in found if not _NAMES_NUMBER.search(text, start, end) or "@" in text[start:end]
    ]
    starts = [match.start() for match in _DIGITS.finditer(text)]
    found.extend(
        match.span() for each in starts for match in (_INTERNET.match(text, each), _PLACE.match(text, each)) if match
    )
    found.extend(dates_and_times(text, starts))
    found.extend(_amounts(text))
    return _joined(found)


def _amounts(text: str) -> Iterator[Span]:
    """Numbers with a currency or percent sign beside them, and those that only amounts are written like."""
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if _is_named(text, start, end) and _GROUPED.fullmatch(match.group()):
            yield start, end
            continue
        yield from _first_or_last(text, match)


def _is_named(text: str, start: int, end: int) -> bool:
    """Whether a currency or a percent sign stands beside a number; "RP123456785CN" is a parcel."""
    if _CURRENCY_AFTER.match(text, end):
        return True
    if _LETTERS.match(text, end):
        return False
    return bool(
        _CURRENCY_BEFORE.search(text, max(0, start - 6), start)
        or _PERCENT_BEFORE.search(text, max(0, start - 2), start)
    )


def _first_or_last(text: str, match: re.Match[str]) -> Iterator[Span]:
    """Where blanks join several numbers, the one beside the currency; else what has decimals or thousands."""
    start, parts = match.start(), match.group().split(" ")
    for place, part in enumerate(parts):
        end = start + len(part)
        is_at_edge = place in {0, len(parts) - 1}
        if (is_at_edge and _is_named(text, start, end) and _GROUPED.fullmatch(part)) or (
            _DECIMAL.fullmatch(part) and _stands_alone(text, start, end)
        ):
            yield start, end
        start = end + 1


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not (text[max(0, start - 1) : start].isalnum() or _GOES_ON.match(text, end))


def _where(pattern: re.Pattern[str], text: str, holds: Callable[[str], bool]) -> Iterator[Span]:
    return (match.span() for match in pattern.finditer(text) if holds(match.group()))


def _joined(found: list[Span]) -> list[Span]:
    """Overlapping spans made one."""
    joined: list[Span] = []
    for start, end in sorted(found):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
