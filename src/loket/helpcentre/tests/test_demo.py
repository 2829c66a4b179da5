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
    assert "data-identity" not in page and "as=bea" not in page


def test_bea_signs_in_with_an_identity_that_holds(client, settings):
    settings.LOKET_DEMO = True
    add_identity_key("demo-shop", algorithm="HS256", key="s" * 48, by=SYSTEM)
    assert "as=bea" in client.get("/demo").content.decode()
    page = client.get("/demo", {"as": "bea", "language": "pt-br"}).content.decode()
    identity = read_identity(re.search(r'data-identity="([^"]+)"', page)[1])
    assert (identity.subject, identity.role, identity.language) == ("bea", "customer", "pt-BR")
