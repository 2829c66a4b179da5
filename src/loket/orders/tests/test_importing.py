import pytest

from loket.orders.actions.importing import import_orders, put_order
from loket.orders.documents.order_errors import ImportRefused
from loket.orders.models import Order, OrderChange, Payment, Refund, Shipment
from loket.orders.tests.documents import document, lines, refund, stored
from loket.people.actions.customers import erase_person
from loket.people.actors import SYSTEM
from loket.people.models import Customer, Seller

pytestmark = pytest.mark.django_db


def put(**changes):
    return put_order(document(**changes), by=SYSTEM)


def the_order():
    return Order.objects.get(number="LK-2026-00817-3")


def last_change():
    return OrderChange.objects.order_by("-version").first().changed


def test_an_order_comes_in_with_all_its_parts():
    result = put()
    assert (result.is_new, result.has_changed, result.order.version) == (True, True, 1)
    order = the_order()
    assert (order.number_key, order.customer.external_id, order.seller.name) == ("LK2026008173", "u-17", "Sam's Lamps")
    assert (order.contact_phone, order.promised_by.isoformat()) == ("+5581999990017", "2026-11-21T02:59:59+00:00")
    assert order.shipments.get().tracking_key == "LB123456789CN"
    assert order.shipments.get().events.get().place == "Shenzhen"
    assert list(order.items.values_list("title", "quantity")) == [("Lamp", 2)]


def test_the_same_once_more_changes_nothing():
    put()
    again = put()
    assert (again.is_new, again.has_changed, the_order().version) == (False, False, 1)
    assert OrderChange.objects.count() == 1


def test_every_change_is_kept_with_before_and_after():
    put()
    result = put(state="delivered", shipments__0__state="delivered", shipments__0__delivered_at="2026-10-20T12:00:00Z")
    assert (result.has_changed, result.order.version) == (True, 2)
    assert last_change() == {
        "shipments.p1.delivered_at": [None, "2026-10-20T12:00:00Z"],
        "shipments.p1.state": ["in_transit", "delivered"],
        "state": ["shipped", "delivered"],
    }


def test_what_the_shop_leaves_out_is_gone_with_history():
    put(payments__0__refunds=[refund("r-1")])
    put(shipments=[], coupons=[])
    assert not Shipment.objects.exists()
    assert not Refund.objects.exists()
    assert last_change()["payments.pay-1.refunds.r-1.amount"] == ["10.00", None]
    assert last_change()["coupons.OLA5.code"] == ["OLA5", None]


def test_parts_that_stay_keep_their_rows():
    put()
    before = (Payment.objects.get().pk, Shipment.objects.get().pk)
    put(payments__0__state="failed", shipments__0__carrier="DHL")
    assert (Payment.objects.get().pk, Shipment.objects.get().pk) == before
    assert (Payment.objects.get().state, Shipment.objects.get().carrier) == ("failed", "DHL")


def test_a_file_is_imported_whole_or_not_at_all():
    with pytest.raises(ImportRefused, match=r"line 2: total: "):
        import_orders(lines(document("A-1"), document("A-2", total="1.00")))
    assert not Order.objects.exists()
    assert not Customer.objects.exists()


def test_a_file_is_counted():
    import_orders(lines(document("A-1"), document("A-2")))
    summary = import_orders(lines(document("A-1"), document("A-2", state="delivered"), document("A-3")))
    assert (summary.orders, summary.new_orders, summary.changed_orders) == (3, 1, 1)


def test_one_buyer_of_two_orders_is_one_customer_with_the_latest_contacts():
    newest = document("A-1", placed_at="2026-12-01T00:00:00Z", buyer__email="new@example.com")
    import_orders(lines(newest, document("A-2")))
    customer = Customer.objects.get()
    assert (customer.external_id, customer.email) == ("u-17", "new@example.com")
    assert Order.objects.get(number="A-2").contact_email == "bea@example.com"


def test_buyers_without_an_identifier_are_never_thrown_together():
    import_orders(lines(document("A-1", buyer__external_id=None), document("A-2", buyer__external_id=None)))
    assert Customer.objects.filter(external_id=None).count() == 2
    import_orders(lines(document("A-1", buyer__external_id=None, state="delivered")))
    assert Customer.objects.count() == 2


def test_a_buyer_who_gets_an_identifier_gets_the_order():
    stored(buyer__external_id=None)
    put()
    assert the_order().customer.external_id == "u-17"
    assert last_change() == {"buyer.external_id": [None, "u-17"]}


def test_sellers_are_kept_up_to_date_without_changing_orders():
    put()
    assert put(seller__name="Sam's New Lamps").has_changed is False
    assert Seller.objects.get().name == "Sam's New Lamps"


def test_null_contacts_are_fine():
    order = stored(buyer__email=None, buyer__phone=None)
    assert (order.contact_email, order.contact_phone) == ("", "")


def test_who_was_erased_is_not_brought_back():
    order = stored()
    erase_person(order.customer, by=SYSTEM)
    Order.objects.update(contact_name="", contact_email="", contact_phone="", ship_to={})
    put(state="delivered")
    order = the_order()
    assert (order.state, order.contact_email, order.customer.name, order.ship_to) == ("delivered", "", "", {})
    assert Customer.objects.count() == 1


def test_statements_do_not_grow_with_the_file(django_assert_max_num_queries):
    many = [document(f"N-{number}", payments__0__refunds=[refund(f"r-{number}")]) for number in range(60)]
    import_orders(lines(*many[:2]))
    with django_assert_max_num_queries(45):
        import_orders(lines(*many))
    assert Order.objects.count() == 60
