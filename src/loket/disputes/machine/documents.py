"""Frozen facts as plain JSON values and back, by their annotations alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_document(value: object) -> Any:
    """Plain values: decimals and moments as text, codes as their values; fields with their default are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            each.name: to_document(getattr(value, each.name))
            for each in fields(value)
            if each.default is MISSING or getattr(value, each.name) != each.default
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_document(each) for each in value]
    return value


def from_document(kind: type[T], document: Mapping[str, object]) -> T:
    """The dataclass that a document describes; raises KeyError, TypeError or ValueError where it describes none."""
    described: Any = kind
    hints = _hints_of(described)
    return kind(**{name: _read(hints[name], value) for name, value in document.items()})


@cache
def _hints_of(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return None if value is None else _read(next(each for each in get_args(hint) if each is not NoneType), value)
    if origin is tuple:
        return tuple(_read(get_args(hint)[0], each) for each in value)
    if isinstance(hint, type) and is_dataclass(hint):
        return from_document(hint, value)
    if hint is datetime:
        return datetime.fromisoformat(value)
    if hint is Decimal or (isinstance(hint, type) and issubclass(hint, Enum)):
        return hint(value)
    return value
