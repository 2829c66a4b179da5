"""The record of a dispute by API: for a side that the server names, or for the buyer's own device."""

from __future__ import annotations

import io

import pypdf
import pytest

from loket.api.tests.calling import nobody, server
from loket.api.tests.test_disputes import device_of
from loket.disputes.tests.dispute_shop import submitted
from loket.orders.tests.ledger_shop import order

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return server(scopes=["disputes"])


def path_of(dispute, **query):
    return f"/disputes/{dispute.pk}/record?" + "&".join(f"{name}={value}" for name, value in query.items())


def words_of(answer):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)


def test_a_server_fetches_the_record_of_a_side_in_any_form(shop):
    dispute = submitted()
    for form, media_type in (("pdf", "application/pdf"), ("txt", "text/plain"), ("json", "application/json")):
        answer = shop.get(path_of(dispute, **{"as": "seller", "format": form}))
        assert answer.status_code == 200 and answer["Content-Type"].startswith(media_type)
        assert answer["Content-Disposition"] == f'attachment; filename="{dispute.number}.{form}"'
        assert answer["Cache-Control"] == "private, no-store"
    assert shop.get(path_of(dispute, **{"as": "seller"})).json()["viewer"] == "seller"


def test_it_is_in_the_language_of_the_side_or_the_one_that_is_asked_for(shop):
    dispute = submitted()
    ours = shop.get(path_of(dispute, **{"as": "buyer", "format": "pdf", "language": "id"}))
    assert ours["Content-Language"] == "id" and "Pembeli" in words_of(ours)
    other = shop.get(path_of(dispute, **{"as": "buyer", "format": "txt", "language": "zh"}))
    assert other["Content-Language"] == "zh-Hans"
    assert shop.get(path_of(dispute, **{"as": "buyer", "format": "txt"}))["Content-Language"] in {"en", "pt-BR"}


def test_what_is_not_known_is_refused(shop):
    dispute = submitted()
    assert shop.get(path_of(dispute, format="pdf")).status_code == 422
    assert shop.get(path_of(dispute, **{"as": "buyer", "format": "exe"})).status_code == 422
    assert server(scopes=["orders"]).get(path_of(dispute, **{"as": "buyer"})).status_code in {403, 404}
    assert nobody().get(path_of(dispute)).status_code == 401


def test_the_buyers_device_has_her_own_alone():
    dispute = submitted()
    assert dispute.number in words_of(device_of(dispute.customer).get(path_of(dispute, format="pdf")))
    olga = device_of(order().customer)
    assert olga.get(path_of(dispute, format="pdf")).status_code == 404
    assert device_of(dispute.customer).get(path_of(dispute, **{"as": "seller"})).status_code == 404
