"""A dispute as JSON: codes as they are, amounts as text, moments in ISO 8601 with their offset."""

from __future__ import annotations

import json
from datetime import datetime, tzinfo
from typing import Any

from loket.disputes.machine.documents import to_document
from loket.disputes.view_parts import EvidenceView, LineView, TextView
from loket.disputes.viewing import DisputeView, EventView

# Told as they are; what a viewer may do now, and facts for those who decide, are no part of a record.
_PLAIN = (
    *("number", "order_number", "viewer", "state", "version", "turn", "reason", "received", "market", "currency"),
    *("language", "buyer_name", "seller_name", "created_at", "submitted_at", "resolved_at", "quantity", "cap"),
    *("asked", "offers", "deadlines", "holds", "questions", "refunds", "outcome", "liability", "decided_by"),
    *("is_frozen", "linked_to"),
)
# Who of the house took which step is for its log, not for what leaves it; roles and lanes say which side it was.
_OF_THE_HOUSE = frozenset({"by"})


def as_json(view: DisputeView, *, made_at: datetime, zone: tzinfo) -> str:
    """The whole record, its moments on the clock of ``zone``."""
    body = {
        **{name: _plain(getattr(view, name), zone) for name in _PLAIN},
        "time_zone": str(zone),
        "made_at": _moment(made_at, zone),
        "lines": [_line(each) for each in view.lines],
        "evidence": [_evidence(each, zone) for each in view.evidence],
        "texts": [_text(each, zone) for each in view.texts],
        "events": [_event(each, zone) for each in view.events],
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _line(line: LineView) -> dict[str, Any]:
    return {"line": line.line, "title": line.title, "quantity": line.quantity, "paid": str(line.paid)}


def _evidence(item: EvidenceView, zone: tzinfo) -> dict[str, Any]:
    """The file is told of, not told: whoever may open it does so on the page; its digest is of what they get there."""
    file = item.file
    told = (
        {"name": file.name, "media_type": file.media_type, "size": file.size, "sha256": file.sha256} if file else None
    )
    return {
        "id": str(item.id),
        "kind": item.kind,
        "submitter": item.submitter,
        "note": item.note,
        "language": item.language,
        "at": _moment(item.at, zone),
        "submitted_in": item.submitted_in,
        "is_withdrawn": item.is_withdrawn,
        "file": told,
    }


def _text(text: TextView, zone: tzinfo) -> dict[str, Any]:
    translations = [
        {"language": language, "text": words, "engine": engine}
        for language, (words, engine) in text.translations.items()
    ]
    return {
        "sequence": text.sequence,
        "kind": text.kind,
        "role": text.role,
        "text": text.text,
        "language": text.language,
        "translations": translations,
        "at": _moment(text.at, zone),
        "is_private": text.is_private,
        "is_erased": text.is_erased,
    }


def _event(event: EventView, zone: tzinfo) -> dict[str, Any]:
    return {
        "sequence": event.sequence,
        "name": event.name,
        "role": event.role,
        "at": _moment(event.at, zone),
        "state": event.state,
        "rule": event.rule,
        "details": event.details,
    }


def _plain(value: object, zone: tzinfo) -> Any:
    """As the log keeps it, but on the reader's clock."""
    if isinstance(value, datetime):
        return _moment(value, zone)
    return _on_clock(to_document(value), zone)


def _on_clock(value: Any, zone: tzinfo) -> Any:
    if isinstance(value, dict):
        return {name: _of_field(name, each, zone) for name, each in value.items() if name not in _OF_THE_HOUSE}
    return [_on_clock(each, zone) for each in value] if isinstance(value, list) else value


def _of_field(name: str, value: Any, zone: tzinfo) -> Any:
    if name.endswith("_at") or name == "at":
        return _moment(datetime.fromisoformat(value), zone) if value else value
    return _on_clock(value, zone)


def _moment(at: datetime, zone: tzinfo) -> str:
    return at.astimezone(zone).isoformat()
