from __future__ import annotations

from uuid import uuid4

import pytest

from journeys.cast import ada, bea, max_, sends, team
from loket.conversations.actions.closures import close
from loket.conversations.actions.handovers import hand_over_locked, take_locked
from loket.conversations.actions.locking import NotYourTurn, Stale, locked
from loket.conversations.actions.replies import Words, add_note, post_reply
from loket.conversations.models import Conversation, Message, Note
from loket.files.actions import UploadNotFound
from loket.people.actors import ASSISTANT, SYSTEM, ServerActor

pytestmark = pytest.mark.django_db

SERVER = ServerActor(uuid4(), "shop", ("conversations",))


def words(text="here you are", **fields):
    return Words(text=text, language="en", **fields)


def asked():
    opened = bea()
    sends(opened.conversation, "hello")
    return opened.conversation.pk


def queued():
    conversation_id = asked()
    hand_over_locked(locked(conversation_id), reason="asked_for_person", team=team(), by=SYSTEM)
    return conversation_id


def taken_by(agent):
    conversation_id = queued()
    take_locked(locked(conversation_id), by=agent)
    return conversation_id


def test_the_agent_who_has_it_answers_under_their_first_name():
    conversation_id = taken_by(ada())
    message = post_reply(conversation_id, words(), by=ada())
    conversation = Conversation.objects.get(pk=conversation_id)
    assert (message.sender, message.name, message.sequence) == ("agent", "Ada", 2)
    assert conversation.state == "waiting_customer"


@pytest.mark.parametrize(
    ("prepare", "speaker"),
    [
        (lambda: asked(), ada),
        (lambda: queued(), ada),
        (lambda: taken_by(ada()), max_),
        (lambda: queued(), lambda: ASSISTANT),
        (lambda: taken_by(ada()), lambda: ASSISTANT),
    ],
)
def test_who_does_not_own_the_case_may_not_speak(prepare, speaker):
    conversation_id = prepare()
    before = Message.objects.count()
    with pytest.raises(NotYourTurn):
        post_reply(conversation_id, words(), by=speaker())
    assert Message.objects.count() == before


def test_the_refusal_names_who_has_it():
    conversation_id = taken_by(ada())
    with pytest.raises(NotYourTurn, match="Ada has this conversation"):
        post_reply(conversation_id, words(), by=max_())


def test_nobody_writes_into_a_closed_case():
    conversation_id = taken_by(ada())
    close(conversation_id, by=ada())
    with pytest.raises(NotYourTurn, match="Reopen"):
        post_reply(conversation_id, words(), by=ada())


def test_a_reply_to_a_stale_page_is_stopped():
    conversation_id = taken_by(ada())
    conversation = Conversation.objects.get(pk=conversation_id)
    seen = conversation.last_sequence
    sends(conversation, "wait, something else")
    with pytest.raises(Stale):
        post_reply(conversation_id, words(), by=ada(), seen_sequence=seen)
    assert post_reply(conversation_id, words(), by=ada(), seen_sequence=seen + 1).sequence == seen + 2


def test_a_repeated_reply_is_the_first_one():
    conversation_id = taken_by(ada())
    first = post_reply(conversation_id, words(external_id="r-1"), by=ada())
    assert post_reply(conversation_id, words("other", external_id="r-1"), by=ada()) == first


def test_a_person_who_answers_from_outside_the_desk_mutes_the_assistant():
    conversation_id = asked()
    message = post_reply(conversation_id, words(name="Nia"), by=SERVER)
    conversation = Conversation.objects.get(pk=conversation_id)
    assert (message.sender, message.name, conversation.owner) == ("agent", "Nia", "nobody")


def test_a_card_that_an_agent_repeats_is_masked():
    conversation_id = taken_by(ada())
    assert "4111 1111" not in post_reply(conversation_id, words("card 4111 1111 1111 1111?"), by=ada()).text


def test_a_reply_with_a_foreign_file_stores_nothing():
    conversation_id = taken_by(ada())
    before = Conversation.objects.get(pk=conversation_id).last_sequence
    with pytest.raises(UploadNotFound):
        post_reply(conversation_id, words(uploads=(uuid4(),)), by=ada())
    assert Conversation.objects.get(pk=conversation_id).last_sequence == before


def test_a_note_is_numbered_apart_and_no_message():
    conversation_id = taken_by(ada())
    notes = [add_note(conversation_id, f"note {number} 4111111111111111", by=max_()) for number in (1, 2)]
    conversation = Conversation.objects.get(pk=conversation_id)
    assert [note.sequence for note in notes] == [1, 2]
    assert conversation.last_sequence == 1
    assert "4111111" not in Note.objects.get(pk=notes[0].pk).text
    assert not Message.objects.filter(conversation=conversation, text__startswith="note").exists()
