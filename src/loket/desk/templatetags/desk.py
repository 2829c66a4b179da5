from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_skeleton, get_timezone_location
from babel.numbers import format_percent
from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html, urlize
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from loket.design.wording import find_zone, page_locale, say_clock_time, say_exact_time
from loket.people.models import User

register = template.Library()

MINUTE, HOUR, DAY = 60, 3600, 86_400


@register.simple_tag(takes_context=True)
def may(context: Context, *roles: str) -> bool:
    """Whether the signed-in member of staff holds one of ``roles``."""
    user = getattr(context.get("request"), "user", None)
    return isinstance(user, User) and user.has_role(*roles)


@register.filter
def readers_language_name(tag: str) -> str:
    """A language's name as the reader of the page writes it: "Portuguese (Brazil)"; the tag when unknown."""
    try:
        name = Locale.parse(tag, sep="-").get_display_name(page_locale())
    except (ValueError, UnknownLocaleError):
        return tag
    return name[:1].upper() + name[1:] if name else tag


@register.filter
def time_since(when: datetime | None, zone: str | tzinfo | None = None) -> SafeString:
    """A short age such as "4 min", with the exact time in its title."""
    if when is None:
        return SafeString("")
    exact = say_exact_time(when, zone=find_zone(zone), locale=page_locale())
    seconds = max(0, int((timezone.now() - when).total_seconds()))
    return format_html(
        '<time class="case-row-time" datetime="{}" title="{}">{}</time>', when.isoformat(), exact, say_age(seconds)
    )


def say_age(seconds: int) -> str:
    """So many seconds in the one unit that matters: "now", "4 min", "2 h", "3 d"."""
    if seconds < MINUTE:
        return _("now")
    if seconds < HOUR:
        return _("%(count)d min") % {"count": seconds // MINUTE}
    if seconds < DAY:
        return _("%(count)d h") % {"count": seconds // HOUR}
    return _("%(count)d d") % {"count": seconds // DAY}


@register.filter
def hour_there(zone: str) -> str:
    """What the clock says now in somebody's time zone."""
    return say_clock_time(timezone.now(), zone=find_zone(zone), locale=page_locale())


@register.filter
def day_name(when: datetime, zone: str | tzinfo | None = None) -> str:
    """The day of a moment as a heading: "Today", "Yesterday", "Tuesday, 3 March"."""
    local, today = when.astimezone(find_zone(zone)).date(), timezone.now().astimezone(find_zone(zone)).date()
    if local == today:
        return _("Today")
    if local == today - timedelta(days=1):
        return _("Yesterday")
    skeleton = "EEEEdMMMM" if local.year == today.year else "dMMMMy"
    return str(format_skeleton(skeleton, local, locale=page_locale()))


@register.filter
def place_name(zone: str) -> str:
    """The city of a time zone: "São Paulo" for America/Sao_Paulo."""
    try:
        return str(get_timezone_location(zone, locale=page_locale(), return_city=True))
    except LookupError:
        return zone


@register.filter
def percent(share: float) -> str:
    """A share from 0 to 1 in whole percent."""
    return str(format_percent(share, format="#,##0 %", locale=page_locale()))


@register.filter
def urlize_safely(text: str) -> SafeString:
    """A plain text with its lines, and addresses as links that open beside the desk."""
    linked = urlize(text, nofollow=True, autoescape=True).replace("<a ", '<a target="_blank" ')
    # Escaped by urlize; only its own links are markup.
    return SafeString(
        "".join(f"<p>{part}</p>" for part in linked.replace("\r\n", "\n").replace("\n", "<br>").split("<br><br>"))
    )
