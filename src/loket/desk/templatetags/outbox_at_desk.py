"""Tags for what the desk shows of notices."""

from __future__ import annotations

from django import template
from django.template import Context

from loket.desk import outbox_words
from loket.desk.outbox_pages import count_undelivered
from loket.notices.models import AddressState, Attempt, Notice
from loket.people.actors import StaffActor
from loket.people.models import User

register = template.Library()


@register.filter
def purpose_name(code: str) -> str:
    """What a notice is for."""
    return outbox_words.purpose_name(code)


@register.filter
def channel_name(name: str) -> str:
    """By what a notice goes."""
    return outbox_words.channel_name(name)


@register.filter
def recipient_name(notice: Notice) -> str:
    """Whom a notice is for."""
    return outbox_words.recipient_name(notice)


@register.filter
def notice_state(notice: Notice) -> str:
    """How a notice stands."""
    return outbox_words.state_name(notice)


@register.filter
def notice_tone(notice: Notice) -> str:
    """The badge that fits it."""
    return outbox_words.notice_tone(notice)


@register.filter
def notice_problem(notice: Notice) -> str:
    """Why it did not go out."""
    return outbox_words.problem_text(notice)


@register.filter
def outcome_tone(attempt: Attempt) -> str:
    """The badge that fits what came of a try."""
    return outbox_words.outcome_tone(attempt)


@register.filter
def address_tone(known: AddressState) -> str:
    """The badge that fits what is known about an address."""
    return outbox_words.address_tone(known)


@register.simple_tag(takes_context=True)
def undelivered_notices(context: Context) -> int:
    """How many notices did not go out and wait to be seen, for whoever may see the outbox."""
    user = getattr(context.get("request"), "user", None)
    return count_undelivered(StaffActor(user)) if isinstance(user, User) else 0
