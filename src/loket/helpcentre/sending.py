"""What a form without a script sets going: a conversation with its first words, or more words in one."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from loket.channels.envelope import Inbound
from loket.conversations.access import get_conversation_for
from loket.conversations.actions.inbound import Opening, issue_token
from loket.conversations.models import Conversation
from loket.files.actions import store_upload
from loket.people.access import NotVisible
from loket.people.actions.customers import introduce
from loket.people.actors import NOBODY, CustomerActor
from loket.people.digests import digest_of
from loket.people.models import Customer
from loket.reception.actions import Opened, begin_about, hand_over, open_chat, receive, take_turn

Files = Sequence["UploadedFile[bytes]"]
CHANNEL = "chat"
ASKED = "asked_for_person"
KEPT_SECONDS = 24 * 3600
# A second click waits this long for the first one to be done.
PATIENCE_SECONDS = 8.0
_IN_WORK = "in work"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The first words, as a form has them."""

    key: str
    text: str
    language: str
    time_zone: str
    attachments: Files = ()
    name: str = ""
    email: str = ""
    phone: str = ""
    article: str = ""
    topic: str = ""
    order: str = ""
    # Who is signed in on this browser.
    customer: Customer | None = None
    wants_person: bool = True


def open_once(letter: Letter) -> Opened:
    """Begin a conversation; the same form sent again leads to the same conversation.

    Raises UploadRefused, and then nothing was begun.
    """
    slot = f"helpcentre:letter:{digest_of(letter.key)}" if letter.key else ""
    if not slot:
        return _open(letter)
    if not cache.add(slot, _IN_WORK, KEPT_SECONDS):
        begun = _begun_before(slot)
        if begun is not None:
            return Opened(begun, issue_token(begun))
    try:
        opened = _open(letter)
    except Exception:
        cache.delete(slot)
        raise
    cache.set(slot, f"{opened.conversation.pk} {opened.conversation.customer_id}", KEPT_SECONDS)
    return opened


def write(
    conversation: Conversation,
    *,
    by: CustomerActor,
    key: str,
    text: str = "",
    choice: str = "",
    attachments: Files = (),
) -> None:
    """Say more in a conversation, once, and let whoever is next answer.

    Raises UploadRefused and ConversationEnded, and then nothing was said.
    """
    with transaction.atomic():
        receive(conversation, _inbound(conversation, key=key, text=text, choice=choice, attachments=attachments), by=by)
    take_turn(conversation.pk)


def _open(letter: Letter) -> Opened:
    with transaction.atomic():
        opening = Opening(
            language=letter.language,
            page_language=letter.language,
            time_zone=letter.time_zone,
            article=letter.article,
            topic=letter.topic,
        )
        opened = open_chat(opening, identity=None, by=NOBODY, customer=letter.customer)
        case = opened.conversation
        if letter.order:
            begin_about(opened, letter.order)
        by = CustomerActor(case.customer_id, case.pk)
        introduce(case.customer, name=letter.name, email=letter.email, phone=letter.phone)
        if letter.text or letter.attachments:
            receive(case, _inbound(case, key=letter.key, text=letter.text, attachments=letter.attachments), by=by)
    if letter.wants_person:
        hand_over(case.pk, reason=ASKED, by=by)
    else:
        take_turn(case.pk)
    return opened


def _inbound(
    conversation: Conversation,
    *,
    key: str,
    text: str,
    choice: str = "",
    attachments: Files = (),
) -> Inbound:
    uploads = tuple(store_upload(file, scope=conversation.subject).pk for file in attachments)
    # A browser ends lines by CR LF; the chat does not.
    lines = text.replace("\r\n", "\n").strip()
    external_id = f"form:{key}" if key else ""
    return Inbound(account=CHANNEL, external_id=external_id, text=lines, choice=choice, uploads=uploads)


def _begun_before(slot: str) -> Conversation | None:
    until = time.monotonic() + PATIENCE_SECONDS
    while (kept := cache.get(slot)) == _IN_WORK and time.monotonic() < until:
        time.sleep(0.1)
    if not isinstance(kept, str) or " " not in kept:
        return None
    conversation_id, customer_id = (UUID(each) for each in kept.split(" "))
    try:
        return get_conversation_for(CustomerActor(customer_id, conversation_id), conversation_id)
    except NotVisible:
        return None
