"""Rules of proving that an order is one's own: what a code looks like, how long it lives, how often one may ask.

A code has a million values. Five tries for each, three codes an hour for each asker and five a day for each number
leave somebody who guesses 25 tries a day at an order.
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from loket.orders.numbers import number_key

DIGITS = 6
LIFE = timedelta(minutes=10)
MOST_TRIES = 5
# Longer than every limit looks back.
KEPT_FOR = timedelta(days=1)
LONGEST_TYPED = 200
LONGEST_KEY = 60
_PURPOSE = "loket.orders.one_time_code"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``most`` within any stretch of time that is as long as ``within``."""

    most: int
    within: timedelta

    def seconds_until_free(self, moments: Iterable[datetime], *, now: datetime) -> int:
        """In how many whole seconds one more is allowed after those at ``moments``; 0 when it is allowed now."""
        lately = sorted(each for each in moments if each > now - self.within)
        if len(lately) < self.most:
            return 0
        free_at = lately[len(lately) - self.most] + self.within
        return max(1, math.ceil((free_at - now).total_seconds()))


ASKED_BY_CUSTOMER = Limit(3, timedelta(hours=1))
# Whether or not such an order exists, so that the refusal says nothing about that.
ASKED_FOR_NUMBER = Limit(5, timedelta(days=1))
# An order has more than one number (its parcels'); nobody but its contact, left in peace, notices this limit.
SENT_TO_CONTACT = Limit(5, timedelta(days=1))


class NotANumber(ValueError):
    """What was typed cannot be an order's or a parcel's number."""


class TooManyTries(Exception):
    """The code was tried too often and is no longer good; ``retry_after`` seconds later it would have ended anyway."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"This code was tried {MOST_TRIES} times.")
        self.retry_after = retry_after


class TooManySends(Exception):
    """Codes were asked for too often; after ``retry_after`` seconds one may ask again."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"Ask again in {retry_after} seconds.")
        self.retry_after = retry_after


def typed_key(number: str) -> str:
    """What a number is compared by; raises NotANumber for what has no digit, or is too long for any."""
    key = number_key(number) if len(number) <= LONGEST_TYPED else ""
    if len(key) > LONGEST_KEY or not any(each.isdigit() for each in key):
        raise NotANumber
    return key


def typed_code(text: str) -> str | None:
    """The six digits that somebody typed, in whatever script and with whatever between them; None for anything else."""
    code = number_key(text) if len(text) <= LONGEST_TYPED else ""
    return code if len(code) == DIGITS and code.isascii() and code.isdigit() else None


def new_code() -> str:
    """Six random digits."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def digest_of_code(code: str, *, customer_id: UUID, key: str) -> str:
    """What is kept of a code: useless without the installation's secret, and for anybody or anything else."""
    text = f"{customer_id}\n{key}\n{code}"
    return salted_hmac(_PURPOSE, text, algorithm="sha256").hexdigest()


def is_code(code: str, digest: str, *, customer_id: UUID, key: str) -> bool:
    """Whether the digest is this code's; takes the same time for every wrong one."""
    return constant_time_compare(digest_of_code(code, customer_id=customer_id, key=key), digest)
