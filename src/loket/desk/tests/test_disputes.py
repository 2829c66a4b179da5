from __future__ import annotations

import re
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from journeys.cast import ada, edith, max_
from loket.desk.live import allowed
from loket.desk.tests.waiting import signed_in
from loket.disputes.actions.acting import Wish, act
from loket.disputes.actions.opening import start_draft
from loket.disputes.models import Dispute, DisputeEvent, DisputeText
from loket.disputes.queries import disputes_of_order
from loket.disputes.tests.dispute_shop import (
    CLAIM,
    buyer_of,
    days,
    do,
    draft,
    judge,
    seller_of,
    senior,
    submitted,
)
from loket.disputes.viewing import view_of
from loket.files.tests.making import photo as camera_photo
from loket.history.models import Event
from loket.orders.tests.ledger_shop import order

pytestmark = pytest.mark.django_db

PAGE = "/desk/disputes"
SECRET = "Canary seven: only for the platform."
PROPOSAL = {
    "solution": "refund",
    "amount": "15.00",
    "rule_cited": "Not as described",
    "liability": "seller",
    "text": "The strap tore on the first day; the photos show it.",
}


def escalated(made=None, **changes):
    """A claim on which seller and buyer could not agree, before those who decide since now."""
    made, began = made or order(), days(-5)
    dispute = start_draft(made, lines=(1,), by=buyer_of(made), now=began)
    step(dispute, buyer_of(made), "submit", {**CLAIM, **changes}, began)
    step(dispute, seller_of(made), "refuse", {"refusal": "as_described", "text": "It is what I sell."}, days(-4))
    step(dispute, buyer_of(made), "ask_platform", {}, days(0))
    return newest(dispute)


def step(dispute, by, name, body, now):
    act(dispute.pk, Wish(name, newest(dispute).version, body, confirmed=True), by=by, now=now)


def uploaded():
    return SimpleUploadedFile("strap.jpg", camera_photo(), content_type="image/jpeg")


def newest(dispute):
    return Dispute.objects.get(pk=dispute.pk)


def taken(made=None, **changes):
    dispute = escalated(made, **changes)
    do(dispute, judge(), "take")
    return newest(dispute)


def at(dispute, rest=""):
    return f"{PAGE}/{dispute.number}{rest}"


def shown(member, address):
    return signed_in(member).get(address).content.decode()


def send(member, dispute, name, **fields):
    fields = {"key": str(uuid4()), "version": newest(dispute).version, **fields}
    return signed_in(member).post(at(dispute, f"/actions/{name}"), fields)


def test_only_who_works_with_disputes_sees_them():
    dispute = escalated()
    for address in (PAGE, at(dispute), f"{PAGE}/policies"):
        assert Client().get(address).status_code == 302
        assert signed_in(edith()).get(address).status_code == 404
        assert [signed_in(each).get(address).status_code for each in (ada(), max_(), judge(), senior())] == [200] * 4


def test_an_empty_queue_says_what_would_stand_here():
    assert "Nothing to decide" in shown(judge(), PAGE)
    assert "No disputes yet" in shown(judge(), f"{PAGE}?state=all")


def test_the_queue_shows_what_waits_and_is_filtered():
    dispute = escalated()
    submitted()
    page = shown(judge(), PAGE)
    assert dispute.number in page and page.count('ruling-row"') == 1
    found = {"language=pt-BR": 1, "language=id": 0, "currency=BRL&least=19,99": 1, "whose=nobodys": 1}
    for query, count in found.items():
        assert shown(judge(), f"{PAGE}?{query}").count('ruling-row"') == count, query
    assert shown(judge(), f"{PAGE}?currency=BRL&most=19").count('ruling-row"') == 0
    assert shown(judge(), f"{PAGE}?state=all").count('ruling-row"') == 2


@pytest.mark.parametrize("query", ["after=x", "least=x&currency=BRL", "state=nonsense", "language=%00", "whose=x"])
def test_nonsense_in_the_address_is_let_be(query):
    escalated()
    assert signed_in(judge()).get(f"{PAGE}?{query}").status_code == 200


def test_the_queue_asks_as_often_however_long_it_is():
    client, counts = signed_in(judge()), []
    for _round in range(2):
        escalated()
        with CaptureQueriesContext(connection) as statements:
            assert client.get(PAGE).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_both_sides_the_record_and_the_talk_stand_on_one_page():
    page = shown(judge(), at(escalated()))
    for words in (
        "Bea Souza",
        "Sam",
        "Thing 1",
        "LB123456789CN",
        "A alça rasgou",
        "The item is as described",
        "It is what I sell.",
        "R$",
    ):
        assert words in page, words
    assert 'id="take"' in page
    assert Event.objects.filter(action="personal_data.seen", by=judge().label).exists()


def test_an_agent_reads_and_adds_but_decides_nothing():
    dispute = escalated()
    page = shown(ada(), at(dispute))
    assert 'id="take"' not in page
    assert send(ada(), dispute, "take").status_code == 404
    assert newest(dispute).state == "escalated"
    answer = signed_in(ada()).post(at(dispute, "/words"), {"text": SECRET, "readers": "staff", "key": str(uuid4())})
    assert answer.status_code == 302
    assert SECRET in shown(judge(), at(dispute))


def test_an_internal_note_is_for_staff_alone():
    dispute = escalated()
    signed_in(ada()).post(at(dispute, "/words"), {"text": SECRET, "readers": "staff", "key": str(uuid4())})
    signed_in(ada()).post(at(dispute, "/words"), {"text": "For both of you.", "readers": "all", "key": str(uuid4())})
    for side in (buyer_of(dispute.order), seller_of(dispute.order)):
        view = str(view_of(newest(dispute), side, now=dispute.created_at))
        assert SECRET not in view and "For both of you." in view


def test_a_note_without_words_is_refused_and_the_page_stays():
    dispute = escalated()
    answer = signed_in(ada()).post(at(dispute, "/words"), {"text": " ", "readers": "all", "key": str(uuid4())})
    assert answer.status_code == 422 and "Bea Souza" in answer.content.decode()
    assert not DisputeText.objects.filter(dispute=dispute, role="agent").exists()


def test_it_is_taken_by_one_click_and_put_back_with_a_reason():
    dispute = escalated()
    assert send(judge(), dispute, "take").url == at(dispute)
    assert newest(dispute).state == "in_review" and newest(dispute).adjudicator == judge().user
    assert "You have taken it" in shown(judge(), at(dispute))
    assert send(judge(), dispute, "put_back").status_code == 422
    assert send(judge(), dispute, "put_back", text="I know the seller.").status_code == 302
    assert newest(dispute).state == "escalated"


def test_the_same_click_twice_is_one_step():
    dispute, key = escalated(), str(uuid4())
    version = dispute.version
    assert [send(judge(), dispute, "take", key=key, version=version).status_code for _ in range(2)] == [302, 302]
    assert DisputeEvent.objects.filter(dispute=dispute, name="dispute.taken").count() == 1


def test_a_page_that_is_no_longer_true_changes_nothing_and_keeps_what_was_typed():
    dispute = taken()
    answer = send(judge(), dispute, "put_back", version=newest(dispute).version - 1, text="I know the seller.")
    page = answer.content.decode()
    assert answer.status_code == 409 and "meanwhile" in page and "I know the seller." in page
    assert f'name="version" value="{newest(dispute).version}"' in page


def test_precise_evidence_is_asked_for():
    dispute = taken()
    fields = {"to": ["buyer"], "question": "clearer_photo", "wanted": ["photo"], "text": "Of the strap, please."}
    assert send(judge(), dispute, "ask_for_evidence", **fields).status_code == 302
    assert newest(dispute).state == "wait_evidence"
    assert "Not answered yet" in shown(judge(), at(dispute))


def test_who_writes_a_proposal_has_both_sides_before_them():
    page = shown(judge(), at(taken(), "/actions/propose"))
    assert "A alça rasgou no primeiro dia." in page and 'id="side-seller"' in page


def test_a_proposal_is_looked_over_before_it_goes_out():
    dispute = taken()
    assert "Not as described" not in shown(judge(), at(dispute))
    first = send(judge(), dispute, "propose", **PROPOSAL)
    assert first.status_code == 200 and "This will happen" in first.content.decode()
    assert newest(dispute).state == "in_review"
    assert send(judge(), dispute, "propose", **PROPOSAL, step="confirm").status_code == 302
    assert newest(dispute).state == "platform_offer"
    assert "Rule: Not as described" in shown(judge(), at(dispute))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"amount": "99999"}, "amount"),
        ({"rule_cited": ""}, "rule_cited"),
        ({"text": ""}, "text"),
        ({"solution": ""}, "solution"),
    ],
)
def test_a_proposal_that_cannot_be_loses_nothing(changed, field):
    dispute = taken()
    answer = send(judge(), dispute, "propose", **{**PROPOSAL, **changed}, step="confirm")
    page = answer.content.decode()
    assert answer.status_code == 422 and newest(dispute).state == "in_review"
    assert PROPOSAL["liability"] in page and (field == "text" or "The strap tore" in page)


def test_a_rejection_needs_no_amount():
    dispute = taken()
    fields = {**PROPOSAL, "solution": "rejects", "amount": "", "liability": "none"}
    assert send(judge(), dispute, "propose", **fields, step="confirm").status_code == 302
    assert newest(dispute).state == "platform_offer"


def test_above_the_limit_a_second_person_approves_or_sends_back():
    made = order(lines=("2000.00",))
    dispute = taken(made=made, amount="1900.00")
    big = {**PROPOSAL, "amount": "1900.00"}
    assert send(judge(), dispute, "propose", **big, step="confirm").status_code == 302
    assert newest(dispute).state == "in_review"
    assert send(judge(), dispute, "approve", step="confirm").status_code == 409
    assert send(judge("Kim"), dispute, "send_back", text="Which photo?").status_code == 302
    assert SECRET not in shown(judge(), at(dispute)) and "Which photo?" in shown(judge(), at(dispute))
    send(judge(), dispute, "propose", **big, step="confirm")
    assert send(judge("Kim"), dispute, "approve", step="confirm").status_code == 302
    assert newest(dispute).state == "platform_offer"


def test_a_hold_is_set_with_a_reason_and_released():
    dispute = escalated()
    assert send(ada(), dispute, "set_hold", hold="legal", text="A court asks.").status_code == 302
    assert newest(dispute).is_held
    assert "A question of law" in shown(judge(), at(dispute))
    assert send(ada(), dispute, "release_hold", hold="legal").status_code == 302
    assert not newest(dispute).is_held


def test_evidence_is_laid_into_the_file_and_served_to_staff():
    dispute = escalated()
    fields = {"kind": "screenshot", "note": "Of the listing", "files": [uploaded()]}
    assert signed_in(judge()).post(at(dispute, "/evidence"), fields).status_code == 302
    page = shown(judge(), at(dispute))
    address = re.search(rf"{at(dispute)}/evidence/[0-9a-f-]+", page)[0]
    assert signed_in(ada()).get(address).status_code == 200
    assert signed_in(edith()).get(address).status_code == 404
    assert signed_in(judge()).post(at(dispute, "/evidence"), {"kind": "photo"}).status_code == 422


def test_an_evidence_of_another_dispute_is_not_found():
    first, second = escalated(), escalated()
    signed_in(judge()).post(at(first, "/evidence"), {"kind": "screenshot", "files": [uploaded()]})
    item = newest(first).evidence.get()
    assert signed_in(judge()).get(at(second, f"/evidence/{item.pk}")).status_code == 404


def test_the_record_kept_at_submission_can_be_read():
    dispute = escalated()
    kept = signed_in(judge()).get(at(dispute, "/snapshots/listing")).json()
    assert kept["document"]["items"][0]["title"] == "Thing 1"
    assert signed_in(judge()).get(at(dispute, "/snapshots/nothing")).status_code == 404


def test_an_agent_begins_a_claim_for_a_buyer_and_sends_it():
    made = order()
    page = shown(ada(), f"{PAGE}/new?order={made.number}")
    assert "Thing 2" in page and "The quality is poor" in page and "Customs holds it" not in page
    fields = {"order": made.number, "lines": ["1"], "reason": "snad_quality", "text": "It tore.", "solution": "refund"}
    answer = signed_in(ada()).post(f"{PAGE}/new", {**fields, "amount": "20,00"})
    dispute = Dispute.objects.get()
    assert answer.url == at(dispute) and dispute.state == "draft"
    assert "It tore." in shown(ada(), at(dispute, "/actions/submit"))
    claim = {"reason": "snad_quality", "received": "on", "solution": "refund", "amount": "20", "text": "It tore."}
    sent = send(ada(), dispute, "submit", **claim, has_no_evidence="on", step="confirm")
    assert sent.status_code == 302 and newest(dispute).state == "wait_seller"


def test_a_claim_about_nothing_is_not_begun():
    made = order()
    answer = signed_in(ada()).post(f"{PAGE}/new", {"order": made.number, "text": "It tore."})
    assert answer.status_code == 422 and "It tore." in answer.content.decode()
    assert not disputes_of_order(ada(), [made.pk])[made.pk]


def test_an_order_links_to_its_disputes():
    dispute = escalated()
    page = shown(ada(), f"/desk/orders/{dispute.order.number}")
    assert at(dispute) in page and f"{PAGE}/new?order={dispute.order.number}" in page


def test_a_senior_decides_an_appeal_another_has_not():
    dispute = taken()
    send(judge(), dispute, "propose", **{**PROPOSAL, "solution": "rejects", "amount": ""}, step="confirm")
    for side in (buyer_of(dispute.order), seller_of(dispute.order)):
        offer = newest(dispute).document["offers"][-1]
        do(dispute, side, "agree", {"offer": offer["id"], "offer_version": offer["version"]})
    do(dispute, buyer_of(dispute.order), "appeal", {"appeal_ground": "rule_error", "text": "The rule says otherwise."})
    assert send(judge("Kim"), dispute, "decide_appeal").status_code == 404
    decision = {"result": "changed", "amount": "20", "liability": "seller", "rule_cited": "R", "text": "She is right."}
    assert send(senior(), dispute, "decide_appeal", **decision, step="confirm").status_code == 302
    assert newest(dispute).state == "refund_pending"
    assert newest(dispute).document["refunds"][0]["amount"] in ("20", "20.00", str(Decimal("20.00")))


def test_a_draft_is_seen_at_the_desk():
    assert "Send the claim" in shown(ada(), at(draft()))


def test_who_works_with_disputes_follows_their_topics():
    dispute = escalated()
    topics = [f"dispute:{dispute.pk}", "disputes"]
    assert allowed(judge(), [*topics, "desk", "orders", "outbox"]) == set(topics)
    assert allowed(ada(), topics) == set(topics)
    assert allowed(edith(), topics) == set()


def test_a_strange_number_or_action_is_not_found():
    dispute = escalated()
    for address in (f"{PAGE}/AAAA-AAAA", f"{PAGE}/x", at(dispute, "/actions/burn"), at(dispute, "/actions/add")):
        assert signed_in(judge()).get(address).status_code == 404, address


def test_who_decides_begins_with_the_queue():
    assert signed_in(judge()).get("/desk").url == PAGE


def test_the_keys_press_what_is_there():
    page = shown(judge(), at(taken()))
    assert 'id="propose"' in page and 'id="leave-dispute"' in page and 'id="dispute-words"' in page
