"""When an answer is due, in a few words."""

from __future__ import annotations

from datetime import datetime, tzinfo

from babel.dates import format_skeleton
from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from loket.design.wording import find_zone, page_locale, say_clock_time, say_exact_time
from loket.desk.promise_words import rule_name
from loket.promises.queries import Promised

register = template.Library()


@register.simple_tag(takes_context=True)
def due(context: Context, promised: Promised, is_near: bool) -> SafeString:
    """The date that a customer was promised, red when it is near, with the rule that promised it in its title."""
    if promised.due_at is None:
        return SafeString("")
    zone = find_zone(getattr(getattr(context.get("request"), "user", None), "time_zone", None))
    exact = say_exact_time(promised.due_at, zone=zone, locale=page_locale())
    title = _("Promised: %(when)s (%(rule)s)") % {"when": exact, "rule": rule_name(promised.rule, promised.rule_name)}
    words = _("by %(when)s") % {"when": say_due(promised.due_at, zone)}
    return format_html(
        '<time class="badge {}" datetime="{}" title="{}">{}</time>',
        "badge--danger" if is_near else "badge--quiet",
        promised.due_at.isoformat(),
        title,
        words,
    )


def say_due(moment: datetime, zone: tzinfo) -> str:
    """The time alone when it is today, else with its day."""
    local = moment.astimezone(zone)
    clock = say_clock_time(moment, zone=zone, locale=page_locale())
    if local.date() == timezone.now().astimezone(zone).date():
        return clock
    return f"{format_skeleton('MMMd', local, locale=page_locale())}, {clock}"
