import copy
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.orders.documents.order_document import document_of
from loket.orders.documents.order_errors import ImportRefused, OrderRefused
from loket.orders.documents.order_lines import read_document, read_json, read_lines
from loket.orders.documents.order_values import phone_key
from loket.orders.tests.documents import document, lines, refund, without


def problems(sent):
    with pytest.raises(OrderRefused) as refused:
        read_document(sent)
    return {each.field: each.message for each in refused.value.problems}


def test_the_order_of_the_contract_is_read():
    line = read_document(document())
    assert (line.number, line.total, line.currency) == ("LK-2026-00817-3", Decimal("106.90"), "BRL")
    assert line.items[0].paid == Decimal("94.90")
    assert line.shipments[0].lines == (1,)
    assert line.unknown == {}


@pytest.mark.parametrize(
    ("given", "zone", "ends"),
    [
        ("2026-11-20", "America/Recife", datetime(2026, 11, 21, 2, 59, 59, tzinfo=UTC)),
        ("2026-11-20", "Asia/Jakarta", datetime(2026, 11, 20, 16, 59, 59, tzinfo=UTC)),
        ("2026-11-20", None, datetime(2026, 11, 20, 23, 59, 59, tzinfo=UTC)),
        ("2026-11-20T18:00:00", "America/Recife", datetime(2026, 11, 20, 21, 0, tzinfo=UTC)),
        ("2026-11-20T18:00:00+07:00", "America/Recife", datetime(2026, 11, 20, 11, 0, tzinfo=UTC)),
        ("2026-11-20T18:00:00Z", "Asia/Jakarta", datetime(2026, 11, 20, 18, 0, tzinfo=UTC)),
        # The hour that comes twice: the day ends with the second.
        ("2018-02-17", "America/Sao_Paulo", datetime(2018, 2, 18, 2, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_date_without_a_zone_ends_where_the_buyer_lives(given, zone, ends):
    assert read_document(document(promised_by=given, buyer__time_zone=zone)).promised_by == ends


@pytest.mark.parametrize(
    ("path", "value", "word"),
    [
        ("total", 106.90, "as text"),
        ("total", 106, "as text"),
        ("total", "NaN", "as text"),
        ("total", "1e2", "as text"),
        ("total", "-106.90", "as text"),
        ("total", "106,90", "as text"),
        ("total", "12345678901234.00", "as text"),
        ("total", "106.901", "more decimals than BRL has"),
        ("total", "106.91", "come to 106.90, not to the total of 106.91"),
        ("shipping", "13.00", None),
        ("currency", "brl", "ISO 4217"),
        ("currency", "XYZ", "ISO 4217"),
        ("state", "teleported", "awaiting_payment"),
        ("state", ["paid"], "one of"),
        ("placed_at", "yesterday", "date"),
        ("placed_at", "2026-02-30", "date"),
        ("placed_at", 1790000000, "date"),
        ("placed_at", "9999-12-31", "between 1970 and 2200"),
        ("number", "", "missing"),
        ("number", "---", "letters or digits"),
        ("number", "x" * 61, "60 are allowed"),
        ("number", 817, "must be a text"),
        ("buyer__country", "Brazil", "two capital letters"),
        ("buyer__language", "portuguese!", "language tag"),
        ("buyer__time_zone", "Mars/Olympus", "time zone"),
        ("buyer__email", "bea at example", "e-mail"),
        ("buyer__name", "Bea\0", "cannot be stored"),
        ("seller__external_id", None, "missing"),
        ("items__0__quantity", 0, "whole number"),
        ("items__0__quantity", "2", "whole number"),
        ("items__0__title", "", "missing"),
        ("items__0__image_url", "javascript:alert(1)", "https://"),
        ("payments__0__state", "paid", "captured"),
        ("shipments__0__state", "flying", "customs"),
        ("shipments__0__events", [{"code": "x"}], None),
        ("coupons__0__funded_by", "nobody", "seller"),
        ("group", {"needed": 5}, None),
    ],
)
def test_what_is_wrong_is_named_by_its_field(path, value, word):
    found = problems(document(**{path: value}))
    name = path.replace("__", ".")
    if word is not None:
        assert word in found[name]
    assert all(field.startswith(name) or field == "total" for field in found)


@pytest.mark.parametrize(
    "path",
    [
        ("number",), ("placed_at",), ("state",), ("buyer",), ("seller",), ("currency",), ("total",), ("items",),
        ("items", "0", "line"), ("items", "0", "title"), ("items", "0", "price"), ("items", "0", "paid"),
        ("payments", "0", "reference"), ("payments", "0", "method"), ("payments", "0", "amount"),
        ("payments", "0", "state"), ("shipments", "0", "id"), ("shipments", "0", "state"), ("coupons", "0", "code"),
        ("coupons", "0", "discount"), ("shipments", "0", "events", "0", "at"),
    ],
)  # fmt: skip
def test_what_is_needed_is_asked_for(path):
    assert ".".join(path) in problems(without(*path))


@pytest.mark.parametrize("path", [("shipments",), ("payments",), ("coupons",), ("group",), ("market",), ("ship_to",)])
def test_the_rest_may_be_left_out(path):
    assert read_document(without(*path)).market == "BR"


def test_null_contacts_are_allowed():
    line = read_document(document(buyer__external_id=None, buyer__email=None, buyer__phone=None))
    assert (line.buyer.external_id, line.buyer.email, line.buyer.phone) == ("", "", "")


def test_twice_the_same_is_refused_where_it_stands():
    item, payment = document()["items"][0], document(payments__0__refunds=[refund("r")])["payments"][0]
    sent = document(items=[item, item], payments=[payment, {**payment, "reference": "pay-2"}])
    assert {"items.1.line", "payments.1.refunds.0.id"} <= set(problems(sent))


def test_a_parcel_holds_only_lines_that_were_bought():
    assert "parcel p1 names line 9" in problems(document(shipments__0__lines=[1, 9]))["shipments"]


def test_carriers_may_repeat_themselves():
    event = document()["shipments"][0]["events"][0]
    line = read_document(document(shipments__0__events=[event, {**event, "text": "Accepted again"}]))
    assert [each.text for each in line.shipments[0].events] == ["Accepted again"]


def test_a_yen_has_no_decimals_and_a_dinar_has_three():
    yen = {"total": "12", "shipping": "0", "items__0__paid": "12", "items__0__price": "6.00", "coupons": []}
    assert read_document(document(currency="JPY", payments=[], **yen)).total == 12
    dinar = {"total": "1.005", "shipping": "0", "items__0__paid": "1.005", "items__0__price": "1.005"}
    assert read_document(document(currency="KWD", payments=[], **dinar)).total == Decimal("1.005")


def test_unknown_fields_are_kept_where_they_stood():
    sent = document(gift=True, buyer__vip={"level": 3}, items__0__color="red", shipments__0__weight=1.5)
    line = read_document(sent)
    assert line.unknown == {
        "gift": True,
        "buyer": {"vip": {"level": 3}},
        "items": {"1": {"color": "red"}},
        "shipments": {"p1": {"weight": 1.5}},
    }
    assert document_of(line)["items"][0]["color"] == "red"


def test_lines_are_named_and_the_second_of_a_number_is_refused():
    sent = lines(document("A-1"), document("A-1"), document("A-2", total="x"))
    with pytest.raises(ImportRefused) as refused:
        read_lines([*sent, "", "[1]", b"\xff", "{"])
    said = [str(each) for each in refused.value.problems]
    assert said[0] == "line 2: number: order A-1 stands already in line 1"
    assert [text.split(": ")[0] for text in said] == ["line 2", "line 3", "line 5", "line 6", "line 7"]
    assert said[2] == "line 5: is not a JSON object"


def test_not_more_problems_than_anybody_reads():
    with pytest.raises(ImportRefused) as refused:
        read_lines(["{}"] * 100)
    assert len(refused.value.problems) == 20


@pytest.mark.parametrize("raw", ["{", "[]", "null", b"\xff", '{"a": NaN}', '{"a": 1e999}', "[" * 100_000])
def test_what_is_no_object_is_refused_whole(raw):
    with pytest.raises(OrderRefused) as refused:
        read_json(raw)
    assert [each.field for each in refused.value.problems] == [""]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("+55 (81) 99999-0017", "+5581999990017"),
        ("+٥٥ ٨١ ٩٩٩٩٩", "+558199999"),
        ("0812.3456.789", "08123456789"),
        ("***17", ""),
        ("", ""),
        ("call me", ""),
    ],
)
def test_phone_numbers_are_known_without_their_dress(typed, key):
    assert phone_key(typed) == key


AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@st.composite
def orders(draw):
    paid = draw(st.lists(AMOUNTS, min_size=1, max_size=4))
    shipping = draw(AMOUNTS)
    item = document()["items"][0]
    items = [{**item, "line": line, "paid": str(each)} for line, each in enumerate(paid)]
    moments = st.datetimes(datetime(1971, 1, 1), datetime(2199, 1, 1)).map(lambda at: at.isoformat())  # noqa: DTZ001
    return document(
        total=str(sum(paid, shipping)),
        shipping=str(shipping),
        items=items,
        shipments__0__lines=draw(st.lists(st.sampled_from(range(len(paid))), unique=True)),
        placed_at=draw(moments),
        promised_by=draw(moments | st.dates(date(1971, 1, 1), date(2199, 1, 1)).map(str) | st.none()),
        ship_to__lines=draw(st.lists(TEXTS, max_size=3)),
        buyer__name=draw(TEXTS),
        buyer__time_zone=draw(st.sampled_from(["America/Recife", "Asia/Jakarta", "UTC", None])),
        group=draw(st.none() | st.just({"needed": 5, "joined": 3, "until": "2026-11-20"})),
        **{"an unknown one": draw(JSON), "items__0__unknown": draw(JSON)},
    )


def test_reading_leaves_the_document_as_it_was():
    sent = document(gift=True, payments__0__refunds=[refund("r")])
    before = copy.deepcopy(sent)
    read_document(sent)
    assert sent == before


@given(sent=orders())
def test_what_is_written_reads_as_the_same(sent):
    line = read_document(read_json(json.dumps(sent)))
    again = read_document(read_json(json.dumps(document_of(line))))
    assert (again, document_of(again)) == (line, document_of(line))


@given(sent=st.dictionaries(st.sampled_from(sorted(document())), JSON))
def test_nothing_breaks_the_reading(sent):
    try:
        read_document({**document(), **sent})
    except OrderRefused as refused:
        assert all(each.message for each in refused.problems)
