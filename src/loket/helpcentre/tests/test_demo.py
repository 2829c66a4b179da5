from __future__ import annotations

import re

import pytest

from loket.people.actions.keys import add_identity_key
from loket.people.actors import SYSTEM
from loket.people.identity import read_identity

pytestmark = pytest.mark.django_db


def test_demo_page_stands_only_in_a_demo(client, settings):
    settings.LOKET_DEMO = False
    assert client.get("/demo").status_code == 404


@pytest.mark.parametrize("code", ["en", "pt-br", "id", "es", "xx"])
def test_demo_shop_includes_the_widget_like_any_shop(client, settings, code):
    settings.LOKET_DEMO = True
    page = client.get("/demo", {"language": code}).content.decode()
    assert 'src="/widget.js" data-language="' in page
    assert "data-identity" not in page and "as=" not in page


@pytest.fixture
def shop(settings):
    settings.LOKET_DEMO = True
    add_identity_key("demo-shop", algorithm="HS256", key="s" * 48, by=SYSTEM)


@pytest.mark.parametrize("buyer", ["bea", "sari", "lucia", "tom"])
def test_each_buyer_signs_in_with_an_identity_that_holds(client, shop, buyer):
    assert f"as={buyer}" in client.get("/demo").content.decode()
    page = client.get("/demo", {"as": buyer, "language": "pt-br"}).content.decode()
    token = re.search(r'data-identity="([^"]+)"', page)[1]
    assert f'name="identity" value="{token}"' in page
    identity = read_identity(token)
    assert (identity.subject, identity.role, identity.language) == (buyer, "customer", "pt-BR")
    assert identity.email == f"{buyer}@buyers.example"


@pytest.mark.parametrize("nobody", ["", "olga", "BEA"])
def test_whoever_is_no_buyer_stays_nobody(client, shop, nobody):
    page = client.get("/demo", {"as": nobody, "language": "en"}).content.decode()
    assert "data-identity" not in page
    assert re.search(r'aria-current="true">Nobody<', page)


def test_a_buyer_comes_to_their_orders(client, shop):
    page = client.get("/demo", {"as": "bea", "language": "en"}).content.decode()
    identity = re.search(r'name="identity" value="([^"]+)"', page)[1]
    entered = client.post("/en/orders/sign-in", {"identity": identity})
    assert (entered.status_code, entered["Location"]) == (302, "/en/orders")


def test_another_language_keeps_the_buyer(client, shop):
    assert "language=id&amp;as=tom" in client.get("/demo", {"as": "tom"}).content.decode()


@pytest.mark.parametrize(("seller", "language"), [("sam", "en"), ("lin", "zh-Hans"), ("joko", "id")])
def test_each_seller_comes_to_their_pages_in_their_language(client, shop, seller, language):
    assert f"as={seller}" in client.get("/demo").content.decode()
    page = client.get("/demo", {"as": seller, "language": "pt-br"}).content.decode()
    # No buyer's chat for somebody who sells.
    assert "data-identity" not in page
    token = re.search(r'name="identity" value="([^"]+)"', page)[1]
    identity = read_identity(token)
    assert (identity.role, identity.language) == ("seller", language)
    assert client.post("/sellers/enter", {"identity": token}).url == "/sellers"
    assert client.get("/sellers")["Content-Language"] == language
