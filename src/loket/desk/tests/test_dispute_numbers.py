from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.core.cache import cache
from django.utils import timezone

from journeys.cast import ada, ana, max_
from loket.desk.tests.waiting import signed_in
from loket.disputes.models import Dispute
from loket.disputes.tests.dispute_shop import judge, senior, submitted
from loket.people.models import Seller

pytestmark = pytest.mark.django_db

PAGE = "/desk/disputes/numbers"


@pytest.fixture(autouse=True)
def _counted_anew():
    cache.clear()


def page(query="", *, status=200):
    found = signed_in(max_()).get(f"{PAGE}{query}")
    assert found.status_code == status
    return found


def table(code, query=""):
    """A downloaded table as rows of its cells, the heading first."""
    found = page(f"/{code}.csv{query}")
    assert found["Content-Type"] == "text/csv; charset=utf-8" and found["Cache-Control"] == "private, no-store"
    return list(csv.reader(StringIO(found.content.decode("utf-8-sig"))))


def test_leads_alone_read_numbers():
    for member in (ada(), judge(), senior()):
        client = signed_in(member)
        assert client.get(PAGE).status_code == client.get(f"{PAGE}/reasons.csv").status_code == 404
        assert PAGE not in client.get("/desk/disputes").content.decode()
    assert signed_in(ana()).get(PAGE).status_code == 200
    assert PAGE in signed_in(max_()).get("/desk/disputes").content.decode()


def test_an_empty_page_says_what_will_be_here():
    assert "No claims in this time" in page().content.decode()


def test_figures_stand_beside_those_of_the_time_before():
    before, _now, _other = submitted(), submitted(), submitted()
    Dispute.objects.filter(pk=before.pk).update(submitted_at=timezone.now() - timedelta(days=40))
    sent = page().context["figures"][0]
    assert (sent.value, sent.before, sent.arrow, sent.trend) == ("2", "1", "▲", "")
    text = page().content.decode()
    assert "before: 1" in text and "The quality is poor" in text and "Brazil" in text


def test_less_of_what_should_be_less_is_better():
    slow, fast = submitted(), submitted()
    now = timezone.now()
    for each, ended, took in ((slow, 40, 9), (fast, 1, 2)):
        ends = now - timedelta(days=ended)
        Dispute.objects.filter(pk=each.pk).update(
            submitted_at=ends - timedelta(days=took), resolved_at=ends, outcome="rejected", decided_by="adjudicator"
        )
    until_end = page().context["figures"][1]
    assert (until_end.value, until_end.before, until_end.trend) == ("2 days", "9 days", "better")


def test_filters_stay_in_every_address():
    dispute = submitted()
    found = page(f"?period=12w&market=BR&seller={dispute.seller.external_id}")
    text = found.content.decode()
    assert f"/reasons.csv?market=BR&amp;seller={dispute.seller.external_id}&amp;period=12w" in text
    assert [shown for _address, _name, shown in found.context["periods"]] == [False, True, False]
    assert "Numbers of all claims" in text
    assert page("?market=BR").context["figures"][0].value == "1"


def test_rows_lead_to_their_own_numbers_and_to_the_queue():
    dispute = submitted()
    text = page("?period=1y").content.decode()
    assert f"{PAGE}?seller={dispute.seller.external_id}&amp;period=1y" in text
    assert f"{PAGE}?market=BR&amp;period=1y" in text
    assert f"/desk/disputes?language={dispute.language}" in text


def test_two_days_are_a_time_of_their_own_with_both_of_them():
    dispute = submitted()
    Dispute.objects.filter(pk=dispute.pk).update(submitted_at="2026-03-31T23:30:00Z")
    assert page("?since=2026-03-01&until=2026-03-31").context["figures"][0].value == "1"
    assert page("?since=2026-04-01&until=2026-04-30").context["is_empty"]
    assert "since=2026-03-01" in page("?since=2026-03-01&until=2026-03-31").content.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?since=2026-03-31&until=2026-03-01", "The last day lies before the first one."),
        ("?since=2016-03-31", "Choose at most three years at once."),
        ("?since=yesterday", "Enter a valid date"),
        ("?seller=Nobody", "No seller has this name or number."),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_kept(query, said):
    found = page(query, status=422)
    text = found.content.decode()
    assert said in text and f'value="{query.partition("=")[2].partition("&")[0]}"' in text
    assert signed_in(max_()).get(f"{PAGE}/reasons.csv{query}").status_code == 404


def test_a_table_is_taken_away_with_codes_and_plain_numbers():
    submitted(), submitted(reason="snad_damaged"), submitted()
    assert table("reasons") == [
        ["Code", "Reason", "Claims", "Share"],
        ["snad_quality", "The quality is poor", "2", "67"],
        ["snad_damaged", "It arrived damaged", "1", "33"],
    ]
    assert page("/reasons.csv")["Content-Disposition"].startswith('attachment; filename="claims-reasons-')
    assert signed_in(max_()).get(f"{PAGE}/nothing.csv").status_code == 404


def test_a_name_is_no_formula():
    dispute = submitted()
    Seller.objects.filter(pk=dispute.seller_id).update(name="=1+1")
    assert table("sellers")[1][1] == "'=1+1"


def test_a_page_shows_the_first_rows_and_the_file_all():
    for number in range(12):
        seller = Seller.objects.create(external_id=f"many-{number}", name=f"Shop {number}")
        Dispute.objects.filter(pk=submitted().pk).update(seller=seller)
    assert "2 more rows stand in the file." in page().content.decode()
    assert len(table("sellers")) == 13
