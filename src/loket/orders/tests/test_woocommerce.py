"""WooCommerce: orders come in as the contract's documents, refunds go out once although it knows no keys."""

from __future__ import annotations

import json
import threading
from base64 import b64encode
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.utils import timezone

from loket.orders.actions import carrying_out
from loket.orders.actions.fetching import fetch_orders
from loket.orders.actions.ledger import Request, ask_for, carry_out
from loket.orders.connectors.port import MarketplaceUnknown
from loket.orders.connectors.woocommerce import WooCommerce
from loket.orders.connectors.woocommerce_orders import OrdersUnreadable, document_of, key_in_reason, reason_with_key
from loket.orders.models import Order, OrderTask, Refund
from loket.orders.tests.ledger_shop import ada, max_, order

FIXTURES = Path(__file__).parent / "fixtures" / "woocommerce"
SINCE = datetime(2026, 3, 1, tzinfo=UTC)
AUTHORIZATION = "Basic " + b64encode(b"ck_1:cs_1").decode()


def recorded(name):
    return json.loads((FIXTURES / f"{name}.json").read_text())


class Server(ThreadingHTTPServer):
    """A shop that answers with what was recorded, and creates a refund each time it is asked, as WooCommerce does."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = []
        self.refunds = []
        self.plan = []
        self.order = {"id": 727, "status": "processing", "meta_data": []}

    def get(self, path):
        if path.startswith("/orders?"):
            return 200, recorded("orders") if "page=1" in path else []
        if "/refunds" in path:
            return 200, self.refunds
        return 200, self.order

    def put(self, body):
        self.order |= {**body, "id": 727}
        return 200, self.order

    def post(self, body):
        word = self.plan.pop(0) if self.plan else ""
        if word in ("refund_failed", "no_such_order", "not_allowed"):
            said = recorded(word)
            return said["data"]["status"], said
        if word != "lose":
            sent = {"amount": body["amount"], "reason": body["reason"], "refunded_payment": word != "not paid"}
            # The reason is stored with the refund, meta data a moment later: so a crash leaves the reason alone.
            meta = [] if word == "do and lose" else [{"id": 1, **body["meta_data"][0]}]
            self.refunds.append({**recorded("refund"), **sent, "meta_data": meta})
        return (500, {}) if word in ("lose", "do and lose") else (201, self.refunds[-1])


class Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *_):
        """Says nothing."""

    def _say(self, act, *given):
        assert self.headers["Authorization"] == AUTHORIZATION
        path = self.path.removeprefix("/shop/wp-json/wc/v3")
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or "null")
        self.server.asked.append((self.command, path, body))
        status, said = act(*(path if each == "path" else body for each in given))
        text = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_GET(self):
        self._say(self.server.get, "path")

    def do_POST(self):
        self._say(self.server.post, "body")

    def do_PUT(self):
        self._say(self.server.put, "body")


@contextmanager
def serving():
    found = Server()
    threading.Thread(target=found.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield found
    finally:
        found.shutdown()
        found.server_close()


@pytest.fixture
def server():
    with serving() as found:
        yield found


@pytest.fixture
def shop(server, monkeypatch):
    found = WooCommerce(f"http://127.0.0.1:{server.server_address[1]}/shop", "ck_1", "cs_1", seconds=2)
    monkeypatch.setattr(carrying_out, "connector", lambda: found)
    return found


def refund():
    made = order()
    Order.objects.filter(pk=made.pk).update(unknown={"woocommerce_id": 727})
    return ask_for(made, Request("refund", "damaged", Decimal("20.00")), key="k-1", by=ada())


def later(entry, **time):
    carry_out(entry.pk, now=timezone.now() + timedelta(**time))
    entry.refresh_from_db()
    return entry


def test_an_order_becomes_the_contracts_document():
    guest, paid, refunded, draft = (document_of(each, shop="shop.example") for each in recorded("orders"))
    assert draft is None
    assert (guest["state"], paid["state"], refunded["state"]) == ("awaiting_payment", "paid", "completed")
    assert paid["placed_at"] == "2026-03-22T19:28:02Z"
    assert [(each["line"], each["paid"]) for each in paid["items"]] == [(315, "6.45"), (316, "12.90")]
    assert guest["items"][-1] == {
        "line": 320, "sku": "", "title": "Gift wrap", "quantity": 1, "price": "12.00", "paid": "12.00",
        "image_url": None,
    }  # fmt: skip
    assert guest["buyer"]["external_id"] is None
    assert guest["ship_to"]["lines"] == ["969 Market"]


def test_a_refund_of_ours_goes_by_our_name_in_the_document():
    paid = document_of(recorded("orders")[1], shop="shop.example")
    ids = {each["id"]: each["amount"] for each in paid["payments"][0]["refunds"]}
    assert ids == {"woocommerce-724": "3.00", "0b8f0d1e-54d2-4f5e-9a3c-5a0f6c1f7a11": "1.00"}


def test_a_reason_keeps_the_key():
    key = "0b8f0d1e-54d2-4f5e-9a3c-5a0f6c1f7a11"
    assert key_in_reason(reason_with_key("damaged", key)) == key
    assert key_in_reason("damaged [loket nothing]") == ""


@pytest.mark.django_db
def test_changed_orders_are_fetched_and_stored(shop, server):
    summary = fetch_orders(shop, since=SINCE)
    assert (summary.orders, summary.new_orders, summary.refused) == (3, 3, ())
    stored = Order.objects.get(number="A-723")
    assert stored.unknown["woocommerce_id"] == 723
    assert stored.total == Decimal("41.35")
    assert fetch_orders(shop, since=SINCE).changed_orders == 0
    assert "modified_after=2026-02-28T23%3A55" in server.asked[0][1]


@pytest.mark.django_db
def test_an_order_that_cannot_be_stored_stops_no_other(shop, server):
    broken = recorded("orders")
    broken[0]["total"] = "1.00"
    server.get = lambda _path: (200, broken)
    summary = fetch_orders(shop, since=SINCE)
    assert (summary.new_orders, len(summary.refused)) == (2, 1)
    assert summary.refused[0].startswith("A-723: ")


def test_a_shop_that_does_not_list_orders_is_told_of(shop, server):
    server.get = lambda _path: (401, recorded("not_allowed"))
    with pytest.raises(OrdersUnreadable):
        list(shop.documents(since=SINCE))


@pytest.mark.django_db
def test_a_refund_carries_our_key_twice(shop, server):
    entry = later(refund(), seconds=0)
    method, path, body = server.asked[0]
    assert (method, path) == ("POST", "/orders/727/refunds")
    assert body == {
        "amount": "20.00", "reason": f"damaged [loket {entry.pk}]", "api_refund": True, "api_restock": False,
        "meta_data": [{"key": "_loket_key", "value": str(entry.pk)}],
    }  # fmt: skip
    assert (entry.state, entry.marketplace_reference) == ("settled", "733")


@pytest.mark.django_db
@pytest.mark.parametrize("plan", [["do and lose"], ["lose"], ["lose", "do and lose"]])
def test_a_lost_answer_makes_no_second_refund(shop, server, plan):
    server.plan = list(plan)
    entry = refund()
    for minutes in (0, 1, 3, 30, 300, 600):
        later(entry, minutes=minutes)
    assert entry.state == "settled"
    assert [each["amount"] for each in server.refunds] == ["20.00"]


@pytest.mark.django_db
def test_nothing_is_sent_again_while_the_shop_may_still_be_at_it(shop, server):
    server.plan = ["lose"]
    entry = refund()
    for minutes in (0, 1, 3, 9):
        later(entry, minutes=minutes)
    assert [each[0] for each in server.asked].count("POST") == 1
    assert entry.state == "sending"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("refund_failed", "needs_person"),
        ("not paid", "needs_person"),
        ("no_such_order", "refused"),
        ("not_allowed", "sending"),
    ],
)
def test_what_the_shop_says_is_taken_no_further_than_it_goes(shop, server, word, state):
    server.plan = [word]
    entry = later(refund(), seconds=0)
    assert entry.state == state
    assert OrderTask.objects.exists() == (state != "sending")
    assert Refund.objects.get(entry=entry).state == ("failed" if state == "refused" else "requested")


@pytest.mark.django_db
def test_a_cancellation_and_its_refund_go_out(shop, server):
    made = order(state="paid")
    Order.objects.filter(pk=made.pk).update(unknown={"woocommerce_id": 727})
    entry = ask_for(made, Request("cancel", "changed_mind"), key="k-1", by=max_())
    later(entry, seconds=0)
    later(made.ledger.get(kind="refund"), seconds=0)
    assert server.order["status"] == "cancelled"
    assert shop.look_up(str(entry.pk)).state == "settled"
    assert set(made.ledger.values_list("state", flat=True)) == {"settled"}


@pytest.mark.django_db
def test_what_the_shop_cannot_do_is_for_a_person(shop):
    made = order()
    entry = ask_for(made, Request("replace", "damaged"), key="k-1", by=max_())
    assert later(entry, seconds=0).state == "refused"
    assert OrderTask.objects.get().kind == "refused"


@pytest.mark.parametrize(("url", "key"), [("shop.example", "ck"), ("https://shop.example", "")])
def test_half_a_setting_is_refused_with_words(url, key):
    with pytest.raises(MarketplaceUnknown):
        WooCommerce(url, key, "cs")
