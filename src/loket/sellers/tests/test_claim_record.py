"""The record of a claim that Sam takes home."""

from __future__ import annotations

import io

import pypdf
import pytest

from loket.disputes.actions.evidence import Offered, lay_before
from loket.disputes.machine.codes import EvidenceKind
from loket.disputes.tests.dispute_shop import buyer_of
from loket.disputes.tests.test_evidence import photo
from loket.sellers.tests.claims import address, claim_against
from loket.sellers.tests.stage import sign_in

pytestmark = pytest.mark.django_db


def test_sam_takes_the_claim_home_in_chinese_with_the_buyers_pictures(client):
    found = claim_against(client)
    bea = buyer_of(found.order)
    lay_before(found, [Offered(photo(bea), EvidenceKind.PHOTO)], by=bea)
    assert f'href="{address(found, "record")}.pdf"' in client.get(address(found)).content.decode()
    client.get(address(found), {"language": "zh-Hans"})
    answer = client.get(address(found, "record.pdf"))
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    said = "\n".join(page.extract_text() for page in reader.pages)
    assert answer["Content-Language"] == "zh-Hans" and answer["Cache-Control"] == "private, no-store"
    assert found.number in said and "买家" in said and "A alça rasgou no primeiro dia." in said
    assert sum(len(page.images) for page in reader.pages) == 1


@pytest.mark.parametrize("form", ["pdf", "txt", "json"])
def test_another_seller_gets_none(client, form):
    found = claim_against(client)
    sign_in(client, "s-other")
    answer = client.get(address(found, f"record.{form}"))
    assert answer.status_code == 404 and "A alça" not in answer.content.decode()
