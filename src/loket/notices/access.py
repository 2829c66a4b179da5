"""Who may see the outbox: people who answer at the desk; of sign-in links and codes nobody sees the words."""

from __future__ import annotations

from django.db.models import QuerySet

from loket.notices.channels.choosing import BY_NAME
from loket.notices.models import DemoLetter, Notice
from loket.people.access import NotVisible, may_answer
from loket.people.actors import Actor, SystemActor


def notices_visible_to(actor: Actor) -> QuerySet[Notice]:
    """The outbox, for people who answer."""
    is_theirs = isinstance(actor, SystemActor) or may_answer(actor)
    return Notice.objects.all() if is_theirs else Notice.objects.none()


def get_notice_for(actor: Actor, notice_id: int) -> Notice:
    """One notice; raises NotVisible."""
    found = notices_visible_to(actor).filter(pk=notice_id).first()
    if found is None:
        raise NotVisible
    return found


def demo_letters() -> QuerySet[DemoLetter]:
    """The demo's mailbox, which anybody may look at, the newest first; empty where it is not in use."""
    is_in_use = BY_NAME["demo"].is_configured()
    return DemoLetter.objects.order_by("-sent_at", "-pk") if is_in_use else DemoLetter.objects.none()


def get_demo_letter(letter_id: int) -> DemoLetter:
    """One letter of the demo's mailbox; raises NotVisible."""
    found = demo_letters().filter(pk=letter_id).first()
    if found is None:
        raise NotVisible
    return found
