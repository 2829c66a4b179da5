import json

import pytest

from loket.api.tests.calling import Caller, nobody, opens, server
from loket.conversations.models import Conversation
from loket.orders.models import LedgerEntry, Order, OrderGrant
from loket.orders.tests.documents import document, imported
from loket.people.models import Customer

pytestmark = pytest.mark.django_db

NUMBER = "LK-2026-00817-3"
PATH = f"/orders/{NUMBER}"


@pytest.fixture
def shop():
    return server(scopes=["orders"])


def as_bea(caller_and_answer):
    """Let the shop vouch for whoever holds this conversation."""
    caller, answer = caller_and_answer
    Conversation.objects.filter(pk=answer["id"]).update(customer=Customer.objects.get(external_id="u-17"))
    return Caller(caller.secret)


def test_an_order_is_put_read_and_put_again(shop):
    first = shop.call("PUT", PATH, document())
    assert (first.status_code, first.json()["number"]) == (201, NUMBER)
    again = shop.call("PUT", PATH, first.json())
    assert (again.status_code, again.json()) == (200, first.json())
    assert shop.get(PATH).json() == first.json()
    assert Order.objects.get().version == 1


def test_amounts_and_moments_are_written_as_the_contract_has_them(shop):
    answer = shop.call("PUT", PATH, document()).json()
    assert (answer["total"], answer["items"][0]["paid"], answer["tax"]) == ("106.90", "94.90", "0.00")
    assert (answer["placed_at"], answer["promised_by"]) == ("2026-10-02T10:00:00Z", "2026-11-21T02:59:59Z")
    assert answer["payments"][0]["paid_at"] == "2026-10-02T10:01:00Z"


def test_what_the_contract_does_not_know_comes_back_where_it_stood(shop):
    sent = document(gift=True, buyer__vip=[1, {"a": None}], items__0__color="red", payments__0__installments=3)
    answer = shop.call("PUT", PATH, sent).json()
    assert (answer["gift"], answer["buyer"]["vip"]) == (True, [1, {"a": None}])
    assert (answer["items"][0]["color"], answer["payments"][0]["installments"]) == ("red", 3)


def test_the_body_may_leave_the_number_to_the_address_but_not_contradict_it(shop):
    sent = document()
    del sent["number"]
    assert shop.call("PUT", PATH, sent).status_code == 201
    refused = shop.call("PUT", PATH, document("OTHER-1"))
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "number")


def test_every_wrong_field_is_named(shop):
    sent = document(items__0__paid=94.9, state="lost", buyer__email="no address", currency="XXY")
    response = shop.call("PUT", PATH, sent)
    assert response.status_code == 422
    fields = {error["field"] for error in response.json()["errors"]}
    assert fields == {"items.0.paid", "state", "buyer.email", "currency"}
    assert not Order.objects.exists()


HOSTILE = [
    b"", b"{", b"null", b"[]", b'"text"', b"7", b"\xff\xfe", b"\0", b'{"total": NaN}', b'{"a": 1e999}',
    b'{"a":' * 3000 + b"1" + b"}" * 3000, b'{"a": ' + b"9" * 5000 + b"}",
    json.dumps(document(buyer__name="a\0b")).encode(),
    json.dumps(document(strange={"deep": ["\ud800"]})).encode(),
    json.dumps(document(**{"bad\0name": 1})).encode(),
    json.dumps(document(items__0__quantity=10**30)).encode(),
    json.dumps(document(items__0__line=True)).encode(),
    json.dumps(document(total="9" * 40)).encode(),
    json.dumps(document(total="NaN")).encode(),
    json.dumps(document(total="-1.00")).encode(),
    json.dumps(document(total="١٠٦.٩٠")).encode(),
    json.dumps(document(placed_at="0001-01-01")).encode(),
    json.dumps(document(promised_by="9999-12-31")).encode(),
    json.dumps(document(items={"0": 1}, payments=7, shipments="x", coupons=[[]])).encode(),
    json.dumps(document(buyer=[], seller=None)).encode(),
    json.dumps(document(items=[])).encode(),
    json.dumps(document(ship_to__lines=["x"] * 100)).encode(),
    json.dumps(document(buyer__time_zone="../../etc/passwd")).encode(),
    json.dumps(document(items__0__image_url="javascript:alert(1)")).encode(),
]  # fmt: skip


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_what_nobody_sends_in_good_faith_is_refused(shop, body):
    response = shop.call("PUT", PATH, body)
    assert response.status_code in {400, 422}
    assert response["Content-Type"] == "application/problem+json"
    assert not Order.objects.exists()


def test_too_much_at_once_is_refused(shop):
    assert shop.call("PUT", PATH, document(notes="x" * 2_000_000)).status_code == 413


def test_a_customer_sees_her_own_order_without_contacts(shop):
    imported(document(secret="shop only"), document("B-2", buyer__external_id="u-18"))
    bea = as_bea(opens())
    answer = bea.get(PATH).json()
    assert (answer["number"], answer["buyer"]["email"], answer["seller"]["email"]) == (NUMBER, None, None)
    assert (answer["seller"]["name"], "secret" in answer) == ("Sam's Lamps", False)
    assert bea.get("/orders/B-2").status_code == 404


def test_olga_sees_nothing_until_she_has_proven_one_order():
    imported(document(), document("B-2"))
    olga, answer = opens()
    olga = Caller(olga.secret)
    assert [olga.get(path).status_code for path in (PATH, "/orders/B-2", "/orders/NONE")] == [404, 404, 404]
    customer = Conversation.objects.get(pk=answer["id"]).customer
    OrderGrant.objects.create(customer=customer, order=Order.objects.get(number="B-2"))
    assert [olga.get(path).status_code for path in (PATH, "/orders/B-2")] == [404, 200]


def test_only_servers_with_the_scope_write_and_list():
    imported(document())
    bea = as_bea(opens())
    for caller in (bea, server(scopes=["conversations"])):
        assert caller.call("PUT", PATH, document(state="paid")).status_code == 403
        assert caller.get("/orders").status_code == 403
    assert server(scopes=["conversations"]).get(PATH).status_code == 404
    assert nobody().get(PATH).status_code == 401
    assert Order.objects.get().state == "shipped"


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["B-2", NUMBER]),
        ("buyer=u-17", [NUMBER]),
        ("email=BEA%40example.com", [NUMBER]),
        ("tracking=lb123456789cn", [NUMBER]),
        ("q=lk%202026%20008173", [NUMBER]),
        ("q=u-18", ["B-2"]),
        ("buyer=u-17&q=B-2", []),
        ("buyer=nobody", []),
        ("tracking=-", []),
    ],
)
def test_servers_find_orders(shop, query, numbers):
    other = document("B-2", placed_at="2026-10-05T00:00:00Z", buyer__external_id="u-18", buyer__email="o@example.com")
    other["shipments"] = []
    imported(document(), other)
    assert [each["number"] for each in shop.get(f"/orders?{query}").json()["items"]] == numbers


def test_the_list_comes_in_pages(shop):
    imported(*(document(f"P-{number}") for number in range(5)))
    seen, after = [], ""
    while after is not None:
        page = shop.get(f"/orders?limit=2&after={after}").json()
        seen += [each["number"] for each in page["items"]]
        after = page["next"]
    assert seen == ["P-4", "P-3", "P-2", "P-1", "P-0"]


@pytest.mark.parametrize("query", ["after=x", "after=%00", "limit=0", "limit=101", "q=%00", "after=2026-01-01_3"])
def test_wrong_questions_are_refused(shop, query):
    assert shop.get(f"/orders?{query}").status_code == 422


def test_an_order_is_cancelled_once_however_often_it_is_asked(shop):
    imported(document(state="paid", shipments=[], placed_at="2026-11-01T00:00:00Z"))
    sent = {"reason": "ordered_by_mistake"}
    first = shop.call("POST", f"{PATH}/cancellation", sent, key="k" * 32)
    again = shop.call("POST", f"{PATH}/cancellation", sent, key="k" * 32)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert LedgerEntry.objects.filter(kind="cancel").count() == 1


def test_a_cancellation_that_the_rules_forbid_says_why(shop):
    imported(document(state="delivered"))
    response = shop.call("POST", f"{PATH}/cancellation", {"reason": "changed_mind"})
    assert (response.status_code, response["Content-Type"]) == (409, "application/problem+json")
    assert response.json()["code"]
    assert not LedgerEntry.objects.exists()


def test_olga_cancels_nothing():
    imported(document(state="paid"))
    olga = Caller(opens()[0].secret)
    assert olga.call("POST", f"{PATH}/cancellation", {"reason": "changed_mind"}).status_code == 404
    assert server(scopes=[]).call("POST", f"{PATH}/cancellation", {"reason": "changed_mind"}).status_code == 404
