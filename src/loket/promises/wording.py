"""What the house says about its promises, in the customer's language."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from loket.design.wording import page_locale, say_moment, zone_named
from loket.people.language import interface_language, to_django


def say_changed(language: str, *, before: datetime | None, due_at: datetime, time_zone: str) -> str:
    """An honest new date in place of the one that was promised."""
    with translation.override(to_django(interface_language(language))):
        after = {"when": _moment(due_at, time_zone)}
        if before is None:
            return _("Our answer takes longer than we had promised. We are sorry. You have it by %(when)s.") % after
        return _(
            "We had promised you an answer by %(before)s. We cannot keep that, and we are sorry. "
            "You have it by %(when)s."
        ) % {**after, "before": _moment(before, time_zone)}


def say_update(language: str, *, due_at: datetime | None, time_zone: str) -> str:
    """Nothing is forgotten, though nothing is answered yet."""
    with translation.override(to_django(interface_language(language))):
        words = _("There is no answer yet, but your case is not forgotten: it is with us. You have nothing to do.")
        if due_at is None:
            return words
        return f"{words} {_('You have our answer by %(when)s.') % {'when': _moment(due_at, time_zone)}}"


def _moment(moment: datetime, time_zone: str) -> str:
    return say_moment(moment, zone=zone_named(time_zone), locale=page_locale())
