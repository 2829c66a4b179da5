from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from loket.helpcentre.buyers import COOKIE, SALT
from loket.helpcentre.tests.buyers import BEA, ORDERS, at, identity, new, refund, sign_in, stored, words

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "pt-BR", "id", "es")


def test_bea_comes_from_the_shop_and_sees_her_orders(client):
    new("LK-1")
    answer = sign_in(client)
    assert (answer.status_code, answer.url) == (302, ORDERS)
    page = words(client.get(ORDERS))
    assert "Signed in as Bea Souza" in page and "LK-1" in page and "Lamp" in page
    assert "It is paid, and Sam's Lamps is preparing it." in page


def test_what_needs_a_look_stands_on_top(client):
    new("LK-NEWER")
    stored("LK-LATE", promised_by="2026-10-20")
    sign_in(client)
    page = words(client.get(ORDERS))
    assert page.index("These need a look") < page.index("LK-LATE") < page.index("All other orders")
    assert page.index("All other orders") < page.index("LK-NEWER")
    assert page.count("LK-LATE") == 1 and "is late" in page


def test_without_a_sign_in_there_is_a_way_to_find_one_order(client):
    page = client.get(ORDERS)
    assert page.status_code == 200
    assert "Find your order" in words(page) and "Signed in at the shop?" in words(page)
    assert page["Cache-Control"] == "no-store" and 'content="noindex"' in page.content.decode()


def test_no_orders_yet_says_what_to_do(client):
    sign_in(client)
    page = words(client.get(ORDERS))
    assert "No orders yet" in page and "Find an order" in page


def test_an_order_says_everything(client):
    stored(payments__0__refunds=[refund("r-1", "10.00", "sent", expected_by="2099-01-05")])
    sign_in(client)
    page = words(client.get(at()))
    for said in (
        "Late", "is late. On its way with Correios", "What happened", "Ordered", "Sent",
        "LB 123 456 789 CN", "Shenzhen", "Lamp × 2", "R$94.90", "Delivery R$12.00", "Total R$106.90",
        "R$10.00 is on its way back to the card; expected by January 5, 2099.", "Rua da Aurora 17", "OLA5",
        "Ask about this order", "Talk to a person", "Brasilia",
    ):  # fmt: skip
        assert said in page, said


@pytest.mark.parametrize("number", ["LK-2026-00817-3", "LK-0", "n-o-t-h-i-n-g", "%00", "x" * 300])
def test_olga_learns_nothing_about_any_number(client, number):
    stored()
    sign_in(client, "olga")
    page, unknown = client.get(at(number)), client.get(at("LK-404"))
    assert page.status_code == unknown.status_code == 404
    assert words(page) == words(unknown)
    assert "Lamp" not in words(page)


@pytest.mark.parametrize("below", ["cancel", "refund", "refund/elsewhere", "requests/7", "nothing"])
def test_olga_reaches_nothing_below_an_order(client, below):
    stored()
    sign_in(client, "olga")
    for number in ("LK-2026-00817-3", "LK-404"):
        answer = client.post(f"{at(number)}/{below}", {"key": "k", "reason": "late"})
        assert answer.status_code in {404, 405}
        assert client.get(f"{at(number)}/{below}").status_code == 404


def test_a_cookie_of_somebody_elses_making_opens_nothing(client):
    order = stored()
    foreign = signing.dumps({"customer": str(order.customer_id)}, salt=SALT, key="another secret")
    for cookie in (foreign, str(order.customer_id), "x" * 600, signing.dumps({"customer": "7"}, salt=SALT), "", ":::"):
        client.cookies[COOKIE] = cookie
        assert client.get(at()).status_code == 404
        assert "Find your order" in words(client.get(ORDERS))


def test_a_cookie_ends_after_half_a_day(client, monkeypatch):
    stored()
    sign_in(client)
    assert client.get(at()).status_code == 200
    held = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: held + 12 * 3600 + 60)
    assert client.get(at()).status_code == 404


def test_the_cookie_is_kept_from_scripts_and_other_sites(client):
    cookie = sign_in(client).cookies[COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["max-age"] == 12 * 3600
    assert "Bea" not in cookie.value


@pytest.mark.parametrize(
    "changes",
    [{"role": "seller"}, {"aud": "https://elsewhere.example"}, {"exp": timezone.now() - timedelta(hours=1)}],
)
def test_what_the_shop_does_not_say_signs_nobody_in(client, changes):
    answer = client.post(f"{ORDERS}/sign-in", {"identity": identity(**changes)})
    assert answer.status_code == 403 and COOKIE not in answer.cookies
    assert "Go back to the shop" in words(answer)


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Mode": "cors"}, {"Sec-Fetch-Dest": "iframe"}, {"Origin": "https://evil.example"}]
)
def test_only_a_whole_page_of_the_shop_signs_in(client, settings, headers):
    settings.LOKET_ALLOWED_ORIGINS = ["https://shop.example"]
    assert sign_in(client, **headers).status_code == 403
    assert sign_in(client, Origin="https://shop.example", **{"Sec-Fetch-Mode": "navigate"}).status_code == 302


def test_signing_out_forgets_whoever_was_here(client):
    stored()
    sign_in(client)
    client.cookies["loket_case_0123"] = "token"
    page = client.post(f"{ORDERS}/sign-out")
    assert page.status_code == 200 and "You are signed out" in words(page)
    assert page.cookies["loket_case_0123"].value == page.cookies[COOKIE].value == ""
    assert client.get(at()).status_code == 404


def test_another_person_on_the_same_device_finds_nothing_of_the_first(client):
    stored()
    sign_in(client)
    client.cookies["loket_case_0123"] = "token"
    answer = sign_in(client, "olga")
    assert answer.cookies["loket_case_0123"].value == ""
    assert client.get(at()).status_code == 404


def test_an_erased_buyer_is_nobody(client):
    order = stored()
    sign_in(client)
    type(order.customer).objects.filter(pk=order.customer_id).update(erased_at=timezone.now(), external_id=None)
    assert client.get(at()).status_code == 404


def test_pages_go_on_by_the_last_number(client):
    for place in range(23):
        new(f"LK-{place}", placed_at=(timezone.now() - timedelta(days=place + 1)).isoformat())
    sign_in(client)
    first = client.get(ORDERS)
    assert "LK-19 " in words(first) and "LK-20" not in words(first)
    assert f"{ORDERS}?before=LK-19" in first.content.decode()
    older = words(client.get(f"{ORDERS}?before=LK-19"))
    assert "LK-20" in older and "LK-22" in older and "LK-19" not in older and "Newest orders" in older
    assert "LK-0" in words(client.get(f"{ORDERS}?before=LK-of-nobody%00"))


@pytest.mark.parametrize("path", [ORDERS, "/en"])
def test_fifty_orders_take_as_many_statements_as_one(client, path):
    stored("LK-0", promised_by="2026-10-20")
    sign_in(client)
    client.get(path)
    with CaptureQueriesContext(connection) as one:
        client.get(path)
    for place in range(1, 50):
        stored(f"LK-{place}", checkout_id=f"co-{place}", payments__0__reference=f"p-{place}", promised_by="2026-10-20")
    with CaptureQueriesContext(connection) as fifty:
        page = client.get(path)
    assert len(fifty) == len(one) and "LK-49" in words(page)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_page_stands_in_every_language(client, tag):
    stored(promised_by="2026-10-20", payments__0__refunds=[refund("r-1", expected_by="2026-11-01")])
    assert client.get(f"/{tag}/orders").status_code == 200
    sign_in(client, tag=tag)
    for path in (f"/{tag}", f"/{tag}/orders", at(tag=tag), f"{at(tag=tag)}/refund", f"{at(tag=tag)}/refund/elsewhere"):
        page = client.get(path)
        assert page.status_code == 200, path
        assert f'lang="{tag.lower()}"' in page.content.decode().lower()


def test_home_begins_with_the_order_that_needs_a_look(client):
    new("LK-NEWER")
    stored("LK-LATE", promised_by="2026-10-20")
    assert "Your orders" not in words(client.get("/en"))
    sign_in(client)
    page = words(client.get("/en"))
    assert page.index("Your orders") < page.index("LK-LATE") < page.index("LK-NEWER")


def test_a_number_with_a_slash_has_an_address(client):
    new("A/1~2")
    sign_in(client)
    assert f'href="{ORDERS}/A~11~02"' in client.get(ORDERS).content.decode()
    assert "Order A/1~2" in words(client.get(f"{ORDERS}/A~11~02"))


def test_times_stand_on_the_viewers_clock(client):
    new("LK-1", payments__0__paid_at="2026-11-01T23:30:00Z", placed_at="2026-11-01T23:00:00Z")
    sign_in(client)
    client.cookies["loket_time_zone"] = "Asia/Jakarta"
    assert "Nov 2, 2026, 6:30" in words(client.get(at("LK-1")))
    client.cookies["loket_time_zone"] = ""
    assert "Nov 1, 2026, 8:30" in words(client.get(at("LK-1")))


def test_the_shops_identifier_is_what_counts(client):
    stored(buyer__external_id="somebody-else")
    sign_in(client, BEA)
    assert client.get(at()).status_code == 404


def test_a_picture_from_a_host_that_is_listed_is_shown_and_the_policy_lets_it_through(client, settings):
    address = "https://cdn.shop.example/lamp.jpg"
    stored(items__0__image_url=address)
    sign_in(client)
    for page in (ORDERS, at()):
        answer = client.get(page)
        assert address not in answer.content.decode()
        assert "shop.example" not in answer["Content-Security-Policy"]
    settings.LOKET_PICTURE_HOSTS = ("cdn.shop.example", "https://*")
    for page in (ORDERS, at()):
        answer = client.get(page)
        assert f'src="{address}"' in answer.content.decode()
        assert "img-src 'self' blob: data: https://cdn.shop.example;" in answer["Content-Security-Policy"]
