"""Reads orders, from JSON Lines or one at a time, and checks them by the contract; knows no database.

A date without a zone ends in the buyer's time zone (UTC where none is told). Raises ``order_errors``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, NoReturn, TypeVar
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from loket.orders.documents import order_values as values
from loket.orders.documents.order_errors import FieldProblem, ImportRefused, LineProblem, OrderRefused
from loket.orders.documents.order_fields import Fields
from loket.orders.documents.order_part_lines import coupons, items, payments, shipments
from loket.orders.documents.order_parts import BuyerPart, ItemPart, OrderLine, SellerPart, ShipmentPart
from loket.orders.numbers import number_key

LINES = 50_000
LINE_BYTES = 1_000_000
PROBLEMS_SHOWN = 20
NUMBER_LETTERS = 60
STATES = (
    "awaiting_payment", "paid", "shipped", "delivered", "completed", "cancelled", "payment_failed", "expired",
)  # fmt: skip

T = TypeVar("T")


def read_lines(lines: Iterable[str | bytes]) -> tuple[OrderLine, ...]:
    """Check every line before anything is made of the first; raises ImportRefused."""
    found: list[OrderLine] = []
    problems: list[LineProblem] = []
    seen: dict[str, int] = {}
    for number, raw in enumerate(lines, start=1):
        try:
            line = _read_line(raw)
            if line is not None:
                _refuse_second(line, seen, number)
                found.append(line)
        except OrderRefused as refused:
            problems += [LineProblem(number, each) for each in refused.problems]
        if number > LINES:
            text = _("a file may have %(most)d lines; split it") % {"most": LINES}
            problems.append(LineProblem(number, FieldProblem("", "too_long", text)))
        if len(problems) >= PROBLEMS_SHOWN or number > LINES:
            break
    if problems:
        raise ImportRefused(problems[:PROBLEMS_SHOWN])
    return tuple(found)


def read_json(raw: str | bytes) -> dict[str, Any]:
    """The object that a body or line holds; raises OrderRefused."""
    try:
        text = (raw if isinstance(raw, str) else raw.decode()).removeprefix("\ufeff")
        found = json.loads(text, parse_float=_float, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        _refuse("not_json", _("is not UTF-8 (byte %(byte)d)") % {"byte": error.start + 1})
    except RecursionError:
        _refuse("too_deep", _("is nested too deeply"))
    except ValueError as error:
        _refuse("not_json", _("is not JSON (%(error)s)") % {"error": error})
    if not isinstance(found, dict):
        _refuse("object_type", _("is not a JSON object"))
    return found


def read_document(document: Mapping[str, Any]) -> OrderLine:
    """One order; raises OrderRefused with every problem there is."""
    fields = Fields(document, problems=[])
    line = _order(fields)
    if fields.problems:
        raise OrderRefused(fields.problems[:PROBLEMS_SHOWN])
    return line


def _read_line(raw: str | bytes) -> OrderLine | None:
    if len(raw) > LINE_BYTES:
        _refuse("too_long", _("is longer than %(most)d bytes") % {"most": LINE_BYTES})
    return read_document(read_json(raw)) if raw.strip() else None


def _refuse_second(line: OrderLine, seen: dict[str, int], number: int) -> None:
    first = seen.setdefault(line.number, number)
    if first != number:
        text = _("order %(number)s stands already in line %(line)d") % {"number": line.number, "line": first}
        raise OrderRefused([FieldProblem("number", "twice", text)])


def _order(fields: Fields) -> OrderLine:
    buyer = _buyer(fields.part("buyer", required=True))
    zone = ZoneInfo(buyer.time_zone or "UTC")
    currency = fields.value("currency", values.currency)
    ship_to = _ship_to(fields.part("ship_to"))
    placed_at = fields.moment("placed_at", zone)
    line = OrderLine(
        number=_number(fields),
        checkout_id=fields.text("checkout_id", 100),
        placed_at=placed_at or values.moment("1970-01-02", zone),
        promised_by=fields.moment("promised_by", zone),
        state=fields.choice("state", STATES),
        buyer=buyer,
        seller=_seller(fields.part("seller", required=True)),
        currency=currency,
        market=fields.text("market", 20) or buyer.country or ship_to.get("country", ""),
        total=fields.amount("total", currency),
        shipping=fields.amount("shipping", currency, Decimal(0)),
        tax=fields.amount("tax", currency, Decimal(0)),
        ship_to=ship_to,
        items=_sorted(items(fields, currency), lambda each: each.line),
        payments=_sorted(payments(fields, currency, zone), lambda each: each.reference),
        shipments=_sorted(shipments(fields, zone), lambda each: each.id),
        coupons=_sorted(coupons(fields, currency, zone), lambda each: each.code),
        group=_group(fields.part("group"), zone),
        unknown=fields.rest(),
    )
    _check_whole(fields, line)
    return line


def _check_whole(fields: Fields, line: OrderLine) -> None:
    """What can be said only when all parts are known."""
    for name, value in (("currency", line.currency), ("market", line.market)):
        if not value and not fields.has(name):
            fields.refuse(name, "missing", _("is missing"))
    if not fields.has("placed_at"):
        fields.refuse("placed_at", "missing", _("is missing"))
    if not fields.problems:
        _check_sum(fields, line)
        _check_lines(fields, line.items, line.shipments)


def _check_sum(fields: Fields, line: OrderLine) -> None:
    if not line.items:
        fields.refuse("items", "missing", _("needs at least one line"))
        return
    paid = sum((each.paid for each in line.items), line.shipping)
    if paid != line.total:
        text = _("the lines' paid and shipping come to %(sum)s, not to the total of %(total)s")
        fields.refuse("total", "sum", text % {"sum": paid, "total": line.total})


def _check_lines(fields: Fields, bought: tuple[ItemPart, ...], sent: tuple[ShipmentPart, ...]) -> None:
    known = {each.line for each in bought}
    for shipment in sent:
        strange = sorted(set(shipment.lines) - known)
        if strange:
            text = _("parcel %(parcel)s names line %(line)d, which the order does not have")
            fields.refuse("shipments", "unknown_line", text % {"parcel": shipment.id, "line": strange[0]})


def _number(fields: Fields) -> str:
    number = fields.text("number", NUMBER_LETTERS, required=True)
    key = number_key(number)
    if number and (not number.isprintable() or not 1 <= len(key) <= NUMBER_LETTERS):
        fields.refuse("number", "invalid", _("must have letters or digits, and nothing that cannot be printed"))
    return number


def _buyer(fields: Fields | None) -> BuyerPart:
    if fields is None:
        return BuyerPart()
    return BuyerPart(
        external_id=fields.text("external_id", 200),
        name=fields.text("name", 200),
        email=fields.value("email", values.email),
        phone=fields.value("phone", values.phone),
        country=fields.value("country", values.country),
        language=fields.value("language", values.language),
        time_zone=fields.value("time_zone", values.time_zone),
    )


def _seller(fields: Fields | None) -> SellerPart:
    if fields is None:
        return SellerPart("")
    return SellerPart(
        external_id=fields.text("external_id", 200, required=True),
        name=fields.text("name", 200),
        country=fields.value("country", values.country),
        language=fields.value("language", values.language),
        email=fields.value("email", values.email),
        time_zone=fields.value("time_zone", values.time_zone),
    )


def _ship_to(fields: Fields | None) -> dict[str, Any]:
    if fields is None:
        return {}
    return {
        "name": fields.text("name", 200),
        "lines": fields.texts("lines", most=20, limit=300),
        "city": fields.text("city", 200),
        "postcode": fields.text("postcode", 40),
        "country": fields.value("country", values.country),
    }


def _group(fields: Fields | None, zone: ZoneInfo) -> dict[str, Any] | None:
    if fields is None:
        return None
    until = fields.moment("until", zone)
    return {
        "needed": fields.whole("needed", least=1),
        "joined": fields.whole("joined"),
        "until": values.written_moment(until) if until else None,
    }


def _sorted(parts: Iterable[T], key: Callable[[T], Any]) -> tuple[T, ...]:
    return tuple(sorted(parts, key=key))


def _float(text: str) -> float | int:
    """A number that the database gives back as it took it: it writes large ones out."""
    found = float(text)
    if found in (float("inf"), float("-inf")):
        _no_number(text)
    return int(Decimal(repr(found))) if "e+" in repr(found) else found


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text[:40]} is no number")


def _refuse(code: str, message: str) -> NoReturn:
    raise OrderRefused([FieldProblem("", code, message)])
