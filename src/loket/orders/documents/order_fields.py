"""Reads one JSON object field by field: notes every problem where it stands, and keeps what nobody asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from loket.orders.documents import order_values as values
from loket.orders.documents.order_errors import FieldProblem
from loket.orders.documents.order_values import BadValue

MOST_PARTS = 1000

T = TypeVar("T")


class Fields:
    """One object of a document; each method takes a field by its name and answers a harmless value for a bad one."""

    def __init__(self, found: Mapping[str, object], *, path: str = "", problems: list[FieldProblem]) -> None:
        self._found, self._path, self.problems = found, path, problems
        self._taken: set[str] = set()
        self._inside: dict[str, Fields | list[Fields]] = {}
        # Under which a part is found again among its kind.
        self.key = ""

    def refuse(self, name: str, code: str, message: str) -> None:
        """Note a problem of one field."""
        self.problems.append(FieldProblem(self._name(name), code, message))

    def has(self, name: str) -> bool:
        """Whether a field is there and not null."""
        return self._found.get(name) is not None

    def has_problem(self, name: str) -> bool:
        """Whether a field has been refused."""
        return any(each.field == self._name(name) for each in self.problems)

    def text(self, name: str, limit: int, *, required: bool = False) -> str:
        """A line of text; empty where it is absent."""
        found = self._read(name, lambda value: values.text(value, limit), "")
        if required and not found and not self.has_problem(name):
            self.refuse(name, "missing", _("is missing"))
        return found

    def choice(self, name: str, choices: Collection[str], default: str = "") -> str:
        """One of ``choices``; needed where there is no default."""
        if not default and not self.has(name):
            self._taken.add(name)
            self.refuse(name, "missing", _("is missing"))
            return next(iter(choices))
        return self._read(name, lambda value: _chosen(value, choices), default)

    def amount(self, name: str, currency: str, default: Decimal | None = None) -> Decimal:
        """A sum of money; needed where there is no default."""
        if default is None and not self.has(name):
            self._taken.add(name)
            self.refuse(name, "missing", _("is missing"))
        return self._read(name, lambda value: values.amount(value, currency), default or Decimal(0))

    def whole(self, name: str, *, least: int = 0, default: int | None = None) -> int:
        """A whole number; needed where there is no default."""
        if default is None and not self.has(name):
            self._taken.add(name)
            self.refuse(name, "missing", _("is missing"))
        return self._read(name, lambda value: values.whole(value, least), default or 0)

    def moment(self, name: str, zone: ZoneInfo) -> datetime | None:
        """A moment in UTC."""
        return self._read(name, lambda value: values.moment(value, zone), None)

    def day(self, name: str, zone: ZoneInfo) -> date | None:
        """A day; a moment is the buyer's day at that moment."""
        return self._read(name, lambda value: values.moment(value, zone).astimezone(zone).date(), None)

    def value(self, name: str, read: Callable[[object], str]) -> str:
        """What ``read`` makes of a text that may be absent or empty."""
        if self._found.get(name) == "":
            self._taken.add(name)
            return ""
        return self._read(name, read, "")

    def numbers(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers, each once, in their order."""
        return self._read(name, _numbers, ())

    def texts(self, name: str, *, most: int, limit: int) -> list[str]:
        """A list of lines of text."""
        return self._read(name, lambda value: _texts(value, most, limit), [])

    def part(self, name: str, *, required: bool = False) -> Fields | None:
        """The object in a field."""
        self._taken.add(name)
        found = self._found.get(name)
        if found is None:
            if required:
                self.refuse(name, "missing", _("is missing"))
            return None
        if not isinstance(found, dict):
            self.refuse(name, "object_type", _("must be an object"))
            return None
        inside = Fields(found, path=self._name(name), problems=self.problems)
        self._inside[name] = inside
        return inside

    def parts(self, name: str) -> Iterator[Fields]:
        """The objects in a list, none where it is absent."""
        self._taken.add(name)
        found = self._found.get(name)
        if found is None:
            return
        if not isinstance(found, list) or len(found) > MOST_PARTS:
            self.refuse(name, "list_type", _("must be a list of at most %(most)d objects") % {"most": MOST_PARTS})
            return
        inside: list[Fields] = []
        self._inside[name] = inside
        for position, each in enumerate(found):
            if not isinstance(each, dict):
                self.refuse(f"{name}.{position}", "object_type", _("must be an object"))
                continue
            inside.append(Fields(each, path=f"{self._name(name)}.{position}", problems=self.problems))
            yield inside[-1]

    def rest(self) -> dict[str, Any]:
        """What nobody took, here and further in, each under the name or key of its part."""
        rest: dict[str, Any] = {}
        for name, value in self._found.items():
            if name not in self._taken:
                self._keep(rest, name, value)
        for name, inside in self._inside.items():
            kept = inside.rest() if isinstance(inside, Fields) else {each.key: each.rest() for each in inside}
            kept = {key: value for key, value in kept.items() if value != {} or isinstance(inside, Fields)}
            if kept:
                rest[name] = kept
        return rest

    def _keep(self, rest: dict[str, Any], name: str, value: object) -> None:
        try:
            values.check_storable({name: value})
        except BadValue as bad:
            self.refuse(name.encode("ascii", "replace").decode()[:60].replace("\0", "?"), bad.code, str(bad))
            return
        rest[name] = value

    def _read(self, name: str, read: Callable[[object], T], default: T) -> T:
        self._taken.add(name)
        found = self._found.get(name)
        if found is None:
            return default
        try:
            return read(found)
        except BadValue as bad:
            self.refuse(name, bad.code, str(bad))
            return default

    def _name(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path else name


def _chosen(value: object, choices: Collection[str]) -> str:
    if not isinstance(value, str) or value not in choices:
        raise BadValue("choice", _("must be one of %(choices)s") % {"choices": ", ".join(choices)})
    return value


def _numbers(value: object) -> tuple[int, ...]:
    if not isinstance(value, list) or len(value) > MOST_PARTS:
        raise BadValue("list_type", _("must be a list of line numbers"))
    return tuple(sorted({values.whole(each, 0) for each in value}))


def _texts(value: object, most: int, limit: int) -> list[str]:
    if not isinstance(value, list) or len(value) > most:
        raise BadValue("list_type", _("must be a list of at most %(most)d texts") % {"most": most})
    return [values.text(each, limit) for each in value]
