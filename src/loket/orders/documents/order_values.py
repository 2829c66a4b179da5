"""Single values of an order document: amounts, moments, contacts, names. Each raises BadValue with a reason."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.numbers import get_currency_precision, list_currencies
from django.utils.translation import gettext as _

from loket.orders.money import DECIMALS, MOST_DIGITS
from loket.people.language import canonical

MOST = 2_147_483_647
DEPTH = 20
EARLIEST, LATEST = 1970, 2200

_AMOUNT = re.compile(rf"[0-9]{{1,{MOST_DIGITS - DECIMALS}}}(\.[0-9]{{1,{DECIMALS}}})?")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_COUNTRY = re.compile(r"[A-Z]{2}")
_PICTURE = re.compile(r"(https?://[^\s/]|/(?!/))\S*")
_PHONE = re.compile(r"\+?[0-9]{3,30}")
_PHONE_DRESS = re.compile(r"[\s().\-/\u2010-\u2015]+")


class BadValue(ValueError):
    """A value that cannot be taken; ``code`` names the kind of fault, the message says what would be right."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def text(value: object, limit: int) -> str:
    """One line of text that the database can hold."""
    if not isinstance(value, str):
        raise BadValue("string_type", _("must be a text"))
    if _UNSTORABLE.search(value):
        raise BadValue("unstorable", _("holds a character that cannot be stored (NUL or half of a surrogate pair)"))
    line = " ".join(value.split())
    if len(line) > limit:
        sentence = _("has %(count)d characters; %(most)d are allowed")
        raise BadValue("string_too_long", sentence % {"count": len(line), "most": limit})
    return line


def amount(value: object, currency: str) -> Decimal:
    """A sum of money, written as text so that nothing is lost on the way."""
    if not isinstance(value, str) or not _AMOUNT.fullmatch(value):
        sentence = _('must be an amount as text, such as "106.90": no sign, at most %(most)d digits before the point')
        raise BadValue("amount", sentence % {"most": MOST_DIGITS - DECIMALS})
    found = Decimal(value)
    digits = get_currency_precision(currency) if currency else DECIMALS
    if found != found.quantize(Decimal(1).scaleb(-digits)):
        sentence = _("has more decimals than %(currency)s has (%(digits)d)")
        raise BadValue("amount", sentence % {"currency": currency, "digits": digits})
    return found


def whole(value: object, least: int) -> int:
    """A whole number that fits."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= MOST:
        sentence = _("must be a whole number from %(least)d to %(most)d")
        raise BadValue("int_type", sentence % {"least": least, "most": MOST})
    return value


def moment(value: object, zone: ZoneInfo) -> datetime:
    """A moment in UTC; without a zone it is the buyer's, and a date alone is the end of that day."""
    given = value.strip() if isinstance(value, str) and value.isascii() else ""
    try:
        found = _end_of(date.fromisoformat(given))
    except ValueError:
        found = _time_of(given)
    if not EARLIEST <= found.year <= LATEST:
        sentence = _("must lie between %(earliest)d and %(latest)d; use null for never")
        raise BadValue("date", sentence % {"earliest": EARLIEST, "latest": LATEST})
    return (found if found.tzinfo else found.replace(tzinfo=zone, fold=1)).astimezone(UTC)


def written_moment(at: datetime) -> str:
    """A moment as documents have it."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def currency(value: object) -> str:
    """A currency of ISO 4217."""
    found = text(value, 3)
    if found not in _currencies():
        raise BadValue("currency", _("must be a currency's three letters (ISO 4217), such as BRL"))
    return found


def country(value: object) -> str:
    """A country's two letters."""
    found = text(value, 40)
    if not _COUNTRY.fullmatch(found):
        raise BadValue("country", _("must be a country's two capital letters (ISO 3166), such as BR"))
    return found


def language(value: object) -> str:
    """A language tag, as BCP 47 writes it."""
    try:
        return canonical(text(value, 40))
    except BadValue:
        raise
    except ValueError:
        raise BadValue("language_tag", _("must be a language tag such as en, pt-BR or zh-Hans")) from None


def time_zone(value: object) -> str:
    """A time zone's name."""
    try:
        return ZoneInfo(text(value, 50)).key
    except BadValue:
        raise
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadValue("time_zone", _("must be a time zone such as America/Recife")) from None


def email(value: object) -> str:
    """An e-mail address, in small letters: that is how it is looked for."""
    found = text(value, 254).lower()
    if not _EMAIL.fullmatch(found):
        raise BadValue("email", _("must be an e-mail address"))
    return found


def phone(value: object) -> str:
    """A phone number without what only dresses it; what is none, such as a masked one, stays as it is."""
    found = text(value, 40)
    return phone_key(found) or found


def phone_key(typed: str) -> str:
    """A typed phone number as it is stored and looked for; empty when it is none."""
    digits = "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in typed)
    bare = _PHONE_DRESS.sub("", unicodedata.normalize("NFKC", digits))
    return bare if _PHONE.fullmatch(bare) else ""


def picture(value: object) -> str:
    """The address of a picture: on the web, or a path on this site."""
    found = text(value, 1000)
    if not _PICTURE.fullmatch(found):
        raise BadValue("url", _("must be an address that begins with https:// or http://"))
    return found


def check_storable(value: object) -> None:
    """Raise BadValue for what nobody reads but the database has to hold."""
    todo = [(value, 0)]
    while todo:
        found, depth = todo.pop()
        if depth > DEPTH:
            raise BadValue("too_deep", _("is nested too deeply"))
        if isinstance(found, dict):
            todo += [(each, depth + 1) for each in (*found.keys(), *found.values())]
        elif isinstance(found, list):
            todo += [(each, depth + 1) for each in found]
        elif isinstance(found, str) and _UNSTORABLE.search(found):
            text(found, len(found))


@cache
def _currencies() -> frozenset[str]:
    return frozenset(list_currencies())


def _end_of(day: date) -> datetime:
    # Its zone is the buyer's, which comes next.
    return datetime.combine(day, time(23, 59, 59))


def _time_of(given: str) -> datetime:
    try:
        return datetime.fromisoformat(given)
    except ValueError:
        raise BadValue("date", _("must be a date or a moment such as 2026-10-02 or 2026-10-02T10:00:00Z")) from None
