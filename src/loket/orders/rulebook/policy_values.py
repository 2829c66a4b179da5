"""Values of a policy as they are typed: times, and how something unreadable is shown. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from loket.orders.rulebook.policy_document import Span

_BUSINESS_DAYS: Final = "business_days"
# How a time of each unit is written.
EXAMPLES = {"h": "24h", "d": "7d", _BUSINESS_DAYS: '{"business_days": 5}'}
UNITS = tuple(EXAMPLES)
DAYS = ("d", _BUSINESS_DAYS)
_SPAN = re.compile(r"([0-9]{1,5})([hd])")


def span_in(given: object) -> Span | None:
    """Hours and days as a text such as 24h, business days as an object."""
    if isinstance(given, Mapping):
        count = given.get(_BUSINESS_DAYS)
        if not isinstance(count, int) or isinstance(count, bool) or count < 0 or len(given) > 1:
            return None
        return Span(count, _BUSINESS_DAYS)
    found = _SPAN.fullmatch(given) if isinstance(given, str) else None
    return Span(int(found[1]), "h" if found[2] == "h" else "d") if found else None


def written_span(span: Span) -> str | dict[str, int]:
    """A time as a document writes it."""
    return {span.unit: span.count} if span.unit == _BUSINESS_DAYS else f"{span.count}{span.unit}"


def shown(value: object) -> str:
    """A value in a sentence; of what is no text only its kind, for that may be endless."""
    return value[:40] if isinstance(value, str) else type(value).__name__


def hours(span: Span) -> int:
    """About how long a time is; of business days the least that they can be."""
    return span.count * (1 if span.unit == "h" else 24)


def digits_after_point(number: Decimal) -> int:
    """How many decimals a number has."""
    exponent = number.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
