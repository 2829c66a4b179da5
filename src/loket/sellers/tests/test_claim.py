from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from loket.disputes.models import Dispute, EvidenceItem
from loket.disputes.tests.dispute_shop import buyer_of, do, draft, judge
from loket.orders.models import Order
from loket.sellers.tests.claims import address, claim_against, hidden, newest, seller_id_of
from loket.sellers.tests.stage import sign_in, words

pytestmark = pytest.mark.django_db
PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
    b"\x00\x00\x00\x0cIDATx\x9cc\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00IEND\xaeB`\x82"
)


def told(found):
    return {each["role"] for each in newest(found).document["told"]}


def refuse(client, found, **given):
    page = client.get(address(found, "do", "refuse"))
    return client.post(address(found, "do", "refuse"), {**hidden(page), "refusal": "as_described", **given})


def test_opening_the_claim_tells_sam_and_starts_his_clock(client):
    found = claim_against(client)
    assert "seller" not in told(found)
    page = client.get(address(found))
    assert page.status_code == 200 and "seller" in told(found)
    assert "Your turn" in words(page) and "A alça rasgou no primeiro dia." in words(page)
    assert page["Cache-Control"] == "no-store"


def test_sam_accepts_by_a_second_click_that_shows_the_money(client):
    found = claim_against(client)
    page = client.get(address(found, "do", "accept"))
    assert "20.00" in words(page) or "20,00" in words(page)
    assert newest(found).state == "wait_seller"
    sent = client.post(address(found, "do", "accept"), {**hidden(page), "confirmed": "1"})
    assert sent.status_code == 302 and newest(found).state == "refund_pending"
    assert "Done." in words(client.get(sent.url))


def test_the_same_click_twice_is_one(client):
    found = claim_against(client)
    fields = {**hidden(client.get(address(found, "do", "accept"))), "confirmed": "1"}
    for _each in range(2):
        assert client.post(address(found, "do", "accept"), fields).status_code == 302
    assert newest(found).events.filter(name="offer.accepted").count() == 1


def test_a_refusal_takes_a_code_and_words(client):
    found = claim_against(client)
    assert refuse(client, found).status_code == 422
    assert refuse(client, found, refusal="", text="No").status_code == 422
    assert refuse(client, found, text="It is what was ordered.").status_code == 302
    assert newest(found).state == "wait_buyer"
    page = words(client.get(address(found)))
    assert "It is what was ordered." in page and "The item is as described" in page


def test_a_counter_offer_is_less_than_asked(client):
    found = claim_against(client)
    form = address(found, "do", "counter")
    fields = {**hidden(client.get(form)), "solution": "refund"}
    too_much = client.post(form, {**fields, "amount": "50.00"})
    assert too_much.status_code == 422 and 'value="50' in too_much.content.decode()
    assert client.post(form, {**fields, "amount": "12.50"}).status_code == 302
    assert newest(found).state == "wait_buyer"


def test_photos_go_along_without_a_script_and_only_a_copy_crosses(client):
    found = claim_against(client)
    photo = SimpleUploadedFile("lamp.png", PIXEL, "image/png")
    assert refuse(client, found, files=[photo]).status_code == 302
    item = EvidenceItem.objects.get(dispute=found, submitter="seller")
    assert item.kind == "photo" and str(item.pk) in client.get(address(found)).content.decode()
    assert client.get(address(found, "files", str(item.pk))).status_code == 200
    assert client.get(address(found, "files", str(uuid4()))).status_code == 404


def test_a_refused_file_loses_no_words(client):
    found = claim_against(client)
    answer = refuse(client, found, text="My words", files=[SimpleUploadedFile("a.exe", b"MZ" * 99)])
    assert answer.status_code == 422 and "My words" in answer.content.decode()
    assert newest(found).state == "wait_seller"


def test_a_claim_that_moved_on_says_so_and_keeps_the_words(client):
    found = claim_against(client)
    fields = hidden(client.get(address(found, "do", "refuse")))
    do(found, buyer_of(found.order), "withdraw", {"withdraw_code": "arrived"})
    late = client.post(address(found, "do", "refuse"), {**fields, "refusal": "as_described", "text": "My words"})
    assert late.status_code == 409 and "My words" in late.content.decode()
    assert newest(found).state == "withdrawn"


def test_a_stale_form_is_refused_once_and_then_goes_through(client):
    found = claim_against(client)
    form = address(found, "do", "refuse")
    fields = {**hidden(client.get(form)), "refusal": "as_described", "text": "My words"}
    stale = client.post(form, {**fields, "version": "0"})
    assert stale.status_code == 409 and "My words" in stale.content.decode()
    assert client.post(form, {**fields, **hidden(stale)}).status_code == 302


def test_what_the_team_asks_is_asked_of_sam_in_words_of_his_language(client):
    found = claim_against(client)
    refuse(client, found, text="No")
    do(found, buyer_of(found.order), "ask_platform")
    person = judge()
    do(found, person, "take")
    do(
        found,
        person,
        "ask_for_evidence",
        {"to": ["seller"], "question": "proof_of_dispatch", "wanted": ["delivery_proof"]},
    )
    page = words(client.get(address(found)))
    assert "a proof that the parcel was handed to the carrier" in page
    form = address(found, "do", "answer")
    assert client.post(form, {**hidden(client.get(form)), "text": "Here it is"}).status_code == 302
    assert newest(found).state == "in_review"


def test_a_private_word_is_read_by_sam_and_the_team_alone(client):
    found = claim_against(client)
    refuse(client, found, text="No")
    do(found, buyer_of(found.order), "ask_platform")
    form = address(found, "do", "add")
    fields = {**hidden(client.get(form)), "text": "canary for the team", "only_for_platform": "on"}
    assert client.post(form, fields).status_code == 302
    assert "canary for the team" in words(client.get(address(found)))
    assert newest(found).texts.get(text="canary for the team").visible_to == ["seller", "staff"]


def test_goods_are_sent_with_a_number_that_carriers_have(client):
    found = claim_against(client, solution="replacement", amount="20.00", reason="snad_quality")
    form = address(found, "do", "accept")
    page = client.post(form, {**hidden(client.get(form)), "has_stock": "on", "ships_in_days": "3"})
    assert client.post(form, {**hidden(page), "confirmed": "1"}).status_code == 302
    assert newest(found).state == "replacement_wait_ship"
    form = address(found, "do", "ship_replacement")
    fields = {**hidden(client.get(form)), "carrier": "Yanwen"}
    assert client.post(form, {**fields, "tracking": "x"}).status_code == 422
    assert client.post(form, {**fields, "tracking": "UH012345678CN"}).status_code == 302
    assert newest(found).state == "replacement_in_transit"


@pytest.mark.parametrize("who", ["another seller", "nobody"])
def test_outsiders_learn_nothing(client, who):
    found = claim_against(client)
    refuse(client, found, files=[SimpleUploadedFile("lamp.png", PIXEL, "image/png")])
    item = EvidenceItem.objects.get(dispute=found, submitter="seller")
    client.post("/sellers/sign-out")
    if who == "another seller":
        sign_in(client, "s-9")
    rest = ((), ("files", str(item.pk)), ("do", "accept"), ("do", "counter"), ("record.pdf",), ("record.json",))
    for parts in rest:
        for number in (found.number, str(found.pk), "00000000"):
            path = "/".join((f"/sellers/claims/{number}", *parts))
            for answer in (client.get(path), client.post(path, {"version": "2", "key": "k", "confirmed": "1"})):
                assert answer.status_code in {404, 405}, path
                assert "rasgou" not in answer.content.decode()
    assert newest(found).state == "wait_buyer"


def test_a_draft_is_not_there_for_sam(client):
    found = draft()
    sign_in(client, seller_id_of(found))
    assert client.get(address(found)).status_code == 404
    assert found.number not in client.get("/sellers?show=").content.decode()


def test_actions_of_others_are_none_of_sams(client):
    found = claim_against(client)
    for name in ("take", "propose", "withdraw", "nonsense"):
        answer = client.post(address(found, "do", name), {"version": "2", "key": "k", "confirmed": "1"})
        assert answer.status_code in {404, 409}
    assert newest(found).state == "wait_seller" and Order.objects.count() == Dispute.objects.count() == 1


def test_the_label_of_a_return_is_kept_as_one_unless_sam_says_otherwise(client):
    found = claim_against(client, solution="return_refund", amount="60.00")
    accept = client.get(address(found, "do", "accept"))
    fields = {**hidden(accept), "return_to": "platform_warehouse", "confirmed": "1"}
    client.post(address(found, "do", "accept"), fields)
    page = client.get(address(found, "do", "send_label"))
    assert '<option value="return_label" selected>' in page.content.decode()


def test_a_claim_that_goes_on_elsewhere_links_there(client):
    found = claim_against(client)
    Dispute.objects.filter(pk=found.pk).update(document={**newest(found).document, "outcome": "continued"})
    after = draft(made=Order.objects.get(pk=found.order_id), lines=(2,))
    Dispute.objects.filter(pk=after.pk).update(linked_to=found)
    assert f"It goes on in claim {after.number}" in words(client.get(address(found)))
