"""Fields that several of the desk's forms share: languages, a time zone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.people.language import canonical, display_name, from_django


def offered_languages(more: Iterable[str] = ()) -> list[str]:
    """The tags of the interface's languages, then others in use."""
    return list(dict.fromkeys([*(from_django(code) for code, _name in settings.LANGUAGES), *more]))


class LanguagesField(forms.CharField):
    """Language tags in a line, separated by commas; gives a list of canonical tags."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Languages"))
        options.setdefault("help_text", gettext_lazy("Tags separated by commas, such as en, pt-BR, id."))
        options.setdefault("max_length", 300)
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored list as people type it."""
        return ", ".join(value) if isinstance(value, Sequence) and not isinstance(value, str) else value

    def to_python(self, value: Any) -> Any:
        """The tags that were typed, each once."""
        text = super().to_python(value) or ""
        return list(dict.fromkeys(_tag(part) for part in text.replace(";", ",").split(",") if part.strip()))

    def run_validators(self, value: Any) -> None:
        """Check the length of what was typed, not of the list."""
        super().run_validators(", ".join(value))

    def validate(self, value: Any) -> None:
        """At least one language where the field is required."""
        if self.required and not value:
            raise forms.ValidationError(_("Name at least one language."), code="required")


class TimeZoneField(forms.CharField):
    """The name of a time zone, typed with suggestions; gives its usual spelling."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Time zone"))
        options.setdefault("help_text", gettext_lazy("Begin to type a city, such as Sao Paulo or Jakarta."))
        options.setdefault("max_length", 50)
        widget = forms.TextInput(attrs={"list": "time-zones", "autocomplete": "off", "spellcheck": "false"})
        options.setdefault("widget", widget)
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        """The zone that was named; a city alone is enough where it is the only one of its name."""
        typed = str(super().clean(value)).strip()
        found = _zone_named(typed)
        if found is None:
            message = _("There is no time zone named “%(name)s”. Choose one such as America/Sao_Paulo.")
            raise forms.ValidationError(message % {"name": typed}, code="unknown")
        return found


@cache
def time_zone_names() -> list[str]:
    """The zones to choose from, by region."""
    return ["UTC", *sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))]


def language_choices(tags: Iterable[str]) -> list[tuple[str, str]]:
    """Tags with the names of their languages, for a select."""
    return [(tag, display_name(tag)) for tag in tags]


def _tag(text: str) -> str:
    try:
        return canonical(text)
    except ValueError:
        message = _("“%(tag)s” is not a language tag. Write en, pt-BR or zh-Hans.")
        raise forms.ValidationError(message % {"tag": text.strip()[:40]}, code="tag") from None


def _zone_named(typed: str) -> str | None:
    wanted = typed.replace(" ", "_").casefold()
    names = time_zone_names()
    for name in names:
        if name.casefold() == wanted:
            return name
    cities = [name for name in names if name.casefold().rsplit("/", 1)[-1] == wanted]
    if len(cities) == 1:
        return cities[0]
    return typed if _is_known(typed) else None


def _is_known(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
