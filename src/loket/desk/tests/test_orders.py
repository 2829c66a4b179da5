from __future__ import annotations

import pytest
from django.test import Client

from journeys.cast import ada, bea, edith, max_
from loket.conversations.access import visible_to
from loket.conversations.actions.orders import attach_order
from loket.desk.tests.waiting import signed_in, waiting
from loket.history.models import Event
from loket.orders.tests import ledger_shop
from loket.orders.tests.documents import stored

pytestmark = pytest.mark.django_db

NUMBER = "LK-2026-00817-3"
PAGES = ["/desk/orders", f"/desk/orders/{NUMBER}", f"/desk/orders/{NUMBER}/history", "/desk/orders/tasks"]


def about(order, opened=None):
    """A conversation that is about an order."""
    opened = opened or waiting()
    attach_order(opened.conversation, order, by=ada())
    return opened


def beside(opened, member=None):
    page = signed_in(member or ada()).get(f"/desk/conversations/{opened.conversation.pk}")
    return page.content.decode()


def find(opened, text, member=None):
    client = signed_in(member or ada())
    return client.get(f"/desk/conversations/{opened.conversation.pk}/order/find", {"q": text}).content.decode()


def order_of(opened):
    found = visible_to(ada()).select_related("order").get(pk=opened.conversation.pk)
    return found.order


@pytest.mark.parametrize("address", [*PAGES, f"/desk/orders/{NUMBER}/actions/refund", "/desk/orders/tasks/count"])
def test_only_who_answers_customers_sees_orders(address):
    stored()
    assert Client().get(address).status_code == 302
    assert signed_in(edith()).get(address).status_code == 404
    assert signed_in(ada()).get(address).status_code == 200
    assert signed_in(max_()).get(address).status_code == 200


def test_the_order_stands_beside_its_conversation():
    shown = beside(about(stored()))
    for words in (NUMBER, "Lamp", "LB 123 456 789 CN", "Correios", "R$", "OLA5", "Sam&#x27;s Lamps", "Shenzhen"):
        assert words in shown, words


def test_a_conversation_without_an_order_offers_to_link_one():
    shown = beside(waiting())
    assert "Nobody knows yet which order this is about." in shown
    assert "Link an order" in shown


def test_that_somebody_saw_an_order_is_recorded_once_an_hour():
    order = stored()
    opened, client = about(order), signed_in(ada())
    client.get(f"/desk/conversations/{opened.conversation.pk}")
    client.get(f"/desk/orders/{NUMBER}")
    client.get(f"/desk/orders/{NUMBER}/history")
    seen = Event.objects.filter(action="personal_data.seen", subject=order.subject)
    assert [each.by for each in seen] == [ada().label]


def test_whoever_has_not_shown_that_an_order_is_theirs_is_told_nothing_of_it():
    order = stored()
    opened = waiting()
    assert "has not shown that the order is theirs" in beside(about(order, opened))
    opened.conversation.customer = order.customer
    opened.conversation.save()
    assert "has not shown" not in beside(opened)


def test_the_newest_other_orders_of_the_customer_are_listed():
    opened = about(stored())
    for count in range(7):
        last = stored(f"LK-2026-0090{count}-1", placed_at=f"2026-10-0{count + 1}T10:00:00Z")
    opened.conversation.customer = last.customer
    opened.conversation.save()
    shown = beside(opened)
    assert "LK-2026-00906-1" in shown
    assert "LK-2026-00901-1" not in shown
    assert "/desk/orders?buyer=u-17" in shown


@pytest.mark.parametrize("typed", ["lk 2026 00817 3", "LB123456789CN", "bea@example.com", "+55 81 99999-0017", "bea s"])
def test_an_order_is_found_as_people_type_and_linked(typed):
    stored()
    opened = waiting()
    assert NUMBER in find(opened, typed)
    answer = signed_in(ada()).post(f"/desk/conversations/{opened.conversation.pk}/order", {"number": NUMBER})
    assert answer.status_code == 302
    assert order_of(opened).number == NUMBER
    assert Event.objects.filter(action="conversation.order_attached").count() == 1


def test_without_words_nothing_is_found_and_a_wrong_number_says_so():
    stored()
    assert NUMBER not in find(waiting(), "")
    assert "No order fits." in find(waiting(), "LK-2026-00817-4")


@pytest.mark.parametrize("number", ["", "LK-0", "a\0b"])
def test_an_order_that_does_not_exist_is_not_linked(number):
    opened = waiting()
    answer = signed_in(ada()).post(f"/desk/conversations/{opened.conversation.pk}/order", {"number": number})
    assert answer.status_code == 404
    assert order_of(opened) is None


def test_an_outsider_links_nothing():
    stored()
    opened = bea()
    answer = signed_in(edith()).post(f"/desk/conversations/{opened.conversation.pk}/order", {"number": NUMBER})
    assert answer.status_code == 404


def test_the_list_is_read_page_by_page(monkeypatch):
    monkeypatch.setattr("loket.desk.order_lists.A_PAGE", 2)
    made = [stored(f"LK-2026-0090{count}-1", placed_at=f"2026-10-0{count + 1}T10:00:00Z").number for count in range(5)]
    client, seen, after = signed_in(ada()), [], ""
    while True:
        page = client.get("/desk/orders", {"after": after})
        seen += [row.order.number for row in page.context["rows"]]
        after = page.context["next"]
        if not after:
            break
    assert seen == made[::-1]


@pytest.mark.parametrize("after", ["x", "_", "2026-01-01_9", "9" * 300])
def test_an_invented_place_in_the_list_is_its_beginning(after):
    stored()
    assert NUMBER in signed_in(ada()).get("/desk/orders", {"after": after}).content.decode()


def test_every_change_is_told_with_who_made_it():
    stored()
    stored(state="delivered")
    shown = signed_in(ada()).get(f"/desk/orders/{NUMBER}/history").content.decode()
    assert "state" in shown
    assert "shipped" in shown
    assert "delivered" in shown


def test_what_the_shop_sent_is_escaped():
    order = stored(items__0__title="<script>alert(1)</script>", items__0__image_url="https://spy.example/a.png")
    shown = beside(about(order))
    assert "<script>alert" not in shown
    assert "spy.example" not in shown


def test_a_number_may_hold_any_sign():
    stored("A/7 #3?x")
    page = signed_in(ada()).get("/desk/orders")
    assert "/desk/orders/A/7%20%233%3Fx" in page.content.decode()
    assert signed_in(ada()).get("/desk/orders/A/7%20%233%3Fx").status_code == 200


def many(order):
    """As much as one order can hold."""
    for count in range(12):
        ledger_shop.shop_refund(order, "1.00")
        order.items.create(line=count + 10, title="Thing", price="1.00", paid="1.00")
        parcel = order.shipments.create(external_id=f"x{count}", state="in_transit", lines=[1])
        parcel.events.create(at=order.placed_at, code=str(count), place="Recife", text="Seen")
        order.coupons.create(code=f"C{count}", discount="1.00", funded_by="seller")
        order.ledger.create(
            idempotency_key=f"k{count}", kind="resend", state="settled", reason="lost", asked_by=ada().label,
            asked_by_staff=ada().user,
        )  # fmt: skip
        order.tasks.create(kind="refund_disagrees", data={})
    return order


def test_statements_do_not_grow_with_what_belongs_to_an_order(django_assert_max_num_queries):
    few, rich = ledger_shop.order(), many(ledger_shop.order())
    client = signed_in(ada())
    client.get(f"/desk/orders/{few.number}")
    client.get(f"/desk/orders/{rich.number}")
    with django_assert_max_num_queries(24) as first:
        client.get(f"/desk/orders/{few.number}")
    with django_assert_max_num_queries(len(first)):
        assert client.get(f"/desk/orders/{rich.number}").status_code == 200


def test_statements_do_not_grow_with_the_list(django_assert_max_num_queries):
    client = signed_in(ada())
    stored()
    with django_assert_max_num_queries(10) as first:
        client.get("/desk/orders")
    for count in range(8):
        stored(f"LK-2026-0090{count}-1", buyer__external_id=f"u-{count}", seller__external_id=f"s-{count}")
    with django_assert_max_num_queries(len(first)):
        client.get("/desk/orders")


def test_a_picture_from_elsewhere_is_shown_only_where_its_host_is_listed(settings):
    order = ledger_shop.order()
    order.items.update(image_url="https://cdn.shop.example/lamp.jpg")
    client = signed_in(ada())
    assert "cdn.shop.example" not in client.get(f"/desk/orders/{order.number}").content.decode()
    settings.LOKET_PICTURE_HOSTS = ("cdn.shop.example",)
    assert 'src="https://cdn.shop.example/lamp.jpg"' in client.get(f"/desk/orders/{order.number}").content.decode()
