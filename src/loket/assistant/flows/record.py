"""What a step may say of an order: each field a finished text in the active language; what is unknown is empty."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from textwrap import shorten
from typing import Any

from babel.lists import format_list
from django.utils.translation import get_language, to_locale

from loket.assistant.flows.postcodes import country_name
from loket.assistant.flows.register import FLOWS
from loket.assistant.flows.situation import Situation
from loket.orders.bookkeeping.ways_back import can_go_back, named_accounts, payment_without_way_back
from loket.orders.facts import OrderFacts, PaymentFacts, RefundFacts
from loket.orders.rulebook.rule_wording import explain
from loket.orders.telling.wording import (
    carrier_name,
    moment,
    money,
    payment_method,
    refund_line,
    refund_place,
    shipment_line,
    standing,
    state_label,
)

EVENTS_TOLD = 3
LONGEST_TITLE = 50  # characters
EXPLAINED = ("cancel", "refund", "change_address", "return_coupon")


def record_of(situation: Situation, wording: Mapping[str, Any]) -> dict[str, str]:
    """The fields for one moment; without an order only what was told. `wording` is that of the language."""
    told = {"after": "", "refusal": "", **_unknown()}
    if situation.order is None:
        return told
    facts = situation.facts
    payment = _payment(facts)
    method = payment.method if payment else ""
    return {
        **told,
        "order": facts.number,
        "title": short_title(facts.items[0].title) if facts.items else facts.number,
        "seller": facts.seller,
        "standing": standing(facts, situation.now) or f"{state_label(facts)}.",
        "tracking": _tracking(facts),
        "amount": money(_to_go_back(situation), facts.currency),
        "paid": money(facts.paid, facts.currency),
        "method": payment_method(method) if method else "",
        "rail": wording["rails"].get(method, wording["rails"]["other"]) if method else "",
        "refunds": _refunds(facts, situation, wording),
        "where": _where(payment),
        "money_back": _money_back(facts, payment, wording),
        **_without_way_back(situation, wording),
        **_address(situation, wording),
        "coupon": ", ".join(each.code for each in facts.coupons),
        **{f"why_{kind}": _why(kind, situation) for kind in EXPLAINED},
    }


def short_title(title: str) -> str:
    """As much of a title as tells it apart; sellers write whole descriptions into theirs."""
    return shorten(title, LONGEST_TITLE, placeholder="…").replace(",…", "…")


def _unknown() -> dict[str, str]:
    names = (
        "order title seller standing tracking amount paid method rail refunds where money_back coupon one_way elsewhere"
        " address country"
    )
    return dict.fromkeys((*names.split(), *(f"why_{kind}" for kind in EXPLAINED)), "")


def _payment(facts: OrderFacts) -> PaymentFacts | None:
    """The payment that counts: one that arrived, else the latest."""
    captured = [each for each in facts.payments if each.state == "captured"]
    return next(reversed(captured or facts.payments), None)


def _to_go_back(situation: Situation) -> Decimal:
    """What the step would send back: as much as the rules let go for its reasons."""
    flow = FLOWS.get(situation.position.flow)
    requests = [each.performs for each in flow.steps if each.performs] if flow else []
    reasons = next((each.reasons for each in requests if each.kind == "refund"), ())
    permission = situation.permission("refund", *reasons)
    if permission is None or not permission.is_allowed or permission.most is None:
        return situation.facts.refundable
    return permission.most


def _tracking(facts: OrderFacts) -> str:
    parcels = []
    for each in facts.shipments:
        number = f"**{each.tracking_number}** ({carrier_name(each.carrier)})" if each.tracking_number else ""
        events = [
            f"- {moment(event.at, facts.time_zone)}: {', '.join(filter(None, (event.text or event.code, event.place)))}"
            for event in reversed(each.events[-EVENTS_TOLD:])
        ]
        parcels.append("\n".join(filter(None, (number, shipment_line(each, facts.time_zone), *events))))
    return "\n\n".join(parcels)


def _refunds(facts: OrderFacts, situation: Situation, wording: Mapping[str, Any]) -> str:
    today, stuck = situation.now.date(), str(wording["shared"]["refund_stuck"][0])
    return " ".join(
        stuck.format(amount=money(refund.amount, facts.currency), method=payment_method(payment.method))
        if _is_stuck(refund, payment)
        else refund_line(refund, payment, facts.currency, today=today)
        for payment in facts.payments
        for refund in payment.refunds
    )


def _is_stuck(refund: RefundFacts, payment: PaymentFacts) -> bool:
    """Whether money is to go a way that carries none back."""
    is_open = refund.destination == "original" and refund.state in {"requested", "sent"}
    return is_open and not can_go_back(payment.method)


def _without_way_back(situation: Situation, wording: Mapping[str, Any]) -> dict[str, str]:
    """The way of paying that carries nothing back, and where the money can go instead; nothing where there is none."""
    facts = situation.facts
    payment = payment_without_way_back(facts)
    if payment is None:
        return {}
    method = payment_method(payment.method)
    accounts = [str(wording["labels"][f"account_{each}"]) for each in named_accounts(facts.currency)]
    named = format_list(accounts, style="or", locale=to_locale(get_language() or "en"))
    amount = money(_to_go_back(situation), facts.currency)
    text = str(wording["shared"]["elsewhere"][0]).format(amount=amount, method=method, accounts=named)
    return {"one_way": method, "elsewhere": text}


def _address(situation: Situation, wording: Mapping[str, Any]) -> dict[str, str]:
    """The new address part by part, to be looked over, and what the order's own country is called."""
    language, read = to_locale(get_language() or "en").replace("_", "-"), situation.address
    parts = {
        "name": read.name,
        "street": ", ".join(read.lines),
        "city": read.city,
        "postcode": read.postcode,
        "country": country_name(situation.country, language) if situation.country else "",
    }
    rows = (f"- {wording['labels'][f'address_{name}']}: {part}" for name, part in parts.items() if part)
    return {"address": "\n".join(rows), "country": parts["country"]}


def _money_back(facts: OrderFacts, payment: PaymentFacts | None, wording: Mapping[str, Any]) -> str:
    if not facts.refundable:
        return ""
    stuck = payment_without_way_back(facts)
    if stuck:
        payment = stuck
    name = "money_back_elsewhere" if stuck else "money_back"
    method = payment_method(payment.method) if payment else ""
    amount = money(facts.refundable, facts.currency)
    return str(wording["shared"][name][0]).format(amount=amount, where=_where(payment), method=method)


def _where(payment: PaymentFacts | None) -> str:
    if payment is None:
        return ""
    return refund_place(RefundFacts("", Decimal(0), "original", "requested"), payment)


def _why(kind: str, situation: Situation) -> str:
    permission = situation.permission(kind)
    if permission is None:
        return ""
    return explain(permission, currency=situation.facts.currency, time_zone=situation.facts.time_zone)
