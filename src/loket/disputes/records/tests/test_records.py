"""What each viewer takes home of a dispute."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from loket.disputes.models import Dispute, DisputeText
from loket.disputes.records import as_json, as_text, record_answer, record_name
from loket.disputes.tests.dispute_shop import buyer_of, do, judge, seller_of, submitted
from loket.disputes.viewing import view_of
from loket.people.access import NotVisible

pytestmark = pytest.mark.django_db
RECIFE = ZoneInfo("America/Recife")


@pytest.fixture
def dispute():
    found = submitted()
    do(found, seller_of(found.order), "refuse", {"refusal": "as_described", "text": "Como no anúncio."})
    DisputeText.objects.create(
        dispute=found, sequence=1, kind="note", role="agent", by="staff:1", text="canary-note",
        visible_to=["staff"], at=timezone.now(),
    )  # fmt: skip
    return Dispute.objects.get(pk=found.pk)


def records(dispute, actor):
    now = timezone.now()
    view = view_of(dispute, actor, now=now)
    with translation.override("en"):
        said = as_text(view, shop="Loket", tag="en", made_at=now, zone=RECIFE)
    return as_json(view, made_at=now, zone=RECIFE), said


def test_both_sides_words_and_steps_are_in_both_forms(dispute):
    for each in records(dispute, buyer_of(dispute.order)):
        assert "A alça rasgou no primeiro dia." in each
        assert "Como no anúncio." in each
        assert dispute.number in each
        assert dispute.order.number in each


def test_internal_notes_are_in_the_house_s_own_records_alone(dispute):
    for actor in (buyer_of(dispute.order), seller_of(dispute.order)):
        assert all("canary-note" not in each for each in records(dispute, actor))
    assert all("canary-note" in each for each in records(dispute, judge()))


def test_programs_read_exact_amounts_and_moments_on_the_readers_clock(dispute):
    body = json.loads(records(dispute, buyer_of(dispute.order))[0])
    assert (body["asked"]["amount"], body["currency"]) == ("20.00", "BRL")
    moments = [body["made_at"], body["submitted_at"], *(each["at"] for each in body["events"] + body["offers"])]
    assert len(moments) > 4
    assert all(datetime.fromisoformat(each).utcoffset() == RECIFE.utcoffset(timezone.now().replace(tzinfo=None))
               for each in moments)  # fmt: skip


def test_the_record_holds_no_private_ids_of_people(dispute):
    for each in records(dispute, seller_of(dispute.order)):
        assert str(dispute.customer_id) not in each


def test_an_erased_text_says_so(dispute):
    DisputeText.objects.filter(dispute=dispute, role="buyer").update(text="", erased_at=timezone.now())
    said = records(dispute, buyer_of(dispute.order))[1]
    assert "This text was erased." in said
    assert "A alça" not in said


def test_the_file_is_called_after_the_dispute(dispute):
    view = view_of(dispute, buyer_of(dispute.order), now=timezone.now())
    assert record_name(view, "json") == f"{dispute.number}.json"


def test_neither_side_learns_who_stands_behind_offers_nor_the_buyer_who_bears_the_cost(dispute):
    do(dispute, buyer_of(dispute.order), "ask_platform")
    do(dispute, judge(), "take")
    body = {"solution": "refund", "amount": "20.00", "liability": "seller", "rule_cited": "R-7", "text": "It tore."}
    do(dispute, judge(), "propose", body)
    found = Dispute.objects.get(pk=dispute.pk)
    buyer, seller = (
        view_of(found, each, now=timezone.now()) for each in (buyer_of(found.order), seller_of(found.order))
    )
    assert {each.by for each in (*buyer.offers, *seller.offers)} == {""}
    assert buyer.offers[-1].liability is None
    assert seller.offers[-1].liability == "seller"
    assert view_of(found, judge(), now=timezone.now()).offers[-1].by


@pytest.mark.parametrize(("form", "media_type"), [("pdf", "application/pdf"), ("txt", "text/plain; charset=utf-8"),
                                                  ("json", "application/json")])  # fmt: skip
def test_an_answer_is_a_download_that_nobody_keeps_on_the_way(dispute, form, media_type):
    now = timezone.now()
    view = view_of(dispute, buyer_of(dispute.order), now=now)
    answer = record_answer(view, form, tag="en", made_at=now, zone=RECIFE)
    assert answer["Content-Type"] == media_type
    assert answer["Content-Disposition"] == f'attachment; filename="{dispute.number}.{form}"'
    assert answer["Cache-Control"] == "private, no-store"


def test_an_unknown_form_is_not_here(dispute):
    now = timezone.now()
    view = view_of(dispute, buyer_of(dispute.order), now=now)
    with pytest.raises(NotVisible):
        record_answer(view, "exe", tag="en", made_at=now, zone=RECIFE)
