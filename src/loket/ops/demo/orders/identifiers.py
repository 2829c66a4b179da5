"""Numbers as shops and carriers form them, check digits included."""

from __future__ import annotations

from loket.ops.demo.orders.dice import Dice

# Universal Postal Union, standard S10.
_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
# Carries consecutive places to numbers that look unrelated, each to its own: the factor has no divisor in common.
_SPREAD, _FIRST, _NUMBERS = 37_717, 817, 100_000


def order_number(year: int, place: int) -> str:
    """The number of the order at ``place`` (below 100,000); the last digit checks year and serial."""
    serial = (place * _SPREAD + _FIRST) % _NUMBERS
    digits = f"{year:04d}{serial:05d}"
    return f"LK-{digits[:4]}-{digits[4:]}-{order_check_digit(digits)}"


def order_check_digit(digits: str) -> int:
    """Each digit times its position, positions from 1, modulo 10."""
    return sum(position * int(digit) for position, digit in enumerate(digits, 1)) % 10


def postal_number(service: str, country: str, dice: Dice) -> str:
    """A parcel of the post, such as ``RB123456785CN``: service, eight digits, check digit, country (UPU S10)."""
    serial = dice.digits(8)
    return f"{service}{serial}{postal_check_digit(serial)}{country}"


def postal_check_digit(serial: str) -> int:
    """UPU S10: weights, modulo 11, with 0 for 10 and 5 for 11."""
    rest = 11 - sum(weight * int(digit) for weight, digit in zip(_S10_WEIGHTS, serial, strict=True)) % 11
    return {10: 0, 11: 5}.get(rest, rest)


def ups_number(dice: Dice) -> str:
    """``1Z``, the shipper's six characters, a service, seven digits and the check digit."""
    body = f"{dice.letters(6)}{dice.pick(('66', '67', '04', '65'))}{dice.digits(7)}"
    return f"1Z{body}{ups_check_digit(body)}"


def ups_check_digit(body: str) -> int:
    """Every second character counts twice; a letter counts as its place after ``?`` modulo 10."""
    values = [int(each) if each.isdecimal() else (ord(each) - 63) % 10 for each in body]
    return -(sum(values[::2]) + 2 * sum(values[1::2])) % 10


def dhl_number(dice: Dice) -> str:
    """A DHL Express waybill: nine digits, and these modulo 7."""
    body = f"{dice.whole(1, 9)}{dice.digits(8)}"
    return f"{body}{int(body) % 7}"
