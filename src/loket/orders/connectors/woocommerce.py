"""A WooCommerce shop through its REST API, version 3: refunds, cancellations and addresses go out.

WooCommerce knows no idempotency keys. So ours goes into each refund twice: among its meta data, where it belongs, and
in its reason, which is stored in the same moment as the refund itself; and nothing is sent again before WooCommerce
has had ``settles_within`` to finish what it may be doing.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlsplit

from loket.lib.outbound import SECONDS, Answer, CallFailed, address_problem, call
from loket.orders.connectors.port import Instruction, MarketplaceUnknown, Outcome
from loket.orders.connectors.woocommerce_orders import (
    KEY_IN_META,
    as_amount,
    changed_orders,
    document_of,
    key_in_reason,
    reason_with_key,
)
from loket.orders.models import LedgerEntry
from loket.orders.money import written

REST = "/wp-json/wc/v3"
PER_PAGE = 100
# Where WooCommerce speaks for itself: it answers every mistake with a code, a proxy does not.
_NOT_DONE = frozenset({400, 404})
_REFUND_FAILED = "woocommerce_rest_cannot_create_order_refund"


class WooCommerce:
    """One shop, by its address and a key with the right to read and write."""

    name = "woocommerce"
    destinations = frozenset({"original"})
    settles_within = timedelta(minutes=10)

    def __init__(self, url: str, key: str, secret: str, *, seconds: float = SECONDS) -> None:
        if problem := address_problem(url):
            raise MarketplaceUnknown(f"LOKET_MARKETPLACE_URL: {problem}.")
        if not key or not secret:
            raise MarketplaceUnknown("LOKET_MARKETPLACE_KEY and LOKET_MARKETPLACE_SECRET must hold a REST API key.")
        self._url = url.rstrip("/") + REST
        self._shop = urlsplit(url).hostname or ""
        self._authorization = "Basic " + base64.b64encode(f"{key}:{secret}".encode()).decode()
        self._seconds = seconds

    def carry_out(self, instruction: Instruction) -> Outcome:
        """Do what WooCommerce can do; the rest is refused, and a person does it there."""
        place = _place(instruction.known_there_as, instruction.order)
        if instruction.kind == "refund" and instruction.destination in self.destinations:
            return self._refund(place, instruction)
        if instruction.kind == "cancel":
            return self._change(place, instruction, {"status": "cancelled"})
        if instruction.kind == "change_address":
            return self._change(place, instruction, {"shipping": _shipping(instruction.details.get("address", {}))})
        return Outcome("refused", problem="WooCommerce cannot do this through its API; do it in the shop itself.")

    def look_up(self, key: str) -> Outcome:
        """Find our key among the order's refunds, or in the order itself."""
        # WooCommerce finds refunds by their order alone, and only the ledger knows that.
        entry = LedgerEntry.objects.select_related("order").filter(pk=key).first()
        if entry is None:
            return Outcome("absent")
        place = _place(entry.order.unknown, entry.order.number)
        if entry.kind == LedgerEntry.Kind.REFUND and entry.amount is not None:
            return self._find_refund(place, key, amount=entry.amount)
        return self._find_change(place, key)

    def documents(self, *, since: datetime) -> Iterator[dict[str, Any]]:
        """The contract's documents of all orders that changed after ``since``; raises CallFailed, OrdersUnreadable."""
        for order in changed_orders(lambda path: self._call("GET", path), since=since):
            document = document_of(order, shop=self._shop)
            if document is not None:
                yield document

    def _refund(self, place: str, instruction: Instruction) -> Outcome:
        if instruction.amount is None:
            return Outcome("refused", problem="A refund needs an amount.")
        body = {
            "amount": written(instruction.amount, instruction.currency),
            "reason": reason_with_key(instruction.reason, instruction.key),
            "api_refund": True,
            "api_restock": False,
            "meta_data": [{"key": KEY_IN_META, "value": instruction.key}],
        }
        try:
            answer = self._call("POST", f"/orders/{place}/refunds", body)
        except CallFailed as failure:
            return Outcome("unknown", problem=str(failure))
        said = answer.document if isinstance(answer.document, dict) else {}
        if answer.status in (200, 201) and _has_key(said, instruction.key):
            return _refunded(said, amount=instruction.amount)
        if said.get("code") == _REFUND_FAILED:
            # It says so both for an amount that is too high and for a payment provider that did not answer in time.
            return Outcome("unknown", problem=_problem(answer), is_for_a_person=True)
        return _not_done(answer)

    def _change(self, place: str, instruction: Instruction, change: Mapping[str, Any]) -> Outcome:
        """The same change twice is one change, so this needs no more care than the key."""
        body = {**change, "meta_data": [{"key": KEY_IN_META, "value": instruction.key}]}
        try:
            answer = self._call("PUT", f"/orders/{place}", body)
        except CallFailed as failure:
            return Outcome("unknown", problem=str(failure))
        said = answer.document if isinstance(answer.document, dict) else {}
        if answer.status == 200 and _has_key(said, instruction.key):
            return Outcome("settled", str(said.get("id", "")))
        return _not_done(answer)

    def _find_refund(self, place: str, key: str, *, amount: Decimal) -> Outcome:
        page = 1
        while True:
            try:
                answer = self._call("GET", f"/orders/{place}/refunds?per_page={PER_PAGE}&page={page}")
            except CallFailed as failure:
                return Outcome("unknown", problem=str(failure))
            if answer.status != 200 or not isinstance(answer.document, list):
                return Outcome("unknown", problem=_problem(answer))
            refunds = [each for each in answer.document if isinstance(each, dict)]
            if found := next((each for each in refunds if _has_key(each, key)), None):
                return _refunded(found, amount=amount)
            if len(refunds) < PER_PAGE:
                return Outcome("absent")
            page += 1

    def _find_change(self, place: str, key: str) -> Outcome:
        try:
            answer = self._call("GET", f"/orders/{place}")
        except CallFailed as failure:
            return Outcome("unknown", problem=str(failure))
        if answer.status != 200 or not isinstance(answer.document, dict):
            return Outcome("unknown", problem=_problem(answer))
        return Outcome("settled", place) if _has_key(answer.document, key) else Outcome("absent")

    def _call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Answer:
        headers = {"Accept": "application/json", "User-Agent": "Loket", "Authorization": self._authorization}
        if body is not None:
            headers["Content-Type"] = "application/json"
        text = None if body is None else json.dumps(body).encode()
        # Orders with many lines are long.
        return call(self._url + path, method, headers=headers, body=text, seconds=self._seconds, bytes_read=8_000_000)


def _place(known_there_as: Mapping[str, Any], number: str) -> str:
    """WooCommerce's own identifier of an order; shops may show other numbers than those."""
    return quote(str(known_there_as.get("woocommerce_id") or number), safe="")


def _has_key(said: Mapping[str, Any], key: str) -> bool:
    kept = said.get("meta_data")
    meta = kept if isinstance(kept, list) else []
    in_meta = any(
        isinstance(each, dict) and (each.get("key"), each.get("value")) == (KEY_IN_META, key) for each in meta
    )
    return in_meta or key_in_reason(str(said.get("reason") or "")) == key


def _refunded(refund: Mapping[str, Any], *, amount: Decimal) -> Outcome:
    reference = str(refund.get("id", ""))
    if as_amount(refund, "amount") != amount:
        return Outcome("unknown", reference, "WooCommerce tells of another amount.", is_for_a_person=True)
    if refund.get("refunded_payment") is False:
        # It is written down, but the payment provider was not, or not yet, told.
        problem = "WooCommerce holds the refund, but does not say that its payment provider sent the money."
        return Outcome("unknown", reference, problem, is_for_a_person=True)
    return Outcome("settled", reference)


def _not_done(answer: Answer) -> Outcome:
    said = answer.document if isinstance(answer.document, dict) else {}
    is_their_word = answer.status in _NOT_DONE and str(said.get("code", "")).startswith(
        ("woocommerce_", "rest_invalid")
    )
    return Outcome("refused" if is_their_word else "unknown", problem=_problem(answer))


def _problem(answer: Answer) -> str:
    said = answer.document if isinstance(answer.document, dict) else {}
    message = str(said.get("message") or "")[:300]
    return f"status {answer.status}: {message}" if message else f"status {answer.status}"


def _shipping(address: Mapping[str, Any]) -> dict[str, str]:
    lines = [str(each) for each in address.get("lines", [])]
    first, _space, last = str(address.get("name") or "").partition(" ")
    return {
        "first_name": first,
        "last_name": last,
        "address_1": lines[0] if lines else "",
        "address_2": ", ".join(lines[1:]),
        "city": str(address.get("city") or ""),
        "postcode": str(address.get("postcode") or ""),
        "country": str(address.get("country") or ""),
    }
