"""Where a text holds dates and times, as people write them in the languages of buyers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_YEAR = r"(?:19|20)\d\d"
# Whole names and usual short forms: "desde" and "mein" are no months.
_MONTH = (
    r"(?:jan(?:uary|eiro|uari|uar)?|ene(?:ro)?|feb(?:ruary|ruari|rero|ruar)?|fev(?:ereiro)?|mar(?:ch|ço|zo|et|t)?|märz|"
    r"apr(?:il)?|abr(?:il)?|may(?:o|ıs)?|maio?|mei|june?|junho|junio?|juni|july?|julho|julio?|juli|"
    r"aug(?:ust)?|ago(?:sto)?|agustus|agt|ağu(?:stos)?|sep(?:t|tember|tiembre)?|set(?:embro)?|eyl(?:ül)?|"
    r"oct(?:ober|ubre)?|out(?:ubro)?|okt(?:ober)?|eki(?:m)?|nov(?:ember|embro|iembre)?|kas(?:ım)?|"
    r"dec(?:ember)?|dez(?:ember|embro)?|dic(?:iembre)?|des(?:ember)?|ara(?:lık)?|ocak?|şub(?:at)?|nis(?:an)?|"
    r"haz(?:iran)?|tem(?:muz)?|янв(?:аря)?|фев(?:раля)?|мар(?:та)?|апр(?:еля)?|ма[яй]|июн[яь]?|июл[яь]?|авг(?:уста)?|"
    r"сен(?:тября)?|окт(?:ября)?|ноя(?:бря)?|дек(?:абря)?|"
    r"जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर|"
    r"يناير|فبراير|مارس|أبريل|ابريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر)(?![^\W\d_])"
)
_D, _M = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_EDGE, _END = r"(?<![A-Za-z0-9])(?<![0-9][-/.])(?<![A-Za-z][-/])", r"(?![A-Za-z0-9])(?!-[0-9])(?![/.][0-9]{2})"
_AT_DIGITS = (
    re.compile(rf"{_EDGE}{_D}([-/.])(?:{_M})\1(?:{_YEAR}|\d\d){_END}"),
    re.compile(rf"{_EDGE}{_M}/{_D}/(?:{_YEAR}|\d\d){_END}"),
    re.compile(rf"{_EDGE}{_YEAR}([-/.])(?:{_M})\1{_D}(?:T\d\d:\d\d(?::\d\d)?Z?)?{_END}"),
    re.compile(rf"{_EDGE}{_D}/{_M}{_END}"),
    re.compile(rf"{_EDGE}{_M}/(?:{_YEAR}|[23]\d){_END}"),
    re.compile(
        rf"{_EDGE}{_D}(?:st|nd|rd|th|º|ª|\.)?[ -]?(?:de |of )?{_MONTH}\.?,?(?: de| del| of)?(?:[ -]?{_YEAR}(?!\d))?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!\d)(?:{_YEAR}|\d\d)年(?:\d{{1,2}}月)?(?:\d{{1,2}}[日号號])?|(?<!\d)\d{{1,2}}月\d{{1,2}}[日号號]?"
    ),
    re.compile(
        r"(?<![\d:])(?:[01]?\d|2[0-3])(?::[0-5]\d){1,2}(?![\d:])\s?(?:[ap]\.?m\b)?|(?<![A-Za-z0-9])(?:[01]?\d|2[0-3])h(?:[0-5]\d)?(?![A-Za-z0-9])",
        re.IGNORECASE,
    ),
)
_MONTH_BEFORE = re.compile(rf"(?<![^\W\d_]){_MONTH}\.? $", re.IGNORECASE)
_DAY = re.compile(rf"(?<=[^\W\d_] )\d{{1,2}}(?:st|nd|rd|th)?,?(?: {_YEAR})?(?!\d)|(?<=[^\W\d_] ){_YEAR}(?!\d)")


def dates_and_times(text: str, starts: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Dates and times that begin at one of ``starts``, where digits do."""
    for start in starts:
        for pattern in _AT_DIGITS:
            match = pattern.match(text, start)
            if match:
                yield match.span()
        day = _DAY.match(text, start)
        if day and _MONTH_BEFORE.search(text, max(0, start - 14), start):
            yield day.span()
