from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from journeys.cast import actor, ada, edith, max_, olga, writes
from loket.assistant.models import AnswerTrace
from loket.conversations.access import notes_for, visible_to
from loket.conversations.queries import viewers_of
from loket.desk.tests.waiting import signed_in, waiting
from loket.history.models import Event
from loket.reception.actions import receive
from loket.reception.counter import take
from loket.surveys.models import Rating

pytestmark = pytest.mark.django_db

PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00"
    b"\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


def address(opened, rest=""):
    return f"/desk/conversations/{opened.conversation.pk}{rest}"


def now(opened):
    """The conversation as it stands now."""
    return visible_to(ada()).get(pk=opened.conversation.pk)


def reply(client, opened, text="On its way.", *, seen=None, external_id=None, uploads=()):
    seen = now(opened).last_sequence if seen is None else seen
    fields = {"text": text, "seen": seen, "external_id": external_id or str(uuid4()), "uploads": list(uploads)}
    return client.post(address(opened, "/replies"), fields)


def taken(text="Where is my refund?"):
    opened = waiting(text)
    take(opened.conversation.pk, by=ada())
    return opened, signed_in(ada())


def said_by(opened, sender):
    return [each.text for each in now(opened).messages.filter(sender=sender)]


def test_the_whole_way_from_the_queue_to_the_end():
    opened, client = waiting(), signed_in(ada())
    assert "Number 1 in line." in client.get(address(opened)).content.decode()
    assert client.post(address(opened, "/take")).status_code == 200
    assert reply(client, opened).status_code == 201
    assert client.post(address(opened, "/close")).status_code == 200
    assert now(opened).state == "closed"
    assert said_by(opened, "agent") == ["On its way."]


def test_opening_shows_everything_and_is_recorded():
    opened, client = waiting(), signed_in(ada())
    page = client.get(address(opened)).content.decode()
    assert "Where is my refund?" in page
    assert "The shop does not vouch for this person." in page
    client.get(address(opened))
    looks = Event.objects.filter(action="personal_data.seen", subject=opened.conversation.subject)
    assert [look.by for look in looks] == [ada().label]


def test_what_a_customer_writes_is_shown_as_text():
    opened = waiting("<script>alert(1)</script> https://example.org/x?a=1&b=2")
    page = signed_in(ada()).get(address(opened)).content.decode()
    assert "<script>alert" not in page
    assert 'href="https://example.org/x?a=1&amp;b=2"' in page


@pytest.mark.parametrize(
    "rest", ["", "/messages", "/state", "/viewers", "/uploads/11111111-2222-4333-8444-555555555555"]
)
def test_outsiders_see_nothing(rest):
    opened = waiting()
    assert Client().get(address(opened, rest)).status_code == 302
    assert signed_in(edith()).get(address(opened, rest)).status_code == 404


ACTS = ["replies", "notes", "take", "give-back", "put-back", "move", "close", "reopen", "typing", "leave", "uploads"]


@pytest.mark.parametrize("act", ACTS)
def test_outsiders_do_nothing(act):
    opened = waiting()
    before = now(opened).last_sequence
    assert Client().post(address(opened, f"/{act}")).status_code == 302
    assert signed_in(edith()).post(address(opened, f"/{act}")).status_code == 404
    assert signed_in(ada()).get(address(opened, f"/{act}")).status_code == 405
    assert now(opened).last_sequence == before
    assert now(opened).state == "queued"


@pytest.mark.parametrize("act", ACTS)
def test_acts_need_the_token_of_a_form(act):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada().user)
    assert client.post(address(waiting(), f"/{act}")).status_code == 403


def test_a_customer_sees_no_conversation_through_the_desk():
    opened = waiting()
    assert not visible_to(olga()).filter(pk=opened.conversation.pk).exists()
    assert not notes_for(actor(opened), opened.conversation).exists()


def test_a_stale_answer_is_stopped_and_shows_what_came():
    opened, client = taken()
    seen = now(opened).last_sequence
    receive(opened.conversation, writes("Never mind, it is here!"), by=actor(opened))
    response = reply(client, opened, "It was lost.", seen=seen)
    assert response.status_code == 409
    assert "Never mind, it is here!" in response.content.decode()
    assert said_by(opened, "agent") == []
    assert reply(client, opened, "Good to hear.").status_code == 201


def test_a_double_click_sends_once():
    opened, client = taken()
    key, seen = str(uuid4()), now(opened).last_sequence
    assert reply(client, opened, seen=seen, external_id=key).status_code == 201
    assert reply(client, opened, seen=seen, external_id=key).status_code == 201
    assert said_by(opened, "agent") == ["On its way."]


def test_of_two_who_take_at_once_one_is_told():
    opened = waiting()
    signed_in(ada()).post(address(opened, "/take"))
    response = signed_in(max_()).post(address(opened, "/take"))
    assert response.status_code == 409
    assert "Ada was faster" in response.content.decode()
    assert now(opened).agent == ada().user


def test_taking_over_needs_a_yes():
    opened, _client = taken()
    assert signed_in(max_()).post(address(opened, "/take"), {"take_over": "yes"}).status_code == 200
    assert now(opened).agent == max_().user


def test_only_its_owner_answers():
    opened = waiting()
    refusal = reply(signed_in(ada()), opened)
    assert refusal.status_code == 409
    assert "Take the conversation" in refusal.content.decode()
    take(opened.conversation.pk, by=ada())
    assert "Ada has this conversation" in reply(signed_in(max_()), opened).content.decode()
    assert said_by(opened, "agent") == []


@pytest.mark.parametrize("act", ["close", "give-back", "put-back"])
def test_a_colleagues_conversation_is_left_to_them(act):
    opened, _client = taken()
    response = signed_in(max_()).post(address(opened, f"/{act}"))
    assert response.status_code == 409
    assert now(opened).agent == ada().user


def test_notes_stand_in_their_place_and_only_for_staff():
    opened, client = taken()
    assert client.post(address(opened, "/notes"), {"text": "Bank was called."}).status_code == 201
    reply(client, opened, "The bank has it.")
    page = client.get(address(opened)).content.decode()
    assert page.index("Bank was called.") < page.index("The bank has it.")
    assert said_by(opened, "agent") == ["The bank has it."]


def test_giving_back_putting_back_and_reopening():
    opened, client = taken()
    assert client.post(address(opened, "/put-back"), {"team": "english"}).status_code == 200
    assert now(opened).state == "queued"
    client.post(address(opened, "/take"))
    client.post(address(opened, "/give-back"))
    assert now(opened).owner == "assistant"
    client.post(address(opened, "/close"))
    client.post(address(opened, "/reopen"))
    assert (now(opened).state, now(opened).agent) == ("agent", ada().user)


BAD = [{"text": ""}, {"text": "x" * 10_001}, {"external_id": "!"}, {"seen": "-1"}, {"seen": "x"}, {"uploads": ["x"]}]


@pytest.mark.parametrize("field", BAD)
def test_bad_answers_are_refused_with_words(field):
    opened, client = taken()
    fields = {"text": "Hello", "seen": now(opened).last_sequence, "external_id": str(uuid4()), **field}
    response = client.post(address(opened, "/replies"), fields)
    assert response.status_code == 422
    assert response.content
    assert said_by(opened, "agent") == []


@pytest.mark.parametrize("text", ["", " ", "x" * 10_001])
def test_bad_notes_are_refused_with_words(text):
    opened, client = taken()
    assert client.post(address(opened, "/notes"), {"text": text}).status_code == 422


def test_a_file_goes_out_with_the_answer_and_is_shown():
    opened, client = taken()
    upload = client.post(address(opened, "/uploads"), {"file": SimpleUploadedFile("lid.png", PICTURE)})
    assert upload.status_code == 201
    key = upload.json()["id"]
    assert client.get(address(opened, f"/uploads/{key}")).status_code == 404
    assert reply(client, opened, "", uploads=[key]).status_code == 201
    assert client.get(address(opened, f"/uploads/{key}")).status_code == 200
    assert f"/uploads/{key}" in client.get(address(opened)).content.decode()


def test_other_files_are_refused_with_a_reason():
    opened, client = taken()
    response = client.post(address(opened, "/uploads"), {"file": SimpleUploadedFile("a.png", b"#!/bin/sh\necho")})
    assert response.status_code == 422
    assert "screenshot" in response.json()["error"]


def test_earlier_messages_come_page_by_page():
    opened, client = taken()
    for number in range(60):
        receive(opened.conversation, writes(f"line {number}."), by=actor(opened))
    page = client.get(address(opened)).content.decode()
    assert "line 59." in page
    assert "Where is my refund?" not in page
    first = now(opened).last_sequence - 49
    earlier = client.get(address(opened, "/messages"), {"before": first}).content.decode()
    assert "Where is my refund?" in earlier
    assert "line 59." not in earlier


def test_what_is_new_is_fetched_by_key_alone():
    opened, client = taken()
    after = now(opened).last_sequence
    receive(opened.conversation, writes("One more thing"), by=actor(opened))
    fresh = client.get(address(opened, "/messages"), {"after": after, "after_note": 0}).content.decode()
    assert "One more thing" in fresh
    assert "Where is my refund?" not in fresh


def test_colleagues_who_look_are_named():
    opened, client = taken()
    signed_in(max_()).get(address(opened))
    assert "Max is looking" in client.get(address(opened, "/viewers")).content.decode()
    signed_in(max_()).post(address(opened, "/typing"), {"mode": "note"})
    assert "Max is writing" in client.get(address(opened, "/viewers")).content.decode()
    signed_in(max_()).post(address(opened, "/leave"))
    assert viewers_of(opened.conversation.pk, except_user=ada().user) == []


def test_why_and_rating_are_shown():
    opened, client = taken()
    data = {"candidates": [{"article": "refund-time", "confidence": 0.41}], "answer_at": 0.62, "engines": ["use"]}
    AnswerTrace.objects.create(
        conversation=opened.conversation, after_sequence=1, decision="hand_over", reason="does_not_know", data=data
    )
    Rating.objects.create(conversation=opened.conversation, episode=1, score=2, reasons=["slow"], comment="Too long")
    page = client.get(address(opened)).content.decode()
    for words in ("Brought a person because it does not know", "Why a person?", "2 of 5", "Too long"):
        assert words in page


def test_statements_do_not_grow_with_messages(django_assert_max_num_queries):
    opened, client = taken()
    client.get(address(opened))
    for number in range(30):
        receive(opened.conversation, writes(f"line {number}"), by=actor(opened))
    with django_assert_max_num_queries(24):
        client.get(address(opened))


def test_away_is_kept_and_shown():
    client = signed_in(ada())
    assert (
        "You are away"
        in client.post("/desk/presence", {"away": "yes"}, headers={"HX-Request": "true"}).content.decode()
    )
    assert "Away" in client.get("/desk").content.decode()
    client.post("/desk/presence", {"away": "no"})
    ada().user.refresh_from_db()
    assert ada().user.away_since is None


@pytest.mark.parametrize(
    ("reason", "flow", "step", "why"),
    [
        ("put_back", "", "", "Put back by a colleague"),
        ("abuse_or_distress", "", "", "Abuse or distress"),
        ("guided", "account_access", "taken_over", "Account taken over?"),
        ("new_reason", "", "", "Cannot wait"),
    ],
)
def test_an_urgent_case_says_so_with_its_reason(reason, flow, step, why):
    opened, client = waiting(), signed_in(ada())
    assert "why-urgent" not in client.get(address(opened, "/state")).content.decode()
    opened.conversation.queue_entries.update(urgent=True, reason=reason)
    visible_to(ada()).filter(pk=opened.conversation.pk).update(flow=flow, flow_step=step)
    head = client.get(address(opened, "/state")).content.decode().split("</header>")[0]
    assert "badge--danger" in head
    assert why in head
    client.post(address(opened, "/take"))
    assert "why-urgent" not in client.get(address(opened, "/state")).content.decode()
