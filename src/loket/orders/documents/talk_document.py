"""Reads the talk about an order as the marketplace tells of it, and checks it by the contract; knows no database."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from loket.orders.documents import order_values as values
from loket.orders.documents.order_errors import OrderRefused
from loket.orders.documents.order_fields import Fields
from loket.orders.documents.order_values import BadValue
from loket.orders.talk.lines import SIDES, Side

LONGEST_TEXT = 20_000
MOST_ATTACHMENTS = 20
LONGEST_ADDRESS = 1000
PROBLEMS_SHOWN = 20
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_EPOCH = "1970-01-02"


@dataclass(frozen=True, slots=True)
class ToldMessage:
    """One message as the marketplace tells of it; an empty ``language`` was not told."""

    external_id: str
    sender: Side
    text: str
    sent_at: datetime
    language: str = ""
    attachments: tuple[str, ...] = ()
    unknown: Mapping[str, Any] = field(default_factory=dict)


def read_talk(document: Mapping[str, Any], *, time_zone: str) -> tuple[ToldMessage, ...]:
    """The messages of ``{"messages": […]}``, the earliest first; raises OrderRefused with every problem there is.

    A moment without a zone is the buyer's.
    """
    fields, zone = Fields(document, problems=[]), ZoneInfo(time_zone or "UTC")
    if not fields.has("messages"):
        fields.refuse("messages", "missing", _("is missing"))
    told: dict[str, ToldMessage] = {}
    for each in fields.parts("messages"):
        message = _message(each, zone)
        if message.external_id in told and message.external_id:
            each.refuse("external_id", "twice", _("stands in this list already"))
        told[message.external_id] = message
    if fields.problems:
        raise OrderRefused(fields.problems[:PROBLEMS_SHOWN])
    return tuple(sorted(told.values(), key=lambda each: each.sent_at))


def _message(fields: Fields, zone: ZoneInfo) -> ToldMessage:
    external_id = fields.key = fields.text("external_id", 200, required=True)
    sender = cast(Side, fields.choice("sender", SIDES))
    sent_at = fields.moment("sent_at", zone)
    if sent_at is None and not fields.has_problem("sent_at"):
        fields.refuse("sent_at", "missing", _("is missing"))
    text, attachments = fields.value("text", _words), _attachments(fields)
    if not text and not attachments and not (fields.has_problem("text") or fields.has_problem("attachments")):
        fields.refuse("text", "missing", _("is missing, and there are no attachments either"))
    return ToldMessage(
        external_id=external_id,
        sender=sender,
        text=text,
        sent_at=sent_at or values.moment(_EPOCH, zone),
        language=fields.value("language", values.language),
        attachments=attachments,
        unknown=fields.rest(),
    )


def _attachments(fields: Fields) -> tuple[str, ...]:
    found = fields.texts("attachments", most=MOST_ATTACHMENTS, limit=LONGEST_ADDRESS)
    try:
        return tuple(values.picture(each) for each in found)
    except BadValue as bad:
        fields.refuse("attachments", bad.code, str(bad))
        return ()


def _words(value: object) -> str:
    """A text of several lines that the database can hold."""
    if not isinstance(value, str):
        raise BadValue("string_type", _("must be a text"))
    if _UNSTORABLE.search(value):
        raise BadValue("unstorable", _("holds a character that cannot be stored (NUL or half of a surrogate pair)"))
    said = value.strip()
    if len(said) > LONGEST_TEXT:
        sentence = _("has %(count)d characters; %(most)d are allowed")
        raise BadValue("string_too_long", sentence % {"count": len(said), "most": LONGEST_TEXT})
    return said
