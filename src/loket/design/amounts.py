"""Amounts of money as the people write them who pay in that currency."""

from __future__ import annotations

import re
from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency

# People there write no cents, though their currency has them.
WITHOUT_CENTS = frozenset({"IDR", "COP"})
# Where a language is spoken in several countries, an amount looks as it does where its currency is.
COUNTRIES = {
    ("es", "MXN"): "MX",
    ("es", "COP"): "CO",
    ("es", "CLP"): "CL",
    ("es", "PEN"): "PE",
    ("es", "ARS"): "AR",
    ("es", "UYU"): "UY",
    ("pt", "EUR"): "PT",
    ("en", "GBP"): "GB",
    ("en", "AUD"): "AU",
}
_LETTER_BEFORE_DIGIT = re.compile(r"([^\W\d_])(?=\d)")


def say_amount(amount: Decimal, currency: str, *, locale: Locale) -> str:
    """An amount in whole smallest units of its currency, as readers of that locale know it: "R$ 94,90"."""
    locale = _locale_of(currency, locale)
    is_whole = currency in WITHOUT_CENTS and amount == amount.to_integral_value()
    pattern = re.sub(r"\.0+", "", locale.currency_formats["standard"].pattern) if is_whole else None
    said = format_currency(amount, currency, pattern, locale=locale, currency_digits=not is_whole)
    return _LETTER_BEFORE_DIGIT.sub("\\1\N{NO-BREAK SPACE}", said)


def _locale_of(currency: str, locale: Locale) -> Locale:
    country = COUNTRIES.get((locale.language, currency))
    if not country or locale.territory:
        return locale
    try:
        return Locale(locale.language, country)
    except UnknownLocaleError:
        return locale
