"""Who reads what: every actor against every read, and Olga sees nothing."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from journeys.cast import actor, ada, ana, bea, edith, max_, olga, sends, staff
from loket.conversations.access import (
    find_by_number_for,
    get_conversation_for,
    get_upload_for,
    holder_of_token,
    notes_for,
    visible_to,
)
from loket.conversations.actions.inbound import end_token, issue_token, keep_token_alive
from loket.conversations.actions.replies import add_note
from loket.conversations.models import Conversation, ConversationToken
from loket.files.actions import store_upload
from loket.files.tests.making import photo
from loket.people.access import NotVisible
from loket.people.actions.keys import create_server_key
from loket.people.actors import NOBODY, SYSTEM, ServerActor
from loket.people.models import Customer

pytestmark = pytest.mark.django_db


def gone():
    former = staff("Former", "agent")
    former.user.is_active = False
    return former


def shop(opened, *, scopes=("conversations",)):
    """The server under whose key the conversation is kept."""
    key = create_server_key("shop", scopes=scopes, by=SYSTEM).key
    Conversation.objects.filter(pk=opened.conversation.pk).update(server_key=key)
    return ServerActor(key.pk, key.name, scopes)


READERS = {
    "bea": (actor, True, False),
    "ada": (lambda _: ada(), True, True),
    "max": (lambda _: max_(), True, True),
    "ana": (lambda _: ana(), True, True),
    "the shop": (shop, True, False),
    "edith": (lambda _: edith(), False, False),
    "olga": (lambda _: olga(), False, False),
    "nobody": (lambda _: NOBODY, False, False),
    "the system": (lambda _: SYSTEM, False, False),
    "former agent": (lambda _: gone(), False, False),
    "another shop": (lambda _: ServerActor(uuid4(), "other", ("conversations",)), False, False),
    "the shop without the scope": (lambda opened: shop(opened, scopes=("articles",)), False, False),
    "no staff of ours": (lambda _: staff("Nina"), False, False),
}
READS = {
    "visible": lambda who, opened, upload: visible_to(who).get(pk=opened.conversation.pk),
    "conversation": lambda who, opened, upload: get_conversation_for(who, opened.conversation.pk),
    "number": lambda who, opened, upload: find_by_number_for(who, opened.conversation.number.lower()),
    "upload": lambda who, opened, upload: get_upload_for(who, opened.conversation.pk, upload),
    "notes": lambda who, opened, upload: notes_for(who, opened.conversation).get(),
}


@pytest.mark.parametrize("read", READS)
@pytest.mark.parametrize("reader", READERS)
def test_only_who_may_read_reads(reader, read):
    opened = bea()
    upload = store_upload(SimpleUploadedFile("a.jpg", photo()), scope=opened.conversation.subject).pk
    sends(opened.conversation, "", uploads=(upload,))
    add_note(opened.conversation.pk, "careful", by=ada())
    make, sees, sees_notes = READERS[reader]
    who = make(opened)
    if sees_notes if read == "notes" else sees:
        assert READS[read](who, opened, upload)
        return
    with pytest.raises((NotVisible, ObjectDoesNotExist)):
        READS[read](who, opened, upload)


@pytest.mark.parametrize(
    "wrong", ["", "abc", "\0", "ffffffff", "\ud800", "00000000-0000-0000-0000-00000000000g", "9" * 400]
)
def test_what_is_no_identifier_answers_like_what_does_not_exist(wrong):
    opened = bea()
    for read in (get_conversation_for, find_by_number_for):
        with pytest.raises(NotVisible):
            read(ada(), wrong)
    with pytest.raises(NotVisible):
        get_upload_for(ada(), opened.conversation.pk, wrong)


def test_a_file_of_another_conversation_is_not_reached_through_ones_own():
    opened, other = bea(), bea()
    upload = store_upload(SimpleUploadedFile("a.jpg", photo()), scope=other.conversation.subject).pk
    sends(other.conversation, "", uploads=(upload,))
    with pytest.raises(NotVisible):
        get_upload_for(actor(opened), opened.conversation.pk, upload)


def test_a_token_opens_its_one_conversation():
    opened = bea()
    holder = holder_of_token(opened.token)
    assert (holder.actor, holder.conversation) == (actor(opened), opened.conversation)
    assert not ConversationToken.objects.filter(digest=opened.token).exists()


@pytest.mark.parametrize("wrong", ["", "nonsense", "\ud800", "\0", "x" * 10_000])
def test_a_wrong_token_opens_nothing(wrong):
    with pytest.raises(NotVisible):
        holder_of_token(wrong)


def idle_for(token_of, days):
    tokens = ConversationToken.objects.filter(conversation=token_of.conversation)
    tokens.update(used_at=timezone.now() - timedelta(days=days))


def test_a_token_ends_after_thirty_idle_days_and_lives_on_when_used():
    opened = bea()
    idle_for(opened, 29)
    holder = holder_of_token(opened.token)
    keep_token_alive(opened.token, used_at=holder.used_at)
    assert timezone.now() - holder_of_token(opened.token).used_at < timedelta(minutes=1)
    idle_for(opened, 31)
    with pytest.raises(NotVisible):
        holder_of_token(opened.token)


def test_a_token_in_use_is_written_once_an_hour_at_most(django_assert_num_queries):
    opened = bea()
    with django_assert_num_queries(0):
        keep_token_alive(opened.token, used_at=timezone.now() - timedelta(minutes=59))


def test_forgetting_a_device_ends_its_token_alone():
    opened = bea()
    second = issue_token(opened.conversation)
    end_token(opened.token)
    with pytest.raises(NotVisible):
        holder_of_token(opened.token)
    assert holder_of_token(second)


def test_the_token_of_an_erased_customer_opens_nothing():
    opened = bea()
    Customer.objects.filter(pk=opened.conversation.customer_id).update(erased_at=timezone.now())
    with pytest.raises(NotVisible):
        holder_of_token(opened.token)
