"""Every address of the installation, asked about a dispute by people who have no business there, and by its own sides.

Each private field carries a word of its own, a canary; whoever may not know it must not find it in anything they get.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from loket.api.tests.calling import server
from loket.api.tests.test_disputes import device_of
from loket.api.tests.test_messages import picture
from loket.desk.tests.waiting import signed_in
from loket.disputes.actions.acting import Wish, act
from loket.disputes.actions.evidence import Offered, lay_before
from loket.disputes.machine.codes import EvidenceKind
from loket.disputes.machine.commands import Action
from loket.disputes.models import Dispute
from loket.disputes.tests.dispute_shop import buyer_of, do, judge, seller_of, submitted
from loket.files.actions import store_for
from loket.files.tickets import holder_for
from loket.history.models import Event
from loket.lib import live
from loket.orders.tests.ledger_shop import order, staff
from loket.people.actions.keys import create_server_key
from loket.people.actors import SYSTEM
from loket.sellers.tests.stage import sign_in, sign_in_buyer
from loket.webhooks.actions.endpoints import make_endpoint
from loket.webhooks.actions.queueing import queue_event
from loket.webhooks.models import Delivery

pytestmark = pytest.mark.django_db

# Both sides know these, and nobody else.
SHARED = "canary-description"
BUYERS, SELLERS, HOUSE = "canary-of-the-buyer", "canary-of-the-seller", "canary-of-the-house"
BUYERS_FILE, SELLERS_FILE, ADDRESS = "canary-file-b", "canary-file-s", "canary-address@example.com"
PRIVATE = (SHARED, BUYERS, SELLERS, HOUSE, BUYERS_FILE, SELLERS_FILE, ADDRESS)
# What opens nothing: signing out, languages, things that other tests ask.
UNASKED = re.compile(r"sign-out|^static/|^language|/stop/|/preferences/|two-factor|password")
NOT_HERS = {302, 303, 400, 401, 403, 404, 405, 409, 413, 415, 422}


@dataclass
class Stage:
    """A dispute with a canary in every private field, and the addresses that lead to it."""

    dispute: Dispute
    items: dict[str, object] = field(default_factory=dict)

    @property
    def fills(self):
        """What stands for each part of an address."""
        made = self.dispute
        return {
            "dispute_id": str(made.pk),
            "number": made.number,
            "claim": made.number,
            "order_number": made.order.number,
            "item_id": str(self.items["b"].pk),
            "upload_id": str(self.items["b"].upload_id),
            "tag": "en",
            "form": "json",
            "format": "json",
            "kind": "listing",
            "step": "review",
            "action": "withdraw",
            "name": "withdraw",
            "conversation_id": str(uuid4()),
        }

    def traces(self):
        """What an outsider must not change."""
        now = Dispute.objects.get(pk=self.dispute.pk)
        return now.version, now.sequence, now.events.count(), now.evidence.count(), now.texts.count()


def wish(dispute, words, **more):
    newest = Dispute.objects.get(pk=dispute.pk)
    return Wish(Action.ADD, newest.version, {"text": words}, **more)


def hidden(dispute, by, name):
    upload = store_for(holder_for(by), SimpleUploadedFile(f"{name}.png", picture().read()))
    offered = Offered(upload.pk, EvidenceKind.PHOTO, note=f"{name} note", is_for_platform_only=True)
    return lay_before(dispute, [offered], by=by)[0]


@pytest.fixture
def stage():
    made = order()
    made.contact_email = ADDRESS
    made.save()
    dispute = submitted(made=made, text=f"{SHARED}: a alça rasgou.")
    bea, sam = buyer_of(made), seller_of(made)
    act(dispute.pk, wish(dispute, BUYERS, is_private=True), by=bea)
    act(dispute.pk, wish(dispute, SELLERS, is_private=True), by=sam)
    act(dispute.pk, wish(dispute, HOUSE, is_private=True), by=judge())
    items = {"b": hidden(dispute, bea, BUYERS_FILE), "s": hidden(dispute, sam, SELLERS_FILE)}
    return Stage(Dispute.objects.get(pk=dispute.pk), items)


def patterns(resolver=None, before=""):
    """Every address that Django knows, as (address with its parts in angle brackets)."""
    for each in (resolver or get_resolver()).url_patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each, here)
        elif isinstance(each, URLPattern):
            yield here.removeprefix("^").removesuffix("$")


def about(fills):
    """Addresses that lead to something of the dispute, or list disputes; filled in."""
    for address in sorted(set(patterns())):
        if UNASKED.search(address) or "(?" in address:
            continue
        parts = re.findall(r"<(?:\w+:)?(\w+)>", address)
        if set(parts) - set(fills) or not re.search("dispute|claim|problem|order|talk|seller|webhook", address):
            continue
        for name in ("number", "order_number") if "number" in parts and "order" in address else ("number",):
            filled = {**fills, "number": fills[name]}
            yield "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part, filled=filled: filled[part[1]], address), parts


def is_private(parts):
    return bool({"dispute_id", "claim", "item_id", "order_number", "number"} & set(parts))


@dataclass
class Asking:
    """Somebody with a browser or a secret."""

    client: Client
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, address):
        return self.client.get(address, headers=self.headers)

    def post(self, address, version):
        body = {"as": "buyer", "version": version, "confirmed": True, "text": "mine", "body": {"text": "mine"}}
        if address.startswith("/api/"):
            return self.client.post(address, json.dumps(body), content_type="application/json", headers=self.headers)
        return self.client.post(address, {**body, "body": "", "key": "k"}, headers=self.headers)


def another_seller():
    client = Client()
    sign_in(client, "s-other")
    return Asking(client)


def another_buyer():
    client = Client()
    sign_in_buyer(client, "olga")
    return Asking(client)


def an_editor():
    return Asking(signed_in(staff("Edith", "editor")))


def a_key(*scopes):
    made = create_server_key("Shop", scopes=list(scopes), by=SYSTEM)
    return Asking(Client(), {"Authorization": f"Bearer {made.secret}"})


def another_device():
    return Asking(Client(), {"Authorization": f"Bearer {device_of(order().customer).secret}"})


OUTSIDERS = {
    "nobody": lambda: Asking(Client()),
    "another buyer": another_buyer,
    "another seller": another_seller,
    "an editor": an_editor,
    "a key without the scope": lambda: a_key("conversations", "replies"),
    "another buyer's device": another_device,
}


def said(answer):
    """All that an answer tells, its headers too."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode("utf-8", "replace") + str(dict(answer.headers))


@pytest.mark.parametrize("who", OUTSIDERS)
def test_outsiders_learn_and_change_nothing(stage, who):
    asking, before = OUTSIDERS[who](), stage.traces()
    asked = 0
    for address, parts in about(stage.fills):
        for answer in (asking.get(address), asking.get(f"{address}?as=buyer"), asking.post(address, before[0])):
            told = said(answer)
            assert answer.status_code < 500, address
            assert not [each for each in PRIVATE if each in told], address
            if is_private(parts):
                assert answer.status_code in NOT_HERS, (address, answer.status_code)
            asked += 1
    assert stage.traces() == before
    assert asked > 60


def sides(stage):
    buyer, seller, shop = Client(), Client(), server(scopes=["disputes"])
    sign_in_buyer(buyer, stage.dispute.customer.external_id)
    sign_in(seller, "s-1")
    header = {"Authorization": f"Bearer {shop.secret}"}
    return {"buyer": (Asking(buyer), Asking(Client(), header)), "seller": (Asking(seller), Asking(Client(), header))}


@pytest.mark.parametrize(
    ("side", "hidden_words"),
    [
        ("buyer", (SELLERS, SELLERS_FILE, HOUSE)),
        ("seller", (BUYERS, BUYERS_FILE, HOUSE, ADDRESS)),
    ],
)
def test_a_side_finds_its_own_words_and_none_of_the_others(stage, side, hidden_words):
    browser, shop = sides(stage)[side]
    found = set()
    for address, _parts in about(stage.fills):
        asking, more = (shop, f"?as={side}") if address.startswith("/api/") else (browser, "")
        if address.startswith("/api/v1/orders"):
            continue
        told = said(asking.get(address + more))
        assert not [each for each in hidden_words if each in told], address
        found |= {each for each in PRIVATE if each in told}
    own = {"buyer": {BUYERS, BUYERS_FILE}, "seller": {SELLERS, SELLERS_FILE}}[side]
    assert found >= {SHARED, *own}


@pytest.mark.parametrize("side", ["b", "s"])
def test_a_file_for_the_platform_alone_stays_closed_to_the_other_side(stage, side):
    other = {"b": "seller", "s": "buyer"}[side]
    item = stage.items[side]
    browser, shop = sides(stage)[other]
    number = stage.dispute.number
    pages = {
        "seller": f"/sellers/claims/{number}/files/{item.pk}",
        "buyer": f"/en/my-disputes/{number}/files/{item.pk}",
    }
    assert browser.get(pages[other]).status_code == 404
    path = f"/api/v1/disputes/{stage.dispute.pk}/evidence/{item.pk}/file?as={other}"
    assert shop.get(path).status_code == 404


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
    body = {"solution": "refund", "amount": "1900.00", "liability": "seller", "rule_cited": "R1", "text": HOUSE}
    return do(dispute, judge(), "propose", body)


def read_by_sides(dispute):
    shop = server(scopes=["disputes"])
    return "".join(said(shop.get(f"/disputes/{dispute.pk}?as={side}")) for side in ("buyer", "seller"))


def test_reasons_wait_with_the_proposal_that_waits_for_a_second_person():
    dispute = in_review(order(lines=("2000.00",)))
    assert propose(dispute).state == "in_review"
    assert HOUSE not in read_by_sides(dispute) and "R1" not in read_by_sides(dispute)
    do(dispute, judge("Kim"), "send_back", {"text": "canary: which photo?"})
    assert "canary" not in read_by_sides(dispute)
    propose(dispute)
    assert do(dispute, judge("Kim"), "approve").state == "platform_offer"
    assert read_by_sides(dispute).count(HOUSE) == 2


def test_the_two_sides_never_learn_who_of_the_house_decides():
    dispute = in_review(order(lines=("2000.00",)))
    propose(dispute)
    do(dispute, judge("Kim"), "approve")
    told = read_by_sides(dispute)
    assert "staff:" not in told and judge().user.email not in told and "liability" in told
