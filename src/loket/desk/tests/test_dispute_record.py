"""The record of a dispute at the desk."""

from __future__ import annotations

import io
import json

import pypdf
import pytest

from journeys.cast import ada, edith
from loket.desk.tests.waiting import signed_in
from loket.disputes.actions.acting import Wish, act
from loket.disputes.models import Dispute
from loket.disputes.tests.dispute_shop import judge, submitted
from loket.history.models import Event

pytestmark = pytest.mark.django_db
NOTE = "Both have a point, I think."


@pytest.fixture
def dispute():
    found = submitted()
    act(found.pk, Wish("add", found.version, {"text": NOTE}, is_private=True), by=judge())
    return Dispute.objects.get(pk=found.pk)


def test_whoever_decides_takes_home_what_they_may_see_and_that_is_recorded(dispute):
    client = signed_in(judge())
    page = client.get(f"/desk/disputes/{dispute.number}").content.decode()
    assert all(f'href="/desk/disputes/{dispute.number}/record.{form}"' in page for form in ("pdf", "txt", "json"))
    Event.objects.all().delete()
    answer = client.get(f"/desk/disputes/{dispute.number}/record.pdf")
    said = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    assert NOTE in said and answer["Cache-Control"] == "private, no-store"
    assert Event.objects.filter(subject=dispute.subject).exists()
    assert NOTE in client.get(f"/desk/disputes/{dispute.number}/record.txt").content.decode()


def test_the_record_of_the_house_names_nobody_of_it(dispute):
    body = json.loads(signed_in(ada()).get(f"/desk/disputes/{dispute.number}/record.json").content)
    assert NOTE in [each["text"] for each in body["texts"]]
    assert "staff:" not in json.dumps(body)


@pytest.mark.parametrize("form", ["pdf", "txt", "json"])
def test_editors_have_no_part_in_it(dispute, form):
    answer = signed_in(edith()).get(f"/desk/disputes/{dispute.number}/record.{form}")
    assert answer.status_code in {302, 403, 404}
