from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from loket.disputes.models import Dispute
from loket.files.tests.making import photo as camera_photo
from loket.helpcentre.problem_drafts import unit_asked_for
from loket.helpcentre.tests.buyers import at, hidden, sign_in, stored, words
from loket.orders.models import Order

pytestmark = pytest.mark.django_db
TORN = "A alça rasgou no primeiro dia."


@pytest.fixture
def bea(client):
    sign_in(client)
    return client


def delivered(number="LK-1"):
    stored(number)
    return Order.objects.get(number=number)


def page_of(client, dispute, step):
    return at(dispute.order.number, a="problem", b=dispute.number, c=step)


def begun(client, **answers):
    order = delivered()
    answer = client.post(at(order.number, do="problem"), {"lines": ["1"], **answers})
    assert answer.status_code == 302, words(answer)
    return Dispute.objects.get()


def photo():
    return SimpleUploadedFile("strap.jpg", camera_photo(), content_type="image/jpeg")


def filled(client, *, reason="snad_quality", amount="20.00"):
    """A draft on which every page was filled in, and the answer that led to the last one."""
    dispute = begun(client)
    client.post(page_of(client, dispute, "what"), {"reason": reason})
    client.post(page_of(client, dispute, "story"), {"text": TORN})
    client.post(page_of(client, dispute, "wish"), {"solution": "refund", "amount": amount})
    answer = client.post(page_of(client, dispute, "proof"), {"files": [photo()]})
    return Dispute.objects.get(), answer


def test_the_order_leads_to_the_form(bea):
    order = delivered()
    page = bea.get(at(order.number))
    assert at(order.number, do="problem") in page.content.decode()
    said = words(bea.get(at(order.number, do="problem")))
    assert "Problem with this order" in said and "What is it about?" in said


def test_bea_claims_page_by_page_without_script(bea):
    dispute, answer = filled(bea)
    assert answer.url == page_of(bea, dispute, "review")
    page = bea.get(answer.url)
    said = words(page)
    assert TORN in said and "strap.jpg" in said and "R$20.00" in said
    answer = bea.post(answer.url, hidden(page))
    dispute.refresh_from_db()
    assert (dispute.state, dispute.amount, dispute.reason) == ("wait_seller", 20, "snad_quality")
    said = words(bea.get(answer.url))
    assert "Your claim was sent" in said and dispute.number in said


def test_the_page_of_the_form_sent_twice_sends_it_once(bea):
    dispute, _answer = filled(bea)
    page = bea.get(page_of(bea, dispute, "review"))
    answers = [bea.post(page_of(bea, dispute, "review"), hidden(page)) for _try in range(2)]
    assert [each.status_code for each in answers] == [302, 302]
    assert Dispute.objects.get().events.filter(name="dispute.submitted").count() == 1


def test_only_reasons_that_fit_where_the_parcel_is_are_offered(bea):
    dispute = begun(bea)
    body = bea.get(page_of(bea, dispute, "what")).content.decode()
    assert 'value="snad_damaged"' in body and 'value="inr_customs"' not in body


def test_a_reason_that_does_not_fit_is_refused(bea):
    dispute = begun(bea)
    answer = bea.post(page_of(bea, dispute, "what"), {"reason": "inr_customs"})
    assert answer.status_code == 422
    assert "reason" not in Dispute.objects.get().draft


def test_nothing_above_the_cap_can_be_asked(bea):
    dispute = begun(bea)
    bea.post(page_of(bea, dispute, "what"), {"reason": "snad_quality"})
    answer = bea.post(page_of(bea, dispute, "wish"), {"solution": "refund", "amount": "9999"})
    assert answer.status_code == 422 and "You can ask for R$0.01 to R$" in words(answer)


def test_another_reason_takes_back_what_no_longer_fits(bea):
    dispute, _answer = filled(bea)
    bea.post(page_of(bea, dispute, "what"), {"reason": "withdrawal"})
    draft = Dispute.objects.get().draft
    assert (draft["solution"], draft["amount"], draft["text"]) == (None, None, TORN)


def test_whoever_withdraws_by_law_need_not_say_why(bea):
    dispute = begun(bea)
    bea.post(page_of(bea, dispute, "what"), {"reason": "withdrawal"})
    assert "You do not have to say why" in words(bea.get(page_of(bea, dispute, "story")))
    assert bea.post(page_of(bea, dispute, "story"), {"text": ""}).url == page_of(bea, dispute, "wish")
    bea.post(page_of(bea, dispute, "wish"), {"solution": "return_refund"})
    page = bea.get(page_of(bea, dispute, "review"))
    assert "The law (CDC 49) wants it ordered at once." in words(page)
    bea.post(page_of(bea, dispute, "review"), hidden(page))
    assert Dispute.objects.get().state == "return_wait_ship"


def test_whoever_complains_says_what_happened(bea):
    dispute = begun(bea)
    bea.post(page_of(bea, dispute, "what"), {"reason": "snad_quality"})
    answer = bea.post(page_of(bea, dispute, "story"), {"text": ""})
    assert answer.status_code == 422 and "Describe in a sentence or two" in words(answer)


def test_nobody_is_offered_hundredths_that_have_no_coin():
    assert [str(unit_asked_for(each)) for each in ("IDR", "JPY", "BRL")] == ["1", "1", "0.01"]


def test_what_is_typed_is_kept_without_going_on(bea):
    dispute = begun(bea)
    answer = bea.post(page_of(bea, dispute, "keep"), {"text": "half a sen"})
    assert answer.status_code == 204 and Dispute.objects.get().draft["text"] == "half a sen"
    assert "half a sen" in bea.get(page_of(bea, dispute, "story")).content.decode()


def test_a_draft_goes_on_where_it_stopped(bea):
    dispute = begun(bea)
    bea.post(page_of(bea, dispute, "what"), {"reason": "snad_quality"})
    answer = bea.get(f"/en/my-disputes/{dispute.number}")
    assert answer.url == page_of(bea, dispute, "story")
    assert "Continue what you began" in words(bea.get(at("LK-1")))


def test_without_evidence_the_page_asks_for_it_or_for_the_word_that_there_is_none(bea):
    dispute = begun(bea)
    bea.post(page_of(bea, dispute, "what"), {"reason": "snad_quality"})
    answer = bea.post(page_of(bea, dispute, "proof"), {})
    assert answer.status_code == 422 and "say that you have no evidence" in words(answer)
    assert bea.post(page_of(bea, dispute, "proof"), {"has_no_evidence": "1"}).status_code == 302


def test_a_file_can_be_taken_out_again(bea):
    dispute, _answer = filled(bea)
    item = dispute.evidence.get()
    bea.post(page_of(bea, dispute, "proof"), {"remove": str(item.pk)})
    item.refresh_from_db()
    assert item.withdrawn_at is not None
    assert "strap.jpg" not in words(bea.get(page_of(bea, dispute, "review")))


def test_a_link_can_bring_everything_along(bea):
    order = delivered()
    asked = "?lines=1&reason=snad_damaged&text=It+broke&solution=replacement"
    page = bea.get(at(order.number, do="problem") + asked)
    bea.post(at(order.number, do="problem"), {**hidden(page), "lines": ["1"]})
    assert Dispute.objects.get().draft == {"reason": "snad_damaged", "text": "It broke", "solution": "replacement"}


def test_a_line_with_an_open_claim_is_not_offered_again(bea):
    dispute, _answer = filled(bea)
    page = bea.get(page_of(bea, dispute, "review"))
    bea.post(page_of(bea, dispute, "review"), hidden(page))
    page = bea.get(at("LK-1", do="problem"))
    assert dispute.number in words(page) and 'value="1"' not in page.content.decode()


def test_nobody_else_reaches_a_draft(bea):
    dispute = begun(bea)
    bea.cookies.clear()
    sign_in(bea, "u-99")
    for step in ("what", "story", "wish", "proof", "review"):
        assert bea.get(page_of(bea, dispute, step)).status_code == 404
        assert bea.post(page_of(bea, dispute, step), {"reason": "snad_quality"}).status_code == 404
    assert bea.post(page_of(bea, dispute, "keep"), {"text": "x"}).status_code == 404
    assert bea.get(f"/en/my-disputes/{dispute.number}").status_code == 404
