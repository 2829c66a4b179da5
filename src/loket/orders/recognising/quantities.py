"""Where a text holds amounts, dates, times, addresses of the net, phones and codes that are surely no order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from loket.orders.recognising.documents import is_boleto

Span = tuple[int, int]

_CURRENCY = (
    r"R\$|US\$|MX\$|AR\$|CA\$|A\$|S\$|RM|[$€£¥₹₺₽₩฿₫₪]|Rp|IDR|BRL|MXN|USD|EUR|TRY|INR|RUB|CNY|RMB|SAR|AED|EGP|GBP|JPY|CHF|Rs|TL"
)
_CURRENCY_BEFORE = re.compile(rf"(?:(?<![A-Za-z])(?:{_CURRENCY})|﷼)\.?\s{{0,2}}-?$", re.IGNORECASE)
_CURRENCY_AFTER = re.compile(
    rf"\s?(?:(?:{_CURRENCY}|[kK]|rb|jt|k)(?![A-Za-z0-9])|%|％|٪|,-|reais|real(?![a-z])|rupia[hs]?|ribu|juta|pesos?|d[oó]lar|dollar|euro|lira|руб|р\.|тыс|"
    r"元|块|圓|ريال|درهم|جنيه|دينار|دولار|रुपय|रुपए|रु)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![0-9])(?<![0-9][.,/-])\d{1,15}(?:[.,' ]\d{1,3}){0,6}(?![A-Za-z0-9]{0,20}[/-]\d)")
_GROUPED = re.compile(r"\d{1,3}(?:[.,' ]\d{3}){1,5}(?:[.,]\d{1,2})?|\d{1,15}(?:[.,]\d{1,2})?")
_DECIMAL = re.compile(r"\d{1,3}(?:[.]\d{3})*,\d{1,2}|\d{1,3}(?:,\d{3})*\.\d{1,2}|\d{1,9}[.,]\d{2}|\d{1,3}(?:,\d{3})+")
_LETTERS = re.compile(r"[A-Za-z]")
_GOES_ON = re.compile(r"[A-Za-z0-9]|[.,/_-][A-Za-z0-9]")
_PERCENT_BEFORE = re.compile(r"[%٪]\s?$")

_YEAR = r"(?:19|20)\d\d"
_MONTH = (
    r"(?:jan|feb|fev|mar|apr|abr|may|mai|mei|jun|jul|aug|ago|agu|agt|ağu|sep|set|eyl|oct|out|okt|eki|nov|kas|dec|dez|dic|des|ara|"
    r"ene|янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек|oca|şub|nis|haz|tem|märz|"
    r"जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर|"
    r"يناير|فبراير|مارس|أبريل|ابريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر)"
)
_D, _M = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_EDGE, _END = r"(?<![A-Za-z0-9])(?<![0-9][-/.])(?<![A-Za-z][-/])", r"(?![A-Za-z0-9])(?!-[0-9])(?![/.][0-9]{2})"
_DATES = (
    re.compile(rf"{_EDGE}{_D}([-/.])(?:{_M})\1(?:{_YEAR}|\d\d){_END}"),
    re.compile(rf"{_EDGE}{_M}/{_D}/(?:{_YEAR}|\d\d){_END}"),
    re.compile(rf"{_EDGE}{_YEAR}([-/.])(?:{_M})\1{_D}(?:T\d\d:\d\d(?::\d\d)?Z?)?{_END}"),
    re.compile(rf"{_EDGE}{_D}/{_M}{_END}"),
    re.compile(rf"{_EDGE}{_M}/(?:{_YEAR}|[23]\d){_END}"),
    re.compile(
        rf"(?<!\d){_D}(?:st|nd|rd|th|º|ª|\.)?\s?(?:de |of |do |din )?{_MONTH}[^\W\d]{{0,7}}\.?,?(?: de| del| of)?(?:\s?{_YEAR}(?!\d))?",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<!\d)(?:{_YEAR}|\d\d)年(?:\d{{1,2}}月)?(?:\d{{1,2}}[日号號])?|(?<!\d)\d{{1,2}}月\d{{1,2}}[日号號]?"),
)
_MONTH_BEFORE = re.compile(rf"(?<![^\W\d_]){_MONTH}[^\W\d]{{0,7}}\.? $", re.IGNORECASE)
_DAY = re.compile(rf"(?<=[^\W\d_] )\d{{1,2}}(?:st|nd|rd|th)?,?(?: {_YEAR})?(?!\d)|(?<=[^\W\d_] ){_YEAR}(?!\d)")
_TIME = re.compile(r"(?<![\d:])(?:[01]?\d|2[0-3])(?::[0-5]\d){1,2}(?![\d:])\s?(?:[ap]\.?m\b)?|(?<![A-Za-z0-9])(?:[01]?\d|2[0-3])h(?:[0-5]\d)?(?![A-Za-z0-9])", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"'，。、）)]+", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,100}")
_HANDLE = re.compile(r"(?<![\w.])@[\w.]{2,60}")
_INTERNET = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])")
_IDENTIFIER = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9A-Za-z])", re.IGNORECASE)
_PIX = re.compile(r"(?<!\d)00020[01]\d{2}[^\n]{20,600}?6304\s?[0-9A-F]{4}(?![0-9A-Za-z])|(?<!\d)000201(?:01|26)\d\d[^\n]{20,600}", re.IGNORECASE)
_BOLETO = re.compile(r"(?<![A-Za-z0-9])\d(?:[ .\-]{0,3}\d){43,47}(?![A-Za-z0-9])")
_PHONE = re.compile(r"\+ ?\(?\d(?:[ ().\-/]{0,3}\d){6,14}(?!\d)")
_BRACKETED = re.compile(r"(?:(?<![A-Za-z0-9])[0178]{1,3}[ -]?)?\(0?\d{2,4}\)[ -]?\d(?:[ .\-]{0,2}\d){4,9}(?!\d)")
_DOTTED = re.compile(r"(?<![A-Za-z0-9])(?:\d{3}\.\d{3}\.\d{3}-\d\d|[A-Z0-9]{2}\.[A-Z0-9]{3}\.[A-Z0-9]{3}/[A-Z0-9]{4}-\d\d)(?![A-Za-z0-9])")
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
    (".", (_INTERNET,)),
    ("*", (_HIDDEN,)),
    ("•", (_HIDDEN,)),
    ("x", (_HIDDEN,)),
)


def spans(text: str, digits: int) -> list[Span]:
    """The parts of ``text`` that are surely no order number, in order; ``digits`` is how many it holds in all."""
    found = [match.span() for mark, patterns in _TELLING if mark in text for each in patterns for match in each.finditer(text)]
    if digits >= 44:
        found.extend(_where(_BOLETO, text, lambda raw: is_boleto(re.sub(r"\D", "", raw))))
    found.extend(match.span() for pattern in (*_DATES, _TIME) for match in pattern.finditer(text))
    found.extend(each.span() for each in _DAY.finditer(text) if _MONTH_BEFORE.search(text, max(0, each.start() - 14), each.start()))
    found.extend(_amounts(text))
    return _joined(found)


def _amounts(text: str) -> Iterator[Span]:
    """Numbers with a currency or percent sign beside them, and those that only amounts are written like."""
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        is_named = _CURRENCY_BEFORE.search(text, max(0, start - 6), start) or _PERCENT_BEFORE.search(text, max(0, start - 2), start)
        # "RP123456785CN" is a parcel.
        is_named = (is_named and not _LETTERS.match(text, end)) or _CURRENCY_AFTER.match(text, end)
        if is_named and _GROUPED.fullmatch(match.group()):
            yield start, end
            continue
        yield from _first_or_last(text, match)


def _first_or_last(text: str, match: re.Match[str]) -> Iterator[Span]:
    """Where blanks join several numbers, the one beside the currency; else what has decimals or thousands."""
    start, parts = match.start(), match.group().split(" ")
    for place, part in enumerate(parts):
        end = start + len(part)
        named = place == 0 and not _LETTERS.match(text, end) and _CURRENCY_BEFORE.search(text, max(0, start - 6), start)
        named = named or (place == len(parts) - 1 and _CURRENCY_AFTER.match(text, end))
        if (named and _GROUPED.fullmatch(part)) or (_DECIMAL.fullmatch(part) and _stands_alone(text, start, end)):
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
