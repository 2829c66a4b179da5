import pytest
from django.db import connection

from loket.orders.models import Order
from loket.orders.search import BadCursor, WantedOrders, list_orders, search_orders
from loket.orders.tests.documents import document, imported
from loket.people.actors import NOBODY, SYSTEM, CustomerActor
from loket.people.models import Customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def orders():
    other = document(
        "MX-77", placed_at="2026-10-01T00:00:00Z", buyer__external_id="u-18", buyer__name="Olga Ruiz",
        buyer__email="olga@example.com", buyer__phone="+52 55 1234 5678",
    )  # fmt: skip
    other["shipments"][0]["tracking_number"] = None
    imported(document(), other)


def found(text, actor=SYSTEM, **more):
    return [each.number for each in search_orders(text, actor=actor, **more).orders]


@pytest.mark.parametrize(
    "text",
    [
        "LK-2026-00817-3", "lk 2026 00817 3", "#LK2026008173", "ＬＫ-２０２６-00817-3", "LB 123 456 789 CN",
        "lb123456789cn", "u-17", "BEA@example.com", "+55 (81) 99999-0017", "5581999990017", "bea", "Bea S",
        "  BEA  souza ",
    ],
)  # fmt: skip
def test_an_order_is_found_by_what_people_have_of_it(orders, text):
    assert found(text) == ["LK-2026-00817-3"]


@pytest.mark.parametrize("text", ["LK-2026-00817", "souza", "-", "?", "%", "_ea", "u-1", "b", "817", "x" * 500, "a\0b"])
def test_what_names_no_order_finds_none(orders, text):
    assert found(text) == []


def test_nothing_asked_for_is_everything_newest_first(orders):
    assert found("") == ["LK-2026-00817-3", "MX-77"]


def test_nobody_finds_what_they_may_not_see(orders):
    olga = CustomerActor(Customer.objects.get(external_id="u-18").pk)
    assert (found("bea", olga), found("", olga), found("olga", olga)) == ([], ["MX-77"], ["MX-77"])
    assert found("", NOBODY) == []


def test_all_that_is_wanted_has_to_fit(orders):
    def wanted(**fields):
        return [each.number for each in list_orders(WantedOrders(**fields), actor=SYSTEM).orders]

    assert wanted(buyer="u-17", tracking="LB123456789CN") == ["LK-2026-00817-3"]
    assert wanted(buyer="u-18", tracking="LB123456789CN") == []
    assert wanted(email="Olga@Example.com", text="MX 77") == ["MX-77"]
    assert wanted(tracking="-") == []


def test_pages_follow_each_other_without_gaps_even_within_one_moment():
    imported(*(document(f"P-{number}") for number in range(7)))
    for text in ("", "bea"):
        seen, after = [], None
        while after != "":
            page = search_orders(text, actor=SYSTEM, limit=3, after=after or "")
            seen += [each.number for each in page.orders]
            after = page.next
        assert seen == [f"P-{number}" for number in reversed(range(7))]


@pytest.mark.parametrize("after", ["x", "_", "2026-01-01_1", "2026-01-01T00:00:00Z_", f"2026-01-01T00:00:00Z_{10**30}"])
def test_a_broken_cursor_is_refused(orders, after):
    with pytest.raises(BadCursor):
        search_orders("", actor=SYSTEM, after=after)


@pytest.mark.parametrize("text", ["", "bea", "LK-2026-00817-3", "+5581999990017", "bea@example.com"])
def test_statements_do_not_grow_with_the_orders(text, django_assert_num_queries):
    for size in (1, 50):
        imported(*(document(f"S-{number}") for number in range(size)))
        with django_assert_num_queries(1):
            orders = search_orders(text, actor=SYSTEM).orders
            assert all(each.seller.name and each.customer.name for each in orders)


@pytest.mark.parametrize(
    ("condition", "index"),
    [
        ({"number_key": "A"}, "orders_number_key"),
        ({"contact_email": "a@b.c"}, "orders_email"),
        ({"contact_phone__in": ["+1", "1"]}, "orders_phone"),
        ({"contact_name__istartswith": "bea"}, "orders_name_begins"),
    ],
)
def test_each_way_in_has_its_index(condition, index):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert index in Order.objects.filter(**condition).order_by().explain()
