from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from journeys.cast import ada, bea, sends, team
from journeys.racing import race
from loket.conversations.actions.closures import close
from loket.conversations.actions.handovers import hand_over_locked, take_locked
from loket.conversations.actions.inbound import TEXT_LIMIT, Received, mark_seen
from loket.conversations.actions.locking import ConversationEnded
from loket.conversations.models import Attachment, Conversation, Message, QueueEntry
from loket.files.actions import UploadNotFound, store_upload
from loket.files.tests.making import photo
from loket.history.models import Event
from loket.people.actors import SYSTEM

pytestmark = pytest.mark.django_db


def add(opened, text="hello", **fields):
    # The caller's transaction, which an error undoes as a whole.
    with transaction.atomic():
        return sends(opened.conversation, text, **fields)


def fresh(opened):
    return Conversation.objects.get(pk=opened.conversation.pk)


def closed_for(opened, period):
    close(opened.conversation.pk, by=SYSTEM)
    Conversation.objects.filter(pk=opened.conversation.pk).update(closed_at=timezone.now() - period)


def picture(scope):
    return store_upload(SimpleUploadedFile("photo.jpg", photo()), scope=scope).pk


def test_messages_are_numbered_in_order():
    opened = bea()
    assert [add(opened).message.sequence for _ in range(3)] == [1, 2, 3]
    assert fresh(opened).last_sequence == 3


def test_second_copy_is_ignored_and_answers_with_the_first():
    opened = bea()
    first = add(opened, "hello", external_id="m-1")
    second = add(opened, "hello again", external_id="m-1")
    assert (first.is_new, second.is_new) == (True, False)
    assert second.message == first.message
    assert Message.objects.filter(conversation=opened.conversation).count() == 1


def test_the_same_external_id_in_another_conversation_is_another_message():
    assert add(bea(), external_id="m-1").is_new
    assert add(bea(), external_id="m-1").is_new


def test_messages_without_external_id_are_never_taken_for_copies():
    opened = bea()
    assert add(opened, external_id="").is_new
    assert add(opened, external_id="").is_new


def test_a_masked_card_is_stored_masked_and_flagged():
    message = add(bea(), "my card 4111 1111 1111 1111 12/28").message
    stored = Message.objects.get(pk=message.pk)
    assert stored.masked
    assert stored.text == "my card ••••••••••••1111 12/28"


def test_half_a_card_number_does_not_slip_through_where_the_text_is_cut():
    text = "x" * (TEXT_LIMIT - 11) + " 4111111111111111"
    assert "4111" not in add(bea(), text).message.text


def test_an_upload_is_claimed_by_its_message():
    opened = bea()
    upload = picture(opened.conversation.subject)
    message = add(opened, "", uploads=(upload,)).message
    assert list(message.attachments.values_list("upload_id", flat=True)) == [upload]


@pytest.mark.parametrize("kind", ["foreign", "unknown", "taken"])
def test_a_foreign_upload_is_refused_and_nothing_is_stored(kind):
    opened, other = bea(), bea()
    ids = {"unknown": uuid4()}
    if kind == "foreign":
        ids[kind] = picture(other.conversation.subject)
    if kind == "taken":
        ids[kind] = picture(opened.conversation.subject)
        add(opened, uploads=(ids[kind],))
    before = (fresh(opened).last_sequence, Message.objects.count(), Attachment.objects.count())
    with pytest.raises(UploadNotFound):
        add(opened, uploads=(ids[kind],))
    assert (fresh(opened).last_sequence, Message.objects.count(), Attachment.objects.count()) == before


def test_writing_opens_a_closed_case_again_under_its_number():
    opened = bea()
    add(opened)
    closed_for(opened, timedelta(days=13))
    add(opened, "one more thing")
    conversation = fresh(opened)
    assert (conversation.number, conversation.is_closed) == (opened.conversation.number, False)
    assert (conversation.owner, conversation.episode, conversation.assistant_from) == ("assistant", 2, 2)
    assert Event.objects.filter(subject=conversation.subject, action="conversation.reopened").count() == 1


def test_what_a_person_had_goes_back_to_people_first_in_line():
    opened = bea()
    add(opened)
    hand_over_locked(opened.conversation, reason="asked_for_person", team=team(), by=SYSTEM)
    take_locked(opened.conversation, by=ada())
    closed_for(opened, timedelta(days=2))
    add(opened, "it broke again")
    entry = QueueEntry.objects.get(conversation=opened.conversation, left_at=None)
    assert (fresh(opened).state, fresh(opened).agent, entry.urgent, entry.reason) == ("queued", None, True, "reopened")


def test_after_fourteen_days_the_case_has_ended_and_nothing_is_stored():
    opened = bea()
    add(opened)
    closed_for(opened, timedelta(days=14, seconds=1))
    with pytest.raises(ConversationEnded):
        add(opened, "hello?")
    assert fresh(opened).is_closed
    assert Message.objects.filter(conversation=opened.conversation).count() == 1


def test_a_copy_of_an_old_message_is_answered_even_after_the_end():
    opened = bea()
    add(opened, external_id="m-1")
    closed_for(opened, timedelta(days=30))
    assert not add(opened, external_id="m-1").is_new


def test_the_customer_has_seen_no_more_than_was_said():
    opened = bea()
    add(opened)
    mark_seen(fresh(opened), 99)
    mark_seen(fresh(opened), 0)
    assert fresh(opened).seen_sequence == 1


@pytest.mark.django_db(transaction=True)
def test_of_copies_at_once_one_is_stored_and_the_others_are_told_to_look_again():
    opened = bea()
    results = race(*[lambda: add(opened, external_id="m-1") for _ in range(4)])
    refused = [result for result in results if isinstance(result, IntegrityError)]
    known = [result for result in results if isinstance(result, Received)]
    assert len(refused) + len(known) == 4
    assert sum(result.is_new for result in known) == 1
    assert Message.objects.filter(conversation=opened.conversation).count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_messages_at_once_keep_one_order():
    opened = bea()
    race(*[lambda: add(opened) for _ in range(6)])
    sequences = Message.objects.filter(conversation=opened.conversation).values_list("sequence", flat=True)
    assert sorted(sequences) == [1, 2, 3, 4, 5, 6]
