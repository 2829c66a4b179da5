"""What in a text means the same in every language and must arrive letter by letter: pure patterns, no words known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from loket.translation.month_names import english_short_month_names, month_names, short_month_names

# A character that belongs to nothing: later patterns see it where earlier ones have found something.
MASK = "\ue000"
# Letters and digits of scripts that put blanks between words; others may stand right beside a number.
SPACED = r"[^\W\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u2E80-\uA4CF\uAC00-\uD7AF\uF900-\uFAFF\uFF66-\uFFDC]"
_B = r"[ \t\u00a0\u202f]"
_NUMBER = r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?:[.,]\d+)?(?!\d)|\d{1,30}(?:[.,'’]\d{1,30}){0,8})"
_SCALE = rf"(?:{_B}?(?:mil|k|ribu|rb|juta|jt|million|millones|milhões|万)(?!{SPACED}))?"
_AMOUNT = rf"(?<!{SPACED})(?<![.,]){_NUMBER}{_SCALE}"
_SYMBOL = rf"(?:(?:[A-Z]{{1,3}})?\$|[€£¥₹₱₫₩฿₺₽₦]|(?<!{SPACED})(?:Rp\.?|S/\.?|RM|zł))"
_ISO = "USD|EUR|BRL|IDR|CNY|RMB|MXN|ARS|CLP|COP|PEN|UYU|GBP|JPY|SGD|MYR|THB|VND|PHP|INR|AUD|CAD|CHF|HKD|TWD|KRW|PLN|TRY"
_MONEY_WORDS = (
    "reais|real|d[oó]lares|d[oó]lar|dollars?|euros?|pesos?|soles|rupiahs?|yuan|"
    "yenes?|ienes?|yen|libras?|pounds?|ringgit"
)
_MONEY_SIGNS = "美元|欧元|人民币|元|块|円"
_HOSTS = "com|net|org|info|shop|store|app|io|dev|example|test|online|site|br|mx|ar|cl|pe|id|es|cn|eu|uk"
_CODE_WORDS = re.compile(
    r"(?:cup[oóõ]\w*|coupon|code|c[oó]digo|kode|voucher|vale|promo\w*|gutschein\w*|rabatt\w*|descuento|desconto|优惠码|优惠券|折扣码|代码)\W{0,3}(?:\w+\W{1,2}){0,2}$",
    re.IGNORECASE,
)
_QUOTES = "\"'“”‘’«»「」`"
_EMOJI = r"\U0001F1E6-\U0001F1FF\U0001F300-\U0001FAFF\u2600-\u27BF\u2B00-\u2BFF\u2190-\u21FF\u2300-\u23FF"


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a text and what it is: "link", "email", "money", "date", "code" and so on."""

    kind: str
    start: int
    end: int


def find_parts(text: str) -> list[Found]:
    """Every part that must pass untouched, in order, none over another."""
    found: list[Found] = []
    masked = text
    for kind, pattern in _patterns():
        hits = [Found(kind, *match.span()) for match in pattern.finditer(masked) if match.end() > match.start()]
        found += hits
        masked = mask(masked, hits)
    found += _codes(masked)
    return sorted(found, key=lambda each: each.start)


def mask(text: str, parts: list[Found]) -> str:
    """The text with these parts as characters that belong to nothing."""
    pieces, end = [], 0
    for part in parts:
        pieces += [text[end : part.start], MASK * (part.end - part.start)]
        end = part.end
    return "".join([*pieces, text[end:]])


def _codes(masked: str) -> Iterator[Found]:
    """Tokens with a digit in them, and such in capitals that are called a code."""
    tokens = list(_TOKEN.finditer(masked))
    words = [word for token in tokens if not _HAS_DIGIT.search(token[0]) for word in _WORD.findall(token[0])]
    shouted = sum(map(str.isupper, words)) * 2 - len(words)
    for match in tokens:
        token = match[0]
        digits = sum(character.isdecimal() for character in token)
        # "2 days": what stands beside a short number may depend on it, so it stays, and is counted afterwards.
        if digits == len(token) < 3:
            continue
        if digits or _is_called_code(masked, match, shouted):
            yield Found("number" if digits == len(token) else "code", match.start(), match.end())


def _is_called_code(text: str, match: re.Match[str], shouted: int) -> bool:
    """Whether a word in capitals is marked as a code; ``shouted`` is how many more words are in capitals than not."""
    token = match[0]
    if len(token) < 4 or not token.isupper() or shouted > len(_WORD.findall(token)):
        return False
    if "-" in token or "_" in token:
        return True
    is_quoted = text[: match.start()][-1:] in _QUOTES and text[match.end() : match.end() + 1] in _QUOTES
    is_quoted = is_quoted and match.start() > 0 and match.end() < len(text)
    return is_quoted or _CODE_WORDS.search(text[max(0, match.start() - 40) : match.start()]) is not None


_HAS_DIGIT = re.compile(r"\d")
_WORD = re.compile(rf"{SPACED}{{2,}}")
_TOKEN = re.compile(rf"#?{SPACED}+(?:[-/.:#+]{SPACED}+)*")


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """In the order in which they take their parts."""
    return (
        # What looks like a placeholder of ours.
        ("mark", re.compile(r"⟦[^⟦⟧\n]{0,20}⟧|[⟦⟧]|XQ ?\d+ ?X|</?x\b[^>\n]{0,20}>", re.IGNORECASE)),
        ("link", re.compile(r"!?\[[^\]\[\n]{1,300}\]\([^()\s]{1,1000}(?:[ \t]+\"[^\"\n]{0,200}\")?\)")),
        ("span", re.compile(r"`[^`\n]{1,200}`")),
        ("link", re.compile(r"(?:https?://|www\.)[!-~]*[/\w=&#%-](?<![^!-~])", re.IGNORECASE)),
        ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,4}", re.IGNORECASE)),
        ("link", _bare_link()),
        ("handle", re.compile(r"(?<![\w@])@[A-Za-z_][\w.]{1,60}(?<!\.)")),
        ("emoji", re.compile(rf"(?:[#*\d]\ufe0f?\u20e3|[{_EMOJI}][\ufe0f\u200d\u20e3\U000E0020-\U000E007F{_EMOJI}]*)")),
        *(("date", each) for each in _dates()),
        ("time", re.compile(rf"(?<![\d:]){_CLOCK}{_B}?(?:[ap]\.{_B}?m\.|[ap]m(?!{SPACED}))", re.IGNORECASE)),
        ("money", re.compile(rf"{_SYMBOL}{_B}?{_NUMBER}{_SCALE}|(?<!{SPACED})(?:{_ISO}){_B}?{_NUMBER}{_SCALE}")),
        ("money", re.compile(rf"{_AMOUNT}{_B}?(?:[€£¥₫฿₺₽]|zł|R?\$|{_MONEY_SIGNS})")),
        (
            "money",
            re.compile(rf"{_AMOUNT}{_B}?(?:{_ISO}|(?i:{_MONEY_WORDS}))(?!{SPACED})"),
        ),
        ("percent", re.compile(rf"(?<!{SPACED}){_NUMBER}{_B}?[%‰％]")),
        ("phone", re.compile(rf"(?<!{SPACED})(?<![/.,-])\+?\(?\d(?:[ \t().-]{{0,2}}\d){{7,14}}(?![-/]?{SPACED})")),
        ("number", re.compile(rf"(?<!{SPACED})\d{{1,30}}(?:[.,'’]\d{{1,30}}){{1,8}}(?![-/]?{SPACED})")),
    )


_CLOCK = r"\d{1,2}(?:[:.]\d{2})?"


def _bare_link() -> re.Pattern[str]:
    """A host without scheme: in small letters, for "chegou.Obrigado" lacks but a blank."""
    label = r"[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?"
    return re.compile(
        rf"(?<![\w@.-]){label}(?:\.{label}){{0,4}}\.(?:{_HOSTS})(?![\w-])(?:/[!-~]*[/\w=&#%-](?<![^!-~]))?/?"
    )


def _dates() -> Iterator[re.Pattern[str]]:
    day = r"\d{1,2}(?:\.|º|°|ª|er|st|nd|rd|th)?"
    long, short = "|".join(month_names()), "|".join(short_month_names())
    of, year = rf"{_B}(?:(?:de|of|del|do){_B})?", r"\d{4}"
    rest = rf"(?:,?{of}{year}(?!\d))"
    first = rf"(?<!{SPACED})"
    day_after = r"\d{1,2}(?:st|nd|rd|th)?(?!\d)"
    begins, ends = rf"(?<!{SPACED})(?<![.,])(?<!\d[/-])", rf"(?!{SPACED})"
    yield re.compile(rf"{begins}\d{{1,4}}([./-])\d{{1,2}}\1\d{{1,4}}(?:[T ]\d{{2}}:\d{{2}}(?::\d{{2}})?Z?)?(?![\d/-])")
    yield re.compile(rf"(?<!\d)(?:\d{{2,4}}{_B}?年{_B}?)?\d{{1,2}}{_B}?月(?:{_B}?\d{{1,2}}{_B}?[日号號])?")
    yield re.compile(rf"{begins}{day}{of}(?:{long}){ends}{rest}?", re.IGNORECASE)
    yield re.compile(rf"{begins}{day}{of}(?:{short})\.?{rest}", re.IGNORECASE)
    yield re.compile(
        rf"(?<!{SPACED})(?:{long}){_B}\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,?{_B}{year}(?!\d))?", re.IGNORECASE
    )
    yield re.compile(rf"{first}(?:{long}){of}{year}(?!\d)", re.IGNORECASE)
    names = "|".join(english_short_month_names())
    yield re.compile(rf"{first}(?:{names})\.?{_B}{day_after}(?:,?{_B}{year}(?!\d))?")
