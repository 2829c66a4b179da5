"""Every address of the installation, asked about a dispute by people who have no business there, and by its own sides.

Each private field carries a word of its own, a canary; whoever may not know it must not find it in anything they get.
"""

from __future__ import annotations

import json

import pytest
from django.utils.module_loading import import_string

from journeys.private_claims import (
    ADDRESS,
    BUYERS,
    BUYERS_CAMERA,
    BUYERS_FILE,
    HOUSE,
    OUTSIDERS,
    PRIVATE,
    SELLERS,
    SELLERS_CAMERA,
    SELLERS_FILE,
    SHARED,
    Asking,
    addresses,
    is_private,
    said,
    set_stage,
    sides,
    told_by_pdf,
    wish,
)
from loket.api.tests.calling import server
from loket.config.waiting import TOPIC_FEEDS
from loket.desk.tests.waiting import signed_in
from loket.disputes.actions.acting import act
from loket.disputes.actions.storing import TOPIC, topic_of_claims, topic_of_dispute
from loket.disputes.machine.codes import Role
from loket.disputes.machine.commands import Action
from loket.disputes.machine.transitions import TABLE
from loket.disputes.tests.dispute_shop import buyer_of, do, judge, seller_of, submitted
from loket.history.models import Event
from loket.lib import live
from loket.orders.tests.ledger_shop import ada, order
from loket.people.actors import SYSTEM
from loket.webhooks.actions.endpoints import make_endpoint
from loket.webhooks.actions.queueing import queue_event
from loket.webhooks.models import Delivery

pytestmark = pytest.mark.django_db
NOT_HERS = {302, 303, 400, 401, 403, 404, 405, 409, 413, 415, 422}
# What somebody at the desk who may not decide can do all the same.
AGENTS = {each.name for each in TABLE if Role.AGENT in each.roles}


@pytest.fixture
def stage():
    return set_stage()


@pytest.mark.parametrize("who", OUTSIDERS)
def test_outsiders_learn_and_change_nothing(stage, who):
    asking, before = OUTSIDERS[who](), stage.traces()
    asked = 0
    for address, parts in addresses(stage.fills):
        for answer in (asking.get(address), asking.get(address, **{"as": "buyer"}), asking.post(address, before[0])):
            told = said(answer)
            assert answer.status_code < 500, address
            assert not [each for each in PRIVATE if each in told], address
            if is_private(parts):
                assert answer.status_code in NOT_HERS, (address, answer.status_code)
            asked += 1
    assert stage.traces() == before
    assert asked > 100


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_stream_tells_outsiders_that_anything_changed(stage, who, monkeypatch):
    topics = (topic_of_dispute(stage.dispute.pk), topic_of_claims(stage.dispute.seller_id), TOPIC)
    asked = {**OUTSIDERS[who]().scope, "query_string": f"topics={','.join(topics)}".encode()}
    own = {topic_of_claims(stage.dispute.seller_id)} if who == "a letter to another seller" else set()
    for room in TOPIC_FEEDS.values():
        # A stream's thread lets go of its connection; the test's own holds all that was set up.
        monkeypatch.setattr(f"{room}.close_old_connections", lambda: None)
        assert import_string(f"{room}._authorise")(dict(asked)) <= own, room


HIDDEN = {
    "buyer": (SELLERS, SELLERS_FILE, SELLERS_CAMERA, HOUSE),
    "seller": (BUYERS, BUYERS_FILE, BUYERS_CAMERA, HOUSE, ADDRESS),
}
OWN = {"buyer": {BUYERS, BUYERS_FILE, BUYERS_CAMERA}, "seller": {SELLERS, SELLERS_FILE, SELLERS_CAMERA}}


@pytest.mark.parametrize("side", HIDDEN)
def test_a_side_finds_its_own_words_and_none_of_the_others(stage, side):
    browser, shop = sides(stage)[side]
    found, printed = set(), 0
    for address, _parts in addresses(stage.fills):
        asking, more = (shop, {"as": side}) if address.startswith("/api/") else (browser, {})
        if address.startswith("/api/v1/orders"):
            continue
        for query in (more, {**more, "small": "1"}) if "file" in address else (more,):
            answer = asking.get(address, **query)
            told = said(answer)
            assert not [each for each in HIDDEN[side] if each in told], address
            found |= {each for each in PRIVATE if each in told}
            printed += answer.headers.get("Content-Type") == "application/pdf"
    assert found >= {SHARED, *OWN[side]}
    # In the browser, and by the shop's server.
    assert printed == 2


def test_what_a_side_prints_holds_its_own_words_and_no_camera(stage):
    for side in HIDDEN:
        browser, _shop = sides(stage)[side]
        door = {"buyer": "/en/my-disputes", "seller": "/sellers/claims"}[side]
        told = told_by_pdf(browser.get(f"{door}/{stage.dispute.number}/record.pdf").content)
        assert {each for each in PRIVATE if each in told} == {SHARED, *OWN[side]} - {BUYERS_CAMERA, SELLERS_CAMERA}


def test_those_who_decide_print_everything_but_what_cameras_noted(stage):
    desk = Asking(signed_in(judge()))
    told = told_by_pdf(desk.get(f"/desk/disputes/{stage.dispute.number}/record.pdf").content)
    assert {each for each in PRIVATE if each in told} == {SHARED, BUYERS, SELLERS, HOUSE, BUYERS_FILE, SELLERS_FILE}


def test_no_small_picture_carries_what_its_camera_noted(stage):
    desk = Asking(signed_in(judge()))
    for item in stage.items:
        answer = desk.get(f"/desk/disputes/{stage.dispute.number}/evidence/{item.pk}", small="1")
        assert answer.headers["Content-Type"] == "image/webp"
        assert "canary" not in said(answer).replace(str(answer.headers["Content-Disposition"]), "")


@pytest.mark.parametrize("side", ["b", "s"])
def test_a_file_for_the_platform_alone_stays_closed_to_the_other_side(stage, side):
    other = {"b": "seller", "s": "buyer"}[side]
    item = stage.hidden[side]
    browser, shop = sides(stage)[other]
    number = stage.dispute.number
    pages = {
        "seller": f"/sellers/claims/{number}/files/{item.pk}",
        "buyer": f"/en/my-disputes/{number}/files/{item.pk}",
    }
    assert browser.get(pages[other]).status_code == 404
    path = f"/api/v1/disputes/{stage.dispute.pk}/evidence/{item.pk}/file?as={other}"
    assert shop.get(path).status_code == 404


def test_whoever_answers_customers_reads_a_dispute_but_decides_nothing():
    dispute = in_review(order(lines=("2000.00",)))
    desk, page = Asking(signed_in(ada())), f"/desk/disputes/{dispute.number}"
    before = list(dispute.events.values_list("sequence", flat=True))
    assert all(desk.get(f"{page}{more}").status_code == 200 for more in ("", "/record.pdf", "/record.json"))
    body = {"solution": "refund", "amount": "1.00", "liability": "seller", "rule_cited": "R1", "text": "Mine.",
            "step": "confirm", "version": dispute.version, "key": "k"}  # fmt: skip
    refused = [each for each in Action if each not in AGENTS]
    for name in refused:
        assert desk.client.post(f"{page}/actions/{name}", body).status_code in NOT_HERS, name
    assert {"take", "propose", "approve", "send_back", "decide_appeal"} <= set(refused)
    assert list(dispute.events.values_list("sequence", flat=True)) == before


def test_webhooks_and_live_news_carry_no_words(stage, monkeypatch):
    heard = []
    monkeypatch.setattr(live, "publish", lambda *told: heard.append(told))
    make_endpoint("https://shop.example/loket", by=SYSTEM)
    act(stage.dispute.pk, wish(stage.dispute, f"{BUYERS} again", is_private=True), by=buyer_of(stage.dispute.order))
    for event in Event.objects.filter(subject=stage.dispute.subject).order_by("pk"):
        queue_event(event.pk)
    bodies = json.dumps(list(Delivery.objects.values_list("document", flat=True)))
    assert stage.dispute.number in bodies and heard
    history = json.dumps(list(Event.objects.filter(subject=stage.dispute.subject).values_list("data", flat=True)))
    for told in (bodies, repr(heard), history):
        assert "canary" not in told and "Bea" not in told


def in_review(made):
    """A claim that was escalated and taken."""
    dispute = submitted(made=made, amount="1900.00")
    do(dispute, seller_of(made), "refuse", {"refusal": "as_described", "text": "As shown."})
    do(dispute, buyer_of(made), "ask_platform")
    return do(dispute, judge(), "take")


def propose(dispute):
    body = {"solution": "refund", "amount": "1900.00", "liability": "seller", "rule_cited": "own-rule", "text": HOUSE}
    return do(dispute, judge(), "propose", body)


def read_by_sides(dispute):
    """What both sides get of it, as data and on paper."""
    shop = server(scopes=["disputes"])
    pages = (f"/disputes/{dispute.pk}?as={{}}", f"/disputes/{dispute.pk}/record?format=pdf&as={{}}")
    return "".join(said(shop.get(page.format(side))) for page in pages for side in ("buyer", "seller"))


def test_reasons_wait_with_the_proposal_that_waits_for_a_second_person():
    dispute = in_review(order(lines=("2000.00",)))
    assert propose(dispute).state == "in_review"
    assert HOUSE not in read_by_sides(dispute) and "own-rule" not in read_by_sides(dispute)
    do(dispute, judge("Kim"), "send_back", {"text": "canary: which photo?"})
    assert "canary" not in read_by_sides(dispute)
    propose(dispute)
    assert do(dispute, judge("Kim"), "approve").state == "platform_offer"
    assert read_by_sides(dispute).count(HOUSE) == 4


def test_the_two_sides_never_learn_who_of_the_house_decides():
    dispute = in_review(order(lines=("2000.00",)))
    propose(dispute)
    do(dispute, judge("Kim"), "approve")
    told = read_by_sides(dispute)
    assert "staff:" not in told and judge().user.email not in told and "liability" in told
    assert "Kim" not in told
