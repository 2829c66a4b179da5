from __future__ import annotations

import json
from dataclasses import asdict, dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from journeys.cast import actor, ada, ana, bea, olga, writes
from loket.assistant.models import AnswerTrace
from loket.conversations.access import find_customer_for, holder_of_token, visible_to
from loket.conversations.actions.erasure import preview_erasure
from loket.conversations.actions.inbound import Opening
from loket.conversations.actions.replies import add_note
from loket.files import storage
from loket.files.actions import store_upload
from loket.files.models import Upload
from loket.history.models import Event
from loket.orders.actions.ledger import Request, ask_for
from loket.orders.actions.talking import put_talk
from loket.orders.tests.documents import stored
from loket.people.access import NotVisible
from loket.people.actors import NOBODY, SYSTEM, ServerActor
from loket.people.identity import Identity
from loket.reception.actions import Opened, open_chat, receive, take_turn
from loket.reception.personal_data import erase_personal_data, export_personal_data
from loket.surveys.actions import rate
from loket.surveys.models import Rating

pytestmark = pytest.mark.django_db

CANARY = "kumquat"
PERSON = Identity(f"{CANARY}-17", "customer", f"Bea {CANARY}", f"{CANARY}@mail.example", f"+55 {CANARY}", "en")


@dataclass
class Case:
    """Bea's conversation, with something of hers in every place that can hold it."""

    opened: Opened
    upload: Upload

    @property
    def customer(self):
        return self.opened.conversation.customer

    def erase(self):
        erase_personal_data(self.customer, by=SYSTEM)


@pytest.fixture
def case():
    opening = Opening(language="en", page_language="en", time_zone="America/Recife")
    opened = open_chat(opening, identity=PERSON, by=NOBODY)
    subject = opened.conversation.subject
    upload = store_upload(SimpleUploadedFile(f"{CANARY}.pdf", b"%PDF-1.4\n1 0 obj\nendobj\n%%EOF"), scope=subject)
    store_upload(SimpleUploadedFile(f"{CANARY}-unsent.pdf", b"%PDF-1.4\n2 0 obj\nendobj\n%%EOF"), scope=subject)
    told = writes(f"My {CANARY} has not arrived", uploads=(upload.pk,), external_id=f"{CANARY}-m1")
    receive(opened.conversation, told, by=actor(opened))
    take_turn(opened.conversation.pk)
    AnswerTrace.objects.filter(conversation=opened.conversation).update(data={"understood": CANARY})
    add_note(opened.conversation.pk, f"She says {CANARY}", by=ada())
    has_ordered()
    rate(opened.conversation, score=2, reasons=["slow"], comment=f"Bad {CANARY}", by=actor(opened))
    return Case(opened, upload)


def has_ordered():
    """An order of hers, changed once so that its history names her too, with a parcel that is to go elsewhere."""
    told = {
        "buyer__external_id": PERSON.subject,
        "buyer__name": PERSON.name,
        "buyer__email": PERSON.email,
        "ship_to__name": PERSON.name,
        "state": "paid",
        "shipments": [],
        "gift_note": f"for {CANARY}",
    }
    stored(**told)
    order = stored(**told | {"ship_to__city": CANARY})
    address = {"address": {"lines": [f"{CANARY} street 1", "Recife"]}}
    ask_for(order, Request("change_address", "changed_mind", details=address), key="address", by=ada())
    said = {"external_id": "m-1", "sender": "buyer", "text": f"my {CANARY}", "sent_at": "2026-10-05T10:00:00Z"}
    put_talk(order, {"messages": [said | {"device": CANARY}]}, by=SYSTEM)


def places_with(word):
    """Every table in which a row holds the word, in whatever column."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        found = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" AS whole WHERE whole::text ILIKE %s', [f"%{word}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_an_export_holds_all_that_is_kept(case):
    data = asdict(export_personal_data(case.customer, by=SYSTEM))
    text = json.dumps(data, default=str)
    for part in (PERSON.name, PERSON.email, "has not arrived", f"{CANARY}.pdf", "She says", "Bad"):
        assert part in text
    assert data["conversations"][0]["number"] == case.opened.conversation.number
    assert data["ratings"][0]["score"] == 2
    assert data["orders"][0]["ship_to"]["city"] == CANARY
    assert data["talks"][0]["lines"][0]["text"] == f"my {CANARY}"
    assert Event.objects.filter(action="customer.exported").exists()


def test_an_export_holds_nothing_of_anybody_else(case):
    other = bea()
    receive(other.conversation, writes("Olga's own words"), by=actor(other))
    assert "Olga's own words" not in str(export_personal_data(case.customer, by=SYSTEM))


def test_nothing_of_her_words_is_left_in_any_table(case):
    assert len(places_with(CANARY)) >= 6
    case.erase()
    assert places_with(CANARY) == []


def test_her_files_are_gone_from_the_disk(case, django_capture_on_commit_callbacks):
    path = storage.path_of(case.upload.sha256)
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        case.erase()
    assert not path.exists()
    assert not Upload.objects.exists()


def test_numbers_times_and_scores_stay(case):
    before = visible_to(ada()).get(pk=case.opened.conversation.pk)
    case.erase()
    after = visible_to(ada()).get(pk=before.pk)
    assert (after.number, after.last_sequence, after.created_at) == (
        before.number,
        before.last_sequence,
        before.created_at,
    )
    assert after.messages.count() == before.last_sequence
    assert Rating.objects.get().score == 2
    assert AnswerTrace.objects.filter(conversation=before).exists()


def test_an_open_conversation_is_closed_first(case):
    assert preview_erasure(case.customer).open_conversations == 1
    case.erase()
    assert visible_to(ada()).get(pk=case.opened.conversation.pk).is_closed
    assert Event.objects.filter(action="customer.erased", subject=f"customer:{case.customer.pk}").exists()


def test_nobody_reaches_an_erased_person_by_token_or_key(case):
    case.erase()
    with pytest.raises(NotVisible):
        holder_of_token(case.opened.token)
    server = ServerActor(case.customer.pk, "shop", ("conversations",))
    assert not visible_to(server).filter(pk=case.opened.conversation.pk).exists()


def test_the_same_shop_account_begins_anew(case):
    case.erase()
    opening = Opening(language="en", page_language="en")
    again = open_chat(opening, identity=PERSON, by=NOBODY)
    assert again.conversation.customer_id != case.customer.pk


def test_somebody_elses_conversation_is_untouched(case):
    other = bea()
    receive(other.conversation, writes("Olga's own words"), by=actor(other))
    case.erase()
    assert "conversations_message" in places_with("Olga's own words")
    assert holder_of_token(other.token).conversation.pk == other.conversation.pk


@pytest.mark.parametrize("name", ["external_id", "id", "number", "written number"])
def test_a_customer_is_found_by_whatever_one_knows(case, name):
    number = case.opened.conversation.number
    texts = {
        "external_id": PERSON.subject,
        "id": str(case.customer.pk),
        "number": number,
        "written number": f"{number[:4]}-{number[4:]}".lower(),
    }
    assert find_customer_for(SYSTEM, texts[name]).pk == case.customer.pk


def test_only_the_house_itself_looks_people_up_so(case):
    for member in (ada(), ana(), olga(), NOBODY):
        with pytest.raises(NotVisible):
            find_customer_for(member, PERSON.subject)
