"""Tags for what the desk shows of notices."""

from __future__ import annotations

from django import template
from django.template import Context

from loket.desk import outbox_words
from loket.desk.outbox_pages import count_undelivered
from loket.people.actors import StaffActor
from loket.people.models import User

register = template.Library()


register.filter("purpose_name", outbox_words.purpose_name)
register.filter("channel_name", outbox_words.channel_name)
register.filter("recipient_name", outbox_words.recipient_name)
register.filter("notice_state", outbox_words.state_name)
register.filter("notice_tone", outbox_words.notice_tone)
register.filter("notice_problem", outbox_words.problem_text)
register.filter("outcome_tone", outbox_words.outcome_tone)
register.filter("address_tone", outbox_words.address_tone)


@register.simple_tag(takes_context=True)
def undelivered_notices(context: Context) -> int:
    """How many notices did not go out and wait to be seen, for whoever may see the outbox."""
    user = getattr(context.get("request"), "user", None)
    return count_undelivered(StaffActor(user)) if isinstance(user, User) else 0
