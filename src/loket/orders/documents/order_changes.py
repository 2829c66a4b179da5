"""What is different between two tellings of one order, by path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from loket.orders.documents.order_document import KEYS, document_of
from loket.orders.documents.order_parts import OrderLine

Changes = dict[str, list[Any]]


def differences(before: OrderLine, after: OrderLine) -> Changes:
    """Before and after of each path that differs, such as ``{"shipments.s1.state": [None, "in_transit"]}``."""
    old, new = dict(_leaves(document_of(before))), dict(_leaves(document_of(after)))
    return {
        path: [old.get(path), new.get(path)]
        for path in sorted(old.keys() | new.keys())
        if old.get(path) != new.get(path)
    }


def _leaves(value: Any, path: str = "", kind: str = "") -> Iterator[tuple[str, Any]]:
    """Each value by its path; ``kind`` is the path without keys."""
    if isinstance(value, Mapping) and value:
        for name, each in value.items():
            yield from _leaves(each, _joined(path, name), _joined(kind, name))
    elif isinstance(value, list) and kind in KEYS:
        for part in value:
            yield from _leaves(part, _joined(path, KEYS[kind](part)), kind)
    else:
        yield path, value


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
