"""What each purpose has to be told with: the one table of fields, and how they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Literal, TypeGuard

from django.utils.dateparse import parse_datetime

from loket.notices.purposes import PURPOSES

Kind = Literal["text", "count", "moment", "amount", "replies", "lines"]


class FieldsMissing(ValueError):
    """A notice cannot be written with what it was told; the text says what is missing or wrong."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field by its name; what is not needed makes the letter better where it is known."""

    name: str
    kind: Kind = "text"
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class Expected:
    """The fields of a purpose, the secrets it carries, and whether it leads anywhere."""

    fields: tuple[Field, ...] = ()
    secrets: tuple[str, ...] = ()
    needs_link: bool = True


def _maybe(name: str, kind: Kind = "text") -> Field:
    return Field(name, kind, is_needed=False)


# Moments are ISO 8601 with a zone; amounts are {"amount": "94.90", "currency": "BRL"}; number is a case's, order an
# order's. replies: [{"name", "text", "language", "translation"?, "at"}]. A digest tells of what is folded into it.
_CASE = (Field("number"), _maybe("order"))
# What a letter about a dispute is told with: finished sentences in the reader's language for what happened, what it
# means, what comes next, until when, and what happens if nobody acts; side is buyer or seller, step names the button.
_DISPUTE = Expected(
    (
        *(Field("number"), Field("order"), Field("side"), Field("happened")),
        *(_maybe("detail"), _maybe("next"), _maybe("until"), _maybe("otherwise"), _maybe("step")),
        *(_maybe("item"), _maybe("problem"), _maybe("request"), _maybe("answer"), _maybe("proposal")),
        *(_maybe("amount", "amount"), _maybe("tracking"), _maybe("trace")),
        *(_maybe("due_at", "moment"), _maybe("replies", "replies")),
    )
)
EXPECTED: Mapping[str, Expected] = {
    "unread_reply": Expected((*_CASE, Field("replies", "replies"))),
    "answer_out_of_hours": Expected((*_CASE, Field("replies", "replies"))),
    "one_time_code": Expected((Field("order"), Field("minutes", "count")), secrets=("code",), needs_link=False),
    "address_changed": Expected((Field("order"), Field("at", "moment"), _maybe("address"))),
    "contact_changed": Expected((*_CASE, Field("at", "moment"), _maybe("contact"))),
    "refund_elsewhere": Expected(
        (Field("order"), Field("amount", "amount"), Field("goes_out_at", "moment"), _maybe("destination"))
    ),
    "sign_in_link": Expected((Field("expires_at", "moment"),)),
    "webhook_off": Expected((Field("url"), Field("at", "moment"))),
    # claims: finished lines in the reader's language, the oldest first; waiting counts those that stand not here too.
    "lead_alert": Expected((Field("waiting", "count"), Field("claims", "lines"))),
    "case_queued": Expected((*_CASE, _maybe("answer_by", "moment"))),
    "promise_changed": Expected(
        (*_CASE, Field("answer_by", "moment"), _maybe("promised_by", "moment"), _maybe("reason"))
    ),
    "case_update": Expected((*_CASE, _maybe("answer_by", "moment"), _maybe("news"))),
    # closed_by: customer, staff or silence.
    "case_closed": Expected((*_CASE, Field("closed_by"), _maybe("opens_until", "moment"))),
    "rating_request": Expected((*_CASE, _maybe("agent"))),
    "digest": Expected((_maybe("number"), _maybe("order"), _maybe("side")), needs_link=False),
    "link_to_conversation": Expected((Field("number"), _maybe("order"), Field("expires_at", "moment"))),
    # side is the reader's; warning a finished sentence in the reader's language.
    "order_talk": Expected((Field("order"), Field("side"), Field("replies", "replies"), _maybe("warning"))),
    **{purpose: _DISPUTE for purpose in PURPOSES if purpose.startswith("dispute_")},
}


def check_fields(purpose: str, fields: Mapping[str, object], *, secret: Mapping[str, str], link: str) -> None:
    """Raise FieldsMissing unless a letter of this purpose can be written with what is given."""
    problems = problems_of(purpose, fields, secret=secret, link=link)
    if problems:
        raise FieldsMissing(f"{purpose}: {'; '.join(problems)}")


def problems_of(purpose: str, fields: Mapping[str, object], *, secret: Mapping[str, str], link: str) -> tuple[str, ...]:
    """What is missing or wrong, a short sentence each."""
    expected = EXPECTED.get(purpose)
    if expected is None:
        return (f"there is no letter for {purpose!r}",)
    problems = [problem for each in expected.fields if (problem := _problem(each, fields.get(each.name)))]
    problems += [f"secret {name!r} is missing" for name in expected.secrets if not secret.get(name)]
    if expected.needs_link and not (link or secret.get("link")):
        problems.append("a link is missing")
    return tuple(problems)


def read_moment(value: object) -> datetime | None:
    """A moment as JSON holds it; None for what is none, or has no zone."""
    try:
        read = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return read if read is not None and read.tzinfo is not None else None


def read_amount(value: object) -> tuple[Decimal, str] | None:
    """Amount and currency as JSON holds them; None for what is none."""
    if not isinstance(value, Mapping) or not value.get("currency"):
        return None
    try:
        amount = Decimal(str(value.get("amount")))
    except InvalidOperation:
        return None
    return (amount, str(value["currency"])) if amount.is_finite() else None


@dataclass(frozen=True, slots=True)
class Told:
    """What a notice was told with, read by kind; what is not there is empty."""

    fields: Mapping[str, object]
    secret: Mapping[str, str]
    link: str
    shop: str
    zone: tzinfo
    folded: int = 0

    def text(self, name: str) -> str:
        """A field as one line of text."""
        value = self.fields.get(name)
        return " ".join(str(value).split()) if value is not None else ""

    def count(self, name: str) -> int:
        """A whole number."""
        value = self.fields.get(name)
        return value if isinstance(value, int) else 0

    def at(self, name: str) -> datetime | None:
        """A moment."""
        return read_moment(self.fields.get(name))

    def amount(self, name: str) -> tuple[Decimal, str] | None:
        """An amount with its currency."""
        return read_amount(self.fields.get(name))

    def lines(self, name: str) -> tuple[str, ...]:
        """Several lines of text."""
        value = self.fields.get(name)
        return tuple(" ".join(str(each).split()) for each in value) if _are_lines(value) else ()

    @property
    def replies(self) -> tuple[Mapping[str, object], ...]:
        """What was answered, the oldest first."""
        value = self.fields.get("replies")
        listed = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
        return tuple(each for each in listed if isinstance(each, Mapping))


def _problem(field: Field, value: object) -> str:
    if value is None or value == "":
        return f"{field.name!r} is missing" if field.is_needed else ""
    return "" if _fits(field.kind, value) else f"{field.name!r} is no {field.kind}"


def _fits(kind: Kind, value: object) -> bool:
    if kind == "text":
        return isinstance(value, str)
    if kind == "count":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "moment":
        return read_moment(value) is not None
    if kind == "amount":
        return read_amount(value) is not None
    return _are_lines(value) if kind == "lines" else _are_replies(value)


def _are_lines(value: object) -> TypeGuard[Sequence[str]]:
    if not isinstance(value, Sequence) or isinstance(value, str) or not value:
        return False
    return all(isinstance(each, str) for each in value)


def _are_replies(value: object) -> bool:
    if not isinstance(value, Sequence) or isinstance(value, str) or not value:
        return False
    return all(isinstance(each, Mapping) and {"name", "text", "language", "at"} <= each.keys() for each in value)
