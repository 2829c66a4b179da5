"""What an action takes, as JSON Schema: made from the same fields from which the machine reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from loket.disputes.machine.codes import EvidenceKind
from loket.disputes.machine.fields import LONGEST_CODE, LONGEST_TEXT, MOST_ITEMS, Field, FieldKind

_EVIDENCE = {
    "type": "object",
    "required": ["id", "kind"],
    "additionalProperties": False,
    "properties": {"id": {"type": "string"}, "kind": {"enum": [each.value for each in EvidenceKind]}},
}
_SHAPES: Mapping[FieldKind, Callable[[Field], Mapping[str, Any]]] = {
    FieldKind.CHOICE: lambda field: {"type": "string", "enum": list(field.choices)},
    FieldKind.SEVERAL: lambda field: {
        "type": "array",
        "uniqueItems": True,
        "items": {"type": "string", "enum": list(field.choices)},
    },
    FieldKind.AMOUNT: lambda field: {"type": "string", "pattern": r"^[0-9]{1,13}(\.[0-9]{1,3})?$"},
    FieldKind.NUMBER: lambda field: {"type": "integer", "minimum": 0, "maximum": 999_999},
    FieldKind.YES_NO: lambda field: {"type": "boolean"},
    FieldKind.TEXT: lambda field: {"type": "string", "maxLength": LONGEST_TEXT},
    FieldKind.CODE: lambda field: {"type": "string", "maxLength": LONGEST_CODE},
    FieldKind.EVIDENCE: lambda field: {"type": "array", "maxItems": MOST_ITEMS, "items": _EVIDENCE},
}


def body_schema(fields: tuple[Field, ...]) -> dict[str, Any]:
    """The schema of an action's body."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [each.name for each in fields if each.is_required],
        "properties": {each.name: dict(_SHAPES[each.kind](each)) for each in fields},
    }
