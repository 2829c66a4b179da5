from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from loket.disputes.models import Dispute
from loket.disputes.queries import claims_of_seller
from loket.disputes.tests.dispute_shop import buyer_of, do, submitted
from loket.orders.tests.ledger_shop import order
from loket.people.actors import SellerActor
from loket.sellers.tests.claims import address, claim_against, hidden, newest
from loket.sellers.tests.stage import sign_in, words

pytestmark = pytest.mark.django_db


def several(client, number, **changes):
    made = [submitted(made=order(), **changes) for _each in range(number)]
    sign_in(client, made[0].seller.external_id)
    return made


def test_the_list_shows_what_is_asked_and_by_when(client):
    found = claim_against(client)
    client.get(address(found))
    page = words(client.get("/sellers"))
    assert "Answer by" in page and found.number in page and "Your turn 1" in page


def test_what_sam_has_not_opened_runs_no_time_of_his(client):
    found = claim_against(client)
    page = words(client.get("/sellers"))
    assert "New: your time begins when you open it" in page and "Answer by" not in page
    assert "Due within 24 hours" not in page
    assert found.number not in words(client.get("/sellers?show=due_soon"))


def test_the_list_says_until_when_sam_answers_and_not_when_a_door_opens(client):
    found = claim_against(client)
    client.get(address(found))
    (mine,) = claims_of_seller(SellerActor(found.seller_id)).disputes
    rules = {each["rule"]: each["due_at"] for each in newest(found).document["deadlines"]}
    assert mine.answer_by.isoformat() == rules["D2"] and mine.deadline_at == mine.answer_by
    assert rules["D5"] < rules["D2"]


def test_what_is_due_soon_has_a_tab_of_its_own(client):
    soon, later = several(client, 2)
    for each in (soon, later):
        client.get(address(each))
    Dispute.objects.filter(pk=soon.pk).update(deadline_at=timezone.now() + timedelta(hours=5))
    assert "Due within 24 hours 1" in words(client.get("/sellers"))
    page = words(client.get("/sellers?show=due_soon"))
    assert soon.number in page and later.number not in page


def test_filters_tell_turns_apart(client):
    mine, theirs = several(client, 2)
    do(theirs, buyer_of(theirs.order), "withdraw", {"withdraw_code": "arrived"})
    numbers = {each: client.get(f"/sellers?show={each}").content.decode() for each in ("your_turn", "done", "", "x")}
    assert mine.number in numbers["your_turn"] and theirs.number not in numbers["your_turn"]
    assert theirs.number in numbers["done"] and mine.number not in numbers["done"]
    assert mine.number in numbers[""] and theirs.number in numbers[""]
    assert mine.number in numbers["x"]


def test_several_are_accepted_at_once_after_a_page_with_the_money(client):
    made = several(client, 3)
    page = client.post("/sellers/claims/accept", {"claims": [each.number for each in made[:2]]})
    assert "60" not in words(page) and "Accept 2 claims" in words(page)
    assert all(newest(each).state == "wait_seller" for each in made)
    done = client.post("/sellers/claims/accept", hidden(page))
    assert "2 claims accepted" in words(done)
    assert [newest(each).state for each in made] == ["refund_pending", "refund_pending", "wait_seller"]
    assert "2 claims accepted" in words(client.post("/sellers/claims/accept", hidden(page)))
    assert newest(made[0]).events.filter(name="offer.accepted").count() == 1


def test_returns_ask_once_where_they_go(client):
    made = several(client, 2, solution="return_refund", amount="60.00")
    page = client.post("/sellers/claims/accept", {"claims": [each.number for each in made]})
    fields = hidden(page)
    assert client.post("/sellers/claims/accept", fields).status_code == 422
    done = client.post("/sellers/claims/accept", {**fields, "return_to": "platform_warehouse"})
    assert "2 claims accepted" in words(done) and newest(made[0]).state == "return_wait_ship"


def test_what_changed_meanwhile_is_left_and_said(client):
    made = several(client, 2)
    page = client.post("/sellers/claims/accept", {"claims": [each.number for each in made]})
    do(made[0], buyer_of(made[0].order), "withdraw", {"withdraw_code": "arrived"})
    done = words(client.post("/sellers/claims/accept", hidden(page)))
    assert "1 claim accepted" in done and "Not accepted" in done
    assert newest(made[0]).state == "withdrawn"


def test_goods_are_not_accepted_from_the_list(client):
    found = claim_against(client, solution="replacement")
    assert 'name="claims"' not in client.get("/sellers").content.decode()
    page = client.post("/sellers/claims/accept", {"claims": [found.number]})
    assert "have changed meanwhile" in words(page) and newest(found).state == "wait_seller"


def test_claims_of_another_seller_are_not_accepted(client):
    found = claim_against(client)
    fields = hidden(client.post("/sellers/claims/accept", {"claims": [found.number]}))
    sign_in(client, "s-9")
    assert "have changed meanwhile" in words(client.post("/sellers/claims/accept", {"claims": [found.number]}))
    assert "0 claims accepted" in words(client.post("/sellers/claims/accept", fields))
    client.post("/sellers/sign-out")
    assert client.post("/sellers/claims/accept", fields).status_code == 404
    assert newest(found).state == "wait_seller"


@pytest.mark.parametrize("tokens", [["x"], ["a|b|c|d|e|f"], []])
def test_forged_tokens_accept_nothing(client, tokens):
    claim_against(client)
    answer = client.post("/sellers/claims/accept", {"accepted": tokens, "key": "k"})
    assert answer.status_code in {200, 302} and "1 claim accepted" not in words(answer)


def test_fifty_claims_take_as_many_statements_as_five(client):
    several(client, 5)
    with CaptureQueriesContext(connection) as few:
        client.get("/sellers?show=")
    for _each in range(7):
        submitted(made=order())
    with CaptureQueriesContext(connection) as many:
        assert client.get("/sellers?show=").content.decode().count("claim-row") == 12
    assert len(many) == len(few)
