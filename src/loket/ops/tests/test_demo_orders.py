from __future__ import annotations

import json
import re
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from loket.ops.demo.fill import FOLDER
from loket.ops.demo.orders.buyers import BUYERS, NAMED_BUYERS
from loket.ops.demo.orders.documents import ANCHOR_CHECKOUT, began_at, demo_orders, story_orders
from loket.ops.demo.orders.goods import CATEGORIES
from loket.ops.demo.orders.identifiers import order_check_digit, postal_check_digit, ups_check_digit
from loket.ops.demo.orders.stories import STORIES
from loket.orders.documents.order_document import document_of
from loket.orders.documents.order_lines import read_lines
from loket.orders.money import written

NOW = datetime(2026, 11, 22, 12, 30, 15, tzinfo=UTC)
ORDERS = demo_orders(NOW)
BY_NUMBER = {each["number"]: each for each in ORDERS}
SHOWING = {name: [BY_NUMBER[number] for number in numbers] for name, numbers in story_orders(NOW).items()}
ROWS = {"P1", "O1", "A1", "I1", "Q1", "M1"}
STATES = {
    *("awaiting_payment", "paid", "shipped", "delivered", "completed", "cancelled", "payment_failed", "expired"),
}
COUNTRIES = {*("BR", "ID", "MX", "CO", "CL", "AR", "ES", "PT", "US", "GB", "DE", "NL", "FR", "IT", "TR", "SA", "JP")}
METHODS = {
    *("boleto", "pix", "oxxo", "spei", "virtual_account", "qris", "pse"),
    *("card", "wallet", "gift_card", "cash_on_delivery"),
}
PARCEL_STATES = {"preparing", "in_transit", "customs", "delivered", "returned", "lost"}
NOTHING_CAPTURED = {"awaiting_payment", "payment_failed"}


def captured(order):
    return sum(Decimal(each["amount"]) for each in order["payments"] if each["state"] == "captured")


def refunds(order):
    return [refund for payment in order["payments"] for refund in payment["refunds"]]


def parcels(name):
    return [parcel for order in SHOWING[name] for parcel in order["shipments"]]


def moment(text):
    return datetime.fromisoformat(text)


def test_there_are_four_hundred_orders_that_the_contract_takes_as_they_are():
    read = read_lines(json.dumps(each) for each in ORDERS)
    assert len(read) == len(BY_NUMBER) == 400
    for order, line in zip(ORDERS, read, strict=True):
        kept = document_of(line)
        assert {**kept, "promised_by": None} == {**order, "promised_by": None}
        assert bool(kept["promised_by"]) == bool(order["promised_by"])


def test_lines_and_shipping_make_up_the_total_in_the_currencys_digits():
    for order in ORDERS:
        total, number = Decimal(order["total"]), order["number"]
        assert sum(Decimal(each["paid"]) for each in order["items"]) + Decimal(order["shipping"]) == total, number
        gross = sum(Decimal(each["price"]) * each["quantity"] for each in order["items"])
        discounts = sum(Decimal(each["discount"]) for each in order["coupons"])
        assert gross - discounts + Decimal(order["tax"]) + Decimal(order["shipping"]) == total, number
        amounts = [order["total"], order["shipping"], order["tax"], *(each["paid"] for each in order["items"])]
        assert all(each == written(Decimal(each), order["currency"]) for each in amounts), number


def test_what_was_captured_is_the_total_unless_the_story_says_otherwise():
    twice = {each["number"] for name in SHOWING if name.startswith("charged_twice") for each in SHOWING[name]}
    for order in ORDERS:
        total, paid, number = Decimal(order["total"]), captured(order), order["number"]
        if number in twice:
            assert paid == 2 * total, number
        elif order["state"] in NOTHING_CAPTURED or order in SHOWING["cash_on_delivery"]:
            assert paid == 0, number
        elif order["state"] in {"expired", "cancelled"}:
            assert paid in {0, total}, number
        else:
            assert paid == total, number
        assert sum(Decimal(each["amount"]) for each in refunds(order)) <= paid, number


def test_nothing_happens_before_its_time():
    for order in ORDERS:
        placed_at, number = moment(order["placed_at"]), order["number"]
        paid = [moment(each["paid_at"]) for each in order["payments"] if each["paid_at"]]
        assert all(placed_at < each <= NOW for each in paid), number
        for parcel in order["shipments"]:
            at = [moment(each["at"]) for each in parcel["events"]]
            assert at == sorted(set(at)), number
            at_the_door = order["payments"][0]["method"] == "cash_on_delivery"
            paid_at = placed_at if at_the_door else max(paid)
            assert all(paid_at < each <= NOW for each in at), number


def test_parcels_hold_every_line_once_and_tell_when_they_left_and_arrived():
    for order in ORDERS:
        for parcel in order["shipments"]:
            assert (parcel["state"] == "preparing") is (parcel["shipped_at"] is None)
            assert (parcel["state"] == "delivered") is (parcel["delivered_at"] is not None)
        lines = [line for parcel in order["shipments"] for line in parcel["lines"]]
        assert not lines or sorted(lines) == [each["line"] for each in order["items"]]


def test_the_same_minute_gives_the_same_orders_and_a_later_one_the_same_numbers():
    assert demo_orders(NOW + timedelta(seconds=40)) == ORDERS
    later = demo_orders(NOW + timedelta(days=3))
    assert {each["number"] for each in later} == set(BY_NUMBER)
    moved = {each["number"]: moment(each["placed_at"]) for each in later}
    assert all(moved[number] - moment(each["placed_at"]) == timedelta(days=3) for number, each in BY_NUMBER.items())


def test_the_first_start_can_be_told_from_an_order():
    (anchor,) = (each for each in ORDERS if each["checkout_id"] == ANCHOR_CHECKOUT)
    assert began_at(moment(anchor["placed_at"])) == NOW.replace(second=0)


def test_states_countries_currencies_and_ways_to_pay_are_all_there():
    assert {each["state"] for each in ORDERS} == STATES
    assert {each["market"] for each in ORDERS} == COUNTRIES
    assert {payment["method"] for each in ORDERS for payment in each["payments"]} == METHODS
    assert len({each["currency"] for each in ORDERS}) >= 12
    assert {parcel["state"] for each in ORDERS for parcel in each["shipments"]} == PARCEL_STATES
    assert {each["state"] for order in ORDERS for each in refunds(order)} == {"requested", "sent", "settled", "failed"}
    assert {each["funded_by"] for order in ORDERS for each in order["coupons"]} == {"platform", "seller"}
    assert {each["state"] for order in ORDERS for each in order["coupons"]} == {"applied", "returned", "lost"}


def test_numbers_carry_check_digits():
    for order in ORDERS:
        year, serial, check = re.fullmatch(r"LK-(\d{4})-(\d{5})-(\d)", order["number"]).groups()
        assert year == order["placed_at"][:4]
        assert order_check_digit(year + serial) == int(check)
    tracking = [parcel["tracking_number"] for each in ORDERS for parcel in each["shipments"]]
    numbers = [each for each in tracking if each]
    assert len(set(numbers)) == len(numbers)
    postal = [each for each in numbers if re.fullmatch(r"[A-Z]{2}\d{9}[A-Z]{2}", each)]
    parcel_service = [each for each in numbers if each.startswith("1Z")]
    assert len(postal) > 100 and parcel_service
    assert all(postal_check_digit(each[2:10]) == int(each[10]) for each in postal)
    assert all(len(each) == 18 and ups_check_digit(each[2:17]) == int(each[17]) for each in parcel_service)


@pytest.mark.parametrize(
    ("found", "expected"),
    [(postal_check_digit("47312482"), 9), (ups_check_digit("999AA1012345678"), 4), (order_check_digit("202600817"), 9)],
)
def test_check_digits_are_those_of_the_standards(found, expected):
    assert found == expected


def test_every_story_is_told_several_times_and_every_row_of_the_mission_has_some():
    assert set(SHOWING) == set(STORIES)
    assert min(map(len, SHOWING.values())) >= 3
    assert {row for story in STORIES.values() for row in story.rows} == ROWS
    assert len({story.place for story in STORIES.values()}) == len(STORIES)


@pytest.mark.parametrize(
    ("story", "holds"),
    [
        ("awaiting_payment", lambda order: moment(order["payments"][0]["expires_at"]) > NOW),
        ("paid_not_recognised", lambda order: order["payments"][0]["state"] == "pending"),
        ("payment_expired", lambda order: moment(order["payments"][0]["expires_at"]) < NOW),
        ("paid_after_expiry", lambda order: order["payments"][0]["paid_at"] > order["payments"][0]["expires_at"]),
        ("charged_twice", lambda order: captured(order) == 2 * Decimal(order["total"])),
        ("cancelled_without_refund", lambda order: captured(order) and not refunds(order)),
        ("group_failed_without_refund", lambda order: captured(order) and not refunds(order)),
        ("refund_late", lambda order: date.fromisoformat(refunds(order)[0]["expected_by"]) < NOW.date()),
        ("refund_under_way", lambda order: date.fromisoformat(refunds(order)[0]["expected_by"]) > NOW.date()),
        ("refund_failed", lambda order: refunds(order)[0]["state"] == "failed"),
        ("partial_refund", lambda order: 0 < Decimal(refunds(order)[0]["amount"]) < captured(order)),
        ("no_tracking_number", lambda order: order["shipments"][0]["tracking_number"] is None),
        ("late", lambda order: date.fromisoformat(order["promised_by"]) < NOW.date() - timedelta(days=1)),
        ("overdue_for_weeks", lambda order: date.fromisoformat(order["promised_by"]) < NOW.date() - timedelta(20)),
        ("not_moving", lambda order: moment(order["shipments"][0]["events"][-1]["at"]) < NOW - timedelta(days=20)),
        ("not_shipped", lambda order: moment(order["placed_at"]) < NOW - timedelta(days=7)),
        ("taxed_twice", lambda order: Decimal(order["tax"]) > 0),
        ("taxed_on_delivery", lambda order: Decimal(order["tax"]) == 0),
        ("to_a_forwarder", lambda order: order["ship_to"]["country"] != order["buyer"]["country"]),
        ("for_resale", lambda order: order["items"][0]["quantity"] >= 10),
        ("split_parcels", lambda order: len(order["shipments"]) == 2),
        ("group_waiting", lambda order: order["group"]["joined"] < order["group"]["needed"]),
        ("coupon_lost", lambda order: order["coupons"][0]["state"] == "lost"),
        ("account_taken_over", lambda order: order["ship_to"]["city"] == "Somewhere else"),
        ("delivered_yesterday", lambda order: moment(order["shipments"][0]["delivered_at"]) > NOW - timedelta(days=2)),
        ("just_paid", lambda order: order["shipments"][0]["state"] == "preparing"),
    ],
)
def test_a_story_shows_what_it_says(story, holds):
    assert [order["number"] for order in SHOWING[story] if not holds(order)] == []


def test_parcels_end_as_their_stories_say():
    ends = {"lost": "lost", "returned_to_seller": "returned", "held_at_customs": "customs_held"}
    for story, code in {**ends, "marked_delivered_not_here": "delivered", "taxed_on_delivery": "duty_asked"}.items():
        assert {parcel["events"][-1]["code"] for parcel in parcels(story)} == {code}
    assert all(parcel["state"] == "delivered" for parcel in parcels("marked_delivered_not_here"))


def test_several_sellers_share_one_payment():
    together = defaultdict(list)
    for order in ORDERS:
        together[order["checkout_id"]].append(order)
    several = [orders for orders in together.values() if len(orders) > 1]
    assert {len(orders) for orders in several} == {2, 3}
    for orders in several:
        assert len({each["seller"]["external_id"] for each in orders}) == len(orders)
        assert len({each["buyer"]["external_id"] for each in orders}) == 1
        references = [each["payments"][0]["reference"] for each in orders]
        assert len(set(references)) == len(orders)
        assert len({each.partition("-")[2] for each in references}) == 1


def test_the_named_buyers_have_orders_of_different_kinds():
    counted = {name: len(story_orders(NOW, buyer=name)) for name in NAMED_BUYERS}
    assert counted == {"bea": 7, "sari": 6, "lucia": 5, "tom": 5}
    bea = {name: BY_NUMBER[numbers[0]] for name, numbers in story_orders(NOW, buyer="bea").items()}
    assert bea["awaiting_payment"]["payments"][0]["method"] == "boleto"
    assert {each["state"] for each in bea["split_one_at_customs"]["shipments"]} == {"in_transit", "customs"}
    assert bea["group_waiting"]["group"] and bea["late"]["buyer"]["time_zone"] == "America/Recife"


def test_cash_on_delivery_stays_below_its_limit():
    at_the_door = [each for each in ORDERS if each["payments"][0]["method"] == "cash_on_delivery"]
    assert all(Decimal(each["total"]) <= 2_000_000 and each["market"] == "ID" for each in at_the_door)


def test_every_kind_of_good_has_a_picture():
    folder = FOLDER.parents[1] / "helpcentre" / "static" / "helpcentre" / "goods"
    assert {each.stem for each in folder.glob("*.svg")} == CATEGORIES
    assert not [each.name for each in folder.glob("*.svg") if "<style" in each.read_text()]


def test_buyers_are_made_up():
    people = [*BUYERS, *NAMED_BUYERS.values()]
    assert len({each.external_id for each in people}) == len(people)
    assert all(not each.email or each.email.endswith("@buyers.example") for each in people)
    assert all(each["seller"]["email"].endswith("@sellers.example") for each in ORDERS)
    phones = [each.phone for each in people if each.phone]
    assert len(set(phones)) == len(phones)
