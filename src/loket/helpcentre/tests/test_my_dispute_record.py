"""The record of a claim that Bea takes home."""

from __future__ import annotations

import io

import pypdf
import pytest
from django.test import Client

from loket.disputes.links import link_for
from loket.disputes.machine.codes import Role
from loket.helpcentre.tests.buyers import sign_in
from loket.helpcentre.tests.claims import TORN, claim_at, claimed

pytestmark = pytest.mark.django_db


def words_of(answer):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)


def test_bea_takes_her_claim_home_in_the_language_of_the_page(client):
    dispute = claimed()
    sign_in(client)
    page = client.get(claim_at(dispute)).content.decode()
    for form, media_type in (("pdf", "application/pdf"), ("txt", "text/plain; charset=utf-8"),
                             ("json", "application/json")):  # fmt: skip
        address = claim_at(dispute, f"record.{form}", tag="pt-BR")
        assert f'href="{claim_at(dispute, "record")}.{form}"' in page
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, media_type)
        assert answer["Content-Disposition"] == f'attachment; filename="{dispute.number}.{form}"'
        assert "no-store" in answer["Cache-Control"] and answer["Content-Language"] == "pt-BR"
    said = words_of(client.get(claim_at(dispute, "record.pdf", tag="pt-BR")))
    assert TORN in said and "Comprador" in said


def test_a_letters_link_opens_the_record_of_its_claim_alone():
    dispute, other, client = claimed(), claimed("LK-2"), Client()
    link = link_for(dispute, Role.BUYER, language="en")
    client.post(link[link.index("/", len("https://")) :])
    assert TORN in words_of(client.get(claim_at(dispute, "record.pdf")))
    assert client.get(claim_at(other, "record.pdf")).status_code == 404


@pytest.mark.parametrize("form", ["exe", "pdf2", "html"])
def test_there_are_no_other_forms(client, form):
    dispute = claimed()
    sign_in(client)
    assert client.get(claim_at(dispute, f"record.{form}")).status_code == 404


def test_nobody_else_gets_it(client):
    dispute = claimed()
    assert client.get(claim_at(dispute, "record.pdf")).status_code == 404
    sign_in(client, "olga")
    assert client.get(claim_at(dispute, "record.json")).status_code == 404
