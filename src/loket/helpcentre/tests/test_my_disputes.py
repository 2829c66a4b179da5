from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from loket.disputes.actions.evidence import Offered, lay_before
from loket.disputes.links import link_for
from loket.disputes.machine.codes import EvidenceKind, Role
from loket.disputes.models import Dispute
from loket.disputes.tests.dispute_shop import buyer_of, do, judge, seller_of
from loket.files.actions import make_shared_copy, store_for
from loket.files.tests.making import photo as camera_photo
from loket.files.tickets import holder_for
from loket.helpcentre.tests.buyers import at, hidden, sign_in, words
from loket.helpcentre.tests.claims import TORN, claim_at, claimed
from loket.orders.models import OrderGrant

pytestmark = pytest.mark.django_db
OFFER = {"solution": "refund", "amount": "8.00"}


@pytest.fixture
def bea(client):
    sign_in(client)
    return client


def photo(name="strap.jpg"):
    return SimpleUploadedFile(name, camera_photo(), content_type="image/jpeg")


def confirm(client, dispute, name, **fields):
    """Open an action's page and press its button, and the second one where there is one."""
    page = client.get(claim_at(dispute, "do", name))
    answer = client.post(claim_at(dispute, "do", name), {**hidden(page), **fields})
    if answer.status_code == 200:
        answer = client.post(claim_at(dispute, "do", name), hidden(answer))
    return answer


def state(dispute):
    dispute.refresh_from_db()
    return dispute.state


def test_the_page_says_where_it_stands_and_what_was_asked(bea):
    dispute = claimed()
    said = words(bea.get(claim_at(dispute)))
    assert dispute.number in said and "R$20.00" in said and TORN in said
    assert "Withdraw the claim" in said and "Talk to a person" in said


def test_all_claims_stand_in_one_list_and_on_their_order(bea):
    dispute = claimed()
    assert dispute.number in words(bea.get("/en/my-disputes"))
    assert dispute.number in words(bea.get(at("LK-1")))


def test_whoever_is_not_signed_in_gets_a_way_in(client):
    dispute = claimed()
    assert "Send me a code" in words(client.get("/en/my-disputes"))
    answer = client.get(claim_at(dispute))
    assert answer.status_code == 404 and "This claim is not open here" in words(answer)


def test_an_offer_is_accepted_after_its_money_was_shown(bea):
    dispute = claimed()
    do(dispute, seller_of(dispute.order), "counter", OFFER)
    page = bea.get(claim_at(dispute, "do", "accept"))
    assert "What happens then" in words(page)
    answer = confirm(bea, dispute, "accept")
    assert answer.status_code == 302 and state(dispute) == "refund_pending"


def test_a_page_that_is_older_than_the_claim_changes_nothing(bea):
    dispute = claimed()
    sam = seller_of(dispute.order)
    do(dispute, sam, "counter", OFFER)
    page = bea.get(claim_at(dispute, "do", "accept"))
    fields = hidden(page)
    answer = bea.post(claim_at(dispute, "do", "accept"), {**fields, "version": "1"})
    assert answer.status_code == 409 and 'role="alert"' in answer.content.decode()
    assert state(dispute) == "wait_buyer"
    # What comes back is made for the claim as it is now.
    assert bea.post(claim_at(dispute, "do", "accept"), hidden(answer)).status_code == 302


def test_a_button_pressed_twice_does_it_once(bea):
    dispute = claimed()
    do(dispute, seller_of(dispute.order), "counter", OFFER)
    fields = hidden(bea.get(claim_at(dispute, "do", "accept")))
    answers = [bea.post(claim_at(dispute, "do", "accept"), fields) for _try in range(2)]
    assert [each.status_code for each in answers] == [302, 302]
    assert dispute.events.filter(name="offer.accepted").count() == 1


def test_the_request_changes(bea):
    dispute = claimed()
    do(dispute, seller_of(dispute.order), "counter", OFFER)
    answer = confirm(bea, dispute, "change_request", solution="refund", amount="15.00")
    assert answer.status_code == 302, words(answer)
    dispute.refresh_from_db()
    assert (dispute.state, dispute.amount) == ("wait_seller", 15)


def test_another_request_begins_with_the_one_before(bea):
    dispute = claimed()
    do(dispute, seller_of(dispute.order), "counter", OFFER)
    page = bea.get(claim_at(dispute, "do", "change_request")).content.decode()
    assert 'name="amount" value="20"' in page


def test_that_it_was_sent_is_said_until_something_follows(bea):
    dispute = claimed()
    assert "Your claim was sent" in words(bea.get(claim_at(dispute), {"sent": "1"}))
    do(dispute, seller_of(dispute.order), "counter", OFFER)
    assert "Your claim was sent" not in words(bea.get(claim_at(dispute), {"sent": "1"}))


def test_she_withdraws_with_a_second_click_and_goes_on_again(bea):
    dispute = claimed()
    page = bea.get(claim_at(dispute, "do", "withdraw"))
    first = bea.post(claim_at(dispute, "do", "withdraw"), {**hidden(page), "withdraw_code": "arrived"})
    assert first.status_code == 200 and state(dispute) == "wait_seller"
    assert bea.post(claim_at(dispute, "do", "withdraw"), hidden(first)).status_code == 302
    assert state(dispute) == "withdrawn"
    assert confirm(bea, dispute, "reopen").status_code == 302
    assert state(dispute) == "wait_seller"


def test_she_adds_a_photo_and_words(bea):
    dispute = claimed()
    answer = confirm(bea, dispute, "add", text="Look here.", files=[photo()])
    assert answer.status_code == 302, words(answer)
    said = words(bea.get(claim_at(dispute)))
    assert "Look here." in said and "Photo" in said
    assert dispute.evidence.get().kind == EvidenceKind.PHOTO


def test_new_evidence_carries_an_objection(bea):
    dispute = claimed()
    ada = judge()
    do(dispute, seller_of(dispute.order), "refuse", {"refusal": "other_with_statement", "text": "It was fine."})
    do(dispute, buyer_of(dispute.order), "ask_platform")
    do(dispute, ada, "take")
    proposal = {"rejects": True, "rule_cited": "D1", "liability": "none", "text": "Nothing shows it."}
    do(dispute, ada, "propose", proposal)
    answer = confirm(bea, dispute, "object", objection="new_evidence", text="Here it is.", files=[photo()])
    assert answer.status_code == 302, words(answer)
    assert state(dispute) == "in_review"


def test_what_is_not_possible_says_why(bea):
    dispute = claimed()
    answer = bea.get(claim_at(dispute, "do", "accept"))
    assert answer.status_code == 409 and "Back to the claim" in words(answer)
    assert bea.get(claim_at(dispute, "do", "fly")).status_code == 404


def test_the_sellers_photo_comes_as_its_copy_and_only_to_its_parties(bea):
    dispute = claimed()
    sam = seller_of(dispute.order)
    upload = store_for(holder_for(sam), photo("packing.jpg"))
    (item,) = lay_before(dispute, [Offered(upload.pk, EvidenceKind.PHOTO)], by=sam)
    make_shared_copy(item.upload_id)
    path = claim_at(dispute, "files", str(item.pk))
    answer = bea.get(path)
    assert answer.status_code == 200 and answer["Cache-Control"].startswith("no-store")
    assert b"".join(answer.streaming_content) != camera_photo()
    bea.cookies.clear()
    sign_in(bea, "u-99")
    assert bea.get(path).status_code == 404


def test_news_come_only_where_something_happened(bea):
    dispute = claimed()
    dispute.refresh_from_db()
    assert bea.get(claim_at(dispute, "news"), {"sequence": dispute.sequence}).status_code == 204
    do(dispute, seller_of(dispute.order), "counter", OFFER)
    assert bea.get(claim_at(dispute, "news"), {"sequence": dispute.sequence}).status_code == 205


def test_somebody_else_reaches_nothing(bea):
    dispute = claimed()
    bea.cookies.clear()
    sign_in(bea, "u-99")
    for rest in ((), ("news",), ("do", "withdraw"), ("do", "add")):
        answer = bea.get(claim_at(dispute, *rest))
        assert answer.status_code == 404 and TORN not in words(answer)
    assert bea.post(claim_at(dispute, "do", "withdraw"), {"withdraw_code": "arrived"}).status_code == 404


def test_a_letters_link_lets_in_after_a_press_and_only_to_its_order(client):
    dispute = claimed()
    link = link_for(dispute, Role.BUYER, language="en").removeprefix("http://testserver")
    path = "/" + link.split("/", 3)[-1] if link.startswith("http") else link
    page = client.get(path)
    assert page.status_code == 200 and TORN not in words(page) and not OrderGrant.objects.exists()
    answer = client.post(path)
    assert answer.url == claim_at(dispute) and TORN in words(client.get(answer.url))
    assert OrderGrant.objects.get().order == dispute.order
    assert client.get(path).url == claim_at(dispute)


def test_a_sellers_link_or_a_forged_one_opens_nothing_here(client):
    dispute = claimed()
    token = link_for(dispute, Role.SELLER, language="en").rsplit("/", 1)[-1]
    assert client.get(f"/en/d/{token}").status_code == 404
    assert client.post("/en/d/forged").status_code == 404
    assert Dispute.objects.count() == 1
