"""Disputes by API: opened, answered and ended by a shop's server, read by the buyer's own device."""

from __future__ import annotations

import jsonschema_rs
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from loket.api.tests.calling import Caller, nobody, server
from loket.api.tests.test_messages import picture
from loket.conversations.actions.inbound import Opening, issue_token, open_conversation
from loket.disputes.models import Dispute, DisputeEvent, EvidenceItem
from loket.disputes.tests.dispute_shop import CLAIM, draft, submitted
from loket.files.actions import store_for
from loket.files.tickets import holder_for
from loket.history.models import Event
from loket.orders.tests.ledger_shop import order
from loket.people.actors import CustomerActor, ServerActor
from loket.people.models import ServerKey

pytestmark = pytest.mark.django_db
ANSWER = {"refusal": "as_described", "text": "It is as shown."}


@pytest.fixture
def shop():
    return server(scopes=["disputes"])


def sent_by(key):
    holder = holder_for(ServerActor(key.pk, key.name, tuple(key.scopes)))
    return store_for(holder, SimpleUploadedFile("a.png", picture().read()))


def claim(made, **more):
    return {"order": made.number, "lines": [1], "body": CLAIM, "confirmed": True, **more}


def test_a_server_opens_a_claim_for_a_buyer(shop):
    answer = shop.post("/disputes", claim(order()), key="k1")
    said = answer.json()
    assert (answer.status_code, said["state"], said["turn"]) == (201, "wait_seller", ["seller"])
    assert said["viewer"] == "buyer"
    assert said["asked"] == {"kind": "refund", "amount": "20.00"} and said["deadline"]["rule"] == "told"
    assert shop.post("/disputes", claim(order()), key="k1").status_code == 422
    assert Dispute.objects.count() == 1
    assert Event.objects.get(action="dispute.spoken_for").by.startswith("server:")


def test_a_repeat_opens_nothing_twice(shop):
    made = order()
    first, again = (shop.post("/disputes", claim(made), key="same") for _each in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]
    assert shop.post("/disputes", claim(made)).json()["code"] == "line_in_dispute"


def test_a_refused_claim_stores_nothing(shop):
    answer = shop.post("/disputes", claim(order(), body={**CLAIM, "amount": "99999.00"}))
    assert (answer.status_code, answer.json()["code"]) == (409, "amount_above_cap")
    unconfirmed = shop.post("/disputes", claim(order(), confirmed=False))
    assert unconfirmed.json()["code"] == "needs_confirmation"
    missing = shop.post("/disputes", claim(order(), body={"reason": "snad_quality"}))
    assert missing.status_code == 422 and missing.json()["errors"][0]["field"] == "text"
    assert not Dispute.objects.exists()


def test_a_draft_waits_for_the_buyer(shop):
    said = shop.post("/disputes", claim(order(), draft=True, attach_talk=True)).json()
    assert said["state"] == "draft" and [each["name"] for each in said["available_actions"]] == ["submit", "add"]
    assert shop.get(f"/disputes/{said['id']}?as=seller").status_code == 404


def test_the_seller_answers_by_the_server_and_the_versions_are_kept(shop):
    dispute = submitted()
    path = f"/disputes/{dispute.pk}"
    seen = shop.get(f"{path}?as=seller").json()
    assert {"accept", "refuse", "counter"} <= {each["name"] for each in seen["available_actions"]}
    wish = {"as": "seller", "version": seen["version"], "body": ANSWER}
    answer = shop.post(f"{path}/refuse", wish)
    assert (answer.status_code, answer.json()["state"], answer.json()["viewer"]) == (200, "wait_buyer", "seller")
    stale = shop.post(f"{path}/refuse", wish)
    assert (stale.status_code, stale.json()["code"]) == (409, "stale_version")


def test_the_schemas_of_the_actions_say_what_is_taken(shop):
    dispute = submitted()
    actions = shop.get(f"/disputes/{dispute.pk}?as=seller").json()["available_actions"]
    refuse = next(each for each in actions if each["name"] == "refuse")
    validator = jsonschema_rs.validator_for(refuse["body_schema"])
    assert validator.is_valid(ANSWER)
    assert not validator.is_valid({**ANSWER, "refusal": "because"}) and not validator.is_valid({"strange": 1})
    accept = next(each for each in actions if each["name"] == "accept")
    assert accept["confirm"] is True


def test_evidence_that_the_server_uploaded_comes_along(shop):
    dispute = submitted()
    upload = sent_by(ServerKey.objects.get())
    body = {"as": "seller", "version": dispute.version, "body": ANSWER}
    files = [{"upload": str(upload.pk), "kind": "photo", "note": "As packed."}]
    answer = shop.post(f"/disputes/{dispute.pk}/refuse", {**body, "files": files})
    assert answer.status_code == 200, answer.content
    (item,) = answer.json()["evidence"]
    assert (item["own"], item["original"], item["note"]) == (True, True, "As packed.")
    assert EvidenceItem.objects.get().submitted_in == "wait_seller"
    assert shop.get(item["file"]["url"].removeprefix("/api/v1")).status_code == 200
    # The other side gets the cleaned copy alone.
    buyers = shop.get(f"/disputes/{dispute.pk}?as=buyer").json()["evidence"]
    assert (buyers[0]["own"], buyers[0]["original"]) == (False, False)


def test_files_that_somebody_else_uploaded_are_not_taken(shop):
    dispute = submitted()
    other = server(scopes=["disputes"])
    upload = sent_by(ServerKey.objects.latest("created_at"))
    files = [{"upload": str(upload.pk), "kind": "photo"}]
    path = f"/disputes/{dispute.pk}/evidence"
    assert shop.post(path, {"as": "seller", "files": files}).status_code == 422
    assert DisputeEvent.objects.filter(dispute=dispute, name="evidence.received").count() == 0
    assert other.post(path, {"as": "seller", "files": files}).status_code == 200


def device_of(customer):
    opening = Opening(language="pt-BR", page_language="pt-BR")
    conversation = open_conversation(customer, opening, by=CustomerActor(customer.pk))
    return Caller(issue_token(conversation))


def test_the_buyers_device_reads_and_acts_on_her_own_alone(shop):
    dispute, other = submitted(), submitted(made=order())
    bea = device_of(dispute.customer)
    said = bea.get(f"/disputes/{dispute.pk}").json()
    assert (said["viewer"], said["liability"]) == ("buyer", "")
    assert [each["id"] for each in bea.get("/disputes").json()["items"]] == [str(dispute.pk)]
    wish = {"version": said["version"], "confirmed": True, "body": {"withdraw_code": "arrived"}}
    assert bea.get(f"/disputes/{dispute.pk}?as=seller").status_code == 404
    assert bea.get(f"/disputes/{other.pk}").status_code == 404
    assert bea.post(f"/disputes/{other.pk}/withdraw", wish).status_code == 404
    assert bea.post(f"/disputes/{dispute.pk}/withdraw", wish).json()["state"] == "withdrawn"


def test_lists_go_on_by_next_and_know_sides(shop):
    claims = [submitted() for _each in range(3)]
    seller = claims[0].seller.external_id
    first = shop.get(f"/disputes?seller={seller}&state=your_turn&limit=2").json()
    rest = shop.get(f"/disputes?seller={seller}&state=your_turn&limit=2&after={first['next']}").json()
    listed = {each["id"] for each in first["items"] + rest["items"]}
    assert listed == {str(each.pk) for each in claims} and rest["next"] is None
    buyer = claims[1].customer.external_id
    assert [each["id"] for each in shop.get(f"/disputes?buyer={buyer}").json()["items"]] == [str(claims[1].pk)]
    assert shop.get("/disputes?seller=nobody").status_code == 404
    assert shop.get("/disputes?after=%20x").status_code == 422


@pytest.mark.parametrize("scopes", [("conversations", "replies", "orders"), ()])
def test_a_key_without_the_scope_learns_nothing(scopes):
    dispute, other = submitted(), server(scopes=list(scopes))
    for answer in (
        other.get("/disputes"),
        other.get(f"/disputes/{dispute.pk}?as=buyer"),
        other.post("/disputes", claim(dispute.order)),
        other.post(f"/disputes/{dispute.pk}/withdraw", {"as": "buyer", "version": 1}),
        other.get("/webhooks") if not scopes else other.get("/disputes"),
    ):
        assert answer.status_code == 403
    assert nobody().get(f"/disputes/{dispute.pk}").status_code == 401


def test_a_server_says_for_whom_it_speaks(shop):
    dispute = submitted()
    answer = shop.get(f"/disputes/{dispute.pk}")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "as")
    assert shop.get(f"/disputes/{dispute.pk}?as=senior").status_code == 422
    assert shop.post(f"/disputes/{dispute.pk}/fly", {"as": "buyer", "version": 1}).status_code == 404


def test_what_is_shown_is_told(shop):
    dispute = submitted()
    path = f"/disputes/{dispute.pk}?as=seller"
    assert shop.get(path).json()["deadline"]["rule"] == "told"
    assert "D2" in {each["rule"] for each in shop.get(f"{path}&shown=true").json()["deadlines"]}


def test_drafts_of_others_stay_with_their_buyer(shop):
    begun = draft()
    assert shop.get(f"/disputes/{begun.pk}?as=seller").status_code == 404
    assert shop.get(f"/disputes/{begun.pk}?as=buyer").json()["state"] == "draft"
