"""The description of the API: a snapshot beside the code, so that a change of the outside shows in review."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

SNAPSHOT = Path(__file__).with_name("openapi.json")


@cache
def snapshot() -> bytes:
    """The snapshot as it is served."""
    return SNAPSHOT.read_bytes()


def describe(schema: dict[str, Any]) -> str:
    """The text of the snapshot for what the code says now."""
    return json.dumps(_without_titles(schema), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _without_titles(value: Any) -> Any:
    """Drop the titles that Pydantic makes of each name: they say nothing and fill pages."""
    if isinstance(value, list):
        return [_without_titles(each) for each in value]
    if not isinstance(value, dict):
        return value
    is_named_schema = isinstance(value.get("title"), str) and ("type" in value or "anyOf" in value or "$ref" in value)
    return {key: _without_titles(each) for key, each in value.items() if not (is_named_schema and key == "title")}
