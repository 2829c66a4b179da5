"""What the house itself says about waiting and people: system notices in the customer's language."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loket.assistant.sentences import sentence
from loket.design.wording import page_locale, say_clock_time, say_moment, zone_named
from loket.people.language import best_match, display_name, interface_language, to_django
from loket.reception.queries import QueueStatus


def in_language(language: str) -> translation.override:
    """Speak the interface language that serves ``language`` inside a ``with`` block."""
    return translation.override(to_django(interface_language(language)))


def handover_text(language: str, status: QueueStatus, *, number: str, time_zone: str, now: datetime) -> tuple[str, str]:
    """What is said when a person is fetched, and the language it is in: place, wait, number, and that one may leave."""
    opening, used = sentence("handover", language)
    with in_language(language):
        lines = [
            opening,
            wait_text(status, time_zone=time_zone, now=now),
            _("Your case number is %(number)s. You may close this page and come back: nothing is lost.")
            % {"number": number},
        ]
    return "\n\n".join(line for line in lines if line), used


def wait_text(status: QueueStatus, *, time_zone: str, now: datetime) -> str:
    """The place in line and the wait, in the language that is active."""
    promised = _promise_text(status, time_zone, now)
    if status.opens_at is not None:
        opening = _("Our team is not at the counter now. Somebody answers from %(when)s (your time).") % {
            "when": local_moment(status.opens_at, time_zone, now)
        }
        return f"{opening} {promised}".rstrip()
    place = _("You are number %(place)d in line.") % {"place": status.position}
    if status.wait_seconds is not None:
        return f"{place} {duration_text(status.wait_seconds, status.style)}"
    if promised:
        return f"{place} {promised}"
    return f"{place} " + _("Nobody is free right now, so no honest time can be given; your place is kept.")


def _promise_text(status: QueueStatus, time_zone: str, now: datetime) -> str:
    if status.promised_by is None:
        return ""
    return _("You have our answer by %(when)s (your time).") % {
        "when": local_moment(status.promised_by, time_zone, now)
    }


def duration_text(seconds: tuple[int, int], style: str) -> str:
    """A range of waiting as a person says it, in the language that is active."""
    low, high = (max(1, round(each / 60)) for each in seconds)
    if style == "under" or low == high:
        return ngettext("It will take under %(minutes)d minute.", "It will take under %(minutes)d minutes.", high) % {
            "minutes": high
        }
    return _("It will take about %(low)d to %(high)d minutes.") % {"low": low, "high": high}


def joined_text(language: str, *, name: str, languages: list[str]) -> str:
    """What is said when an agent takes the conversation."""
    from_ours = best_match(language, languages)
    with in_language(language):
        if from_ours:
            return _("%(name)s has joined and has read everything so far.") % {"name": name}
        return _("%(name)s has joined, has read everything so far, and writes %(language)s.") % {
            "name": name,
            "language": ", ".join(display_name(each) for each in languages) or "English",
        }


def notice(language: str, which: str, /, **fields: object) -> str:
    """One of the short notices of the house, in the customer's language."""
    with in_language(language):
        texts = {
            "requeued": _("%(name)s had to leave. Somebody else takes over; you are first in line."),
            "given_back": _("The assistant is back. You can ask for a person at any time."),
            "reminder": _(
                "Is there anything else? If not, this case closes on %(when)s. You can open it again by writing."
            ),
            "closed": _("This case is closed. Write within 14 days and it opens again under its number, %(number)s."),
            "transferred": _("%(name)s now has your case."),
        }
        return texts[which] % fields


def local_moment(moment: datetime, time_zone: str, now: datetime) -> str:
    """A moment in the reader's own zone: only the time when it is today, else with its day."""
    zone, locale = zone_named(time_zone), page_locale()
    is_today = moment.astimezone(zone).date() == now.astimezone(zone).date()
    say = say_clock_time if is_today else say_moment
    return say(moment, zone=zone, locale=locale)
