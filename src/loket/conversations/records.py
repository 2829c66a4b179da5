"""The record of a conversation, for the customer to keep: pure rendering, everything said with its time and zone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_date, get_timezone_gmt, get_timezone_name
from django.template.defaultfilters import filesizeformat
from django.utils import translation
from django.utils.translation import gettext as _

from loket.conversations.queries import AttachedFile, Said
from loket.people.language import display_name, to_django

RULE = "-" * 64


@dataclass(frozen=True, slots=True)
class Rated:
    """What the customer said about it."""

    score: int
    reasons: Sequence[str]
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that the customer may keep of a conversation; ``language`` is one that the interface speaks."""

    number: str
    shop: str
    url: str
    language: str
    time_zone: str
    opened_at: datetime
    closed_at: datetime | None
    messages: Sequence[Said]
    rating: Rated | None
    made_at: datetime


def record_name(record: Record, extension: str) -> str:
    """The file's name."""
    return f"{record.number}.{extension}"


def as_json(record: Record) -> str:
    """The record for programs: times in the customer's zone, in ISO 8601."""
    zone = _zone(record.time_zone)
    body = {
        "number": record.number,
        "shop": record.shop,
        "time_zone": zone.key,
        "opened_at": record.opened_at.astimezone(zone).isoformat(),
        "closed_at": record.closed_at.astimezone(zone).isoformat() if record.closed_at else None,
        "made_at": record.made_at.astimezone(zone).isoformat(),
        "messages": [_message(said, zone) for said in record.messages],
        "rating": _rating(record.rating),
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def as_text(record: Record) -> str:
    """The record for people, in their own language."""
    zone = _zone(record.time_zone)
    with translation.override(to_django(record.language)):
        parts = [_head(record, zone), *(_lines(said, record, zone) for said in record.messages), _tail(record)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(record: Record, zone: ZoneInfo) -> str:
    lines = [
        _("%(shop)s: record of case %(number)s") % {"shop": record.shop, "number": record.number},
        _("Opened: %(when)s") % {"when": _moment(record.opened_at, zone)},
    ]
    if record.closed_at:
        lines.append(_("Closed: %(when)s") % {"when": _moment(record.closed_at, zone)})
    lines.append(_("Made: %(when)s") % {"when": _moment(record.made_at, zone)})
    name = get_timezone_name(record.made_at.astimezone(zone), locale=_locale())
    lines.append(_("All times are in this zone: %(zone)s") % {"zone": f"{zone.key} ({name})"})
    return "\n".join([*lines, RULE])


def _lines(said: Said, record: Record, zone: ZoneInfo) -> str:
    lines = [f"[{said.sequence}] {_moment(said.created_at, zone)}  {_speaker(said)}", said.text]
    if said.is_erased:
        lines.append(_("This message was erased."))
    lines += [
        _("In %(language)s: %(text)s") % {"language": display_name(each.language), "text": each.text}
        for each in said.translations
        if each.text
    ]
    lines += [f"  - {option.get('text', '')}" for option in said.options]
    for source in said.sources:
        address = f"{record.url}{source.get('url', '')}"
        lines.append(_("Source: %(title)s") % {"title": source.get("title", "")} + f" <{address}>")
    for file in said.attachments:
        size = filesizeformat(file.size)
        lines.append(
            _("File: %(name)s (%(type)s, %(size)s)") % {"name": file.name, "type": file.media_type, "size": size}
        )
    if said.masked:
        lines.append(_("(The digits of a payment card were masked before this was stored.)"))
    return "\n".join(line for line in lines if line)


def _tail(record: Record) -> str:
    if record.rating is None:
        return RULE
    lines = [RULE, _("Rating: %(score)d of 5") % {"score": record.rating.score}]
    if record.rating.reasons:
        lines.append(_("Reasons: %(reasons)s") % {"reasons": ", ".join(record.rating.reasons)})
    if record.rating.comment:
        lines.append(_("Comment: %(comment)s") % {"comment": record.rating.comment})
    return "\n".join(lines)


def _speaker(said: Said) -> str:
    names = {
        "customer": _("You"),
        "assistant": _("Assistant (automatic)"),
        "agent": _("Agent"),
        "seller": _("Seller"),
        "system": _("Notice"),
    }
    return f"{said.name} ({names[said.sender]})" if said.name else names[said.sender]


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    offset = get_timezone_gmt(local, "iso8601", locale=_locale())
    return f"{format_date(local, 'medium', locale=_locale())} {local:%H:%M:%S} {offset}"


def _message(said: Said, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "seq": said.sequence,
        "at": said.created_at.astimezone(zone).isoformat(),
        "sender": said.sender,
        "name": said.name,
        "kind": said.kind,
        "text": said.text,
        "erased": said.is_erased,
        "language": said.language,
        "translations": {each.language: each.text for each in said.translations if each.text},
        "masked": said.masked,
        "choice": said.choice or None,
        "options": [dict(option) for option in said.options],
        "sources": [dict(source) for source in said.sources],
        "attachments": [_file(file) for file in said.attachments],
    }


def _file(file: AttachedFile) -> dict[str, Any]:
    return {"id": str(file.id), "name": file.name, "type": file.media_type, "size": file.size}


def _rating(rating: Rated | None) -> dict[str, Any] | None:
    if rating is None:
        return None
    return {"score": rating.score, "reasons": list(rating.reasons), "comment": rating.comment}


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _locale() -> str:
    language, _separator, region = (translation.get_language() or "en").partition("-")
    return f"{language}_{region.upper()}" if region else language
