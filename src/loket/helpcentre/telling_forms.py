from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.notices.models import Preference
from loket.notices.quiet_hours import QUIET_FROM, QUIET_TO

_CHANNELS = {"email": _("By e-mail"), "sender": _("By text message or in the app"), "demo": _("By e-mail")}


class AddressForm(forms.Form):
    """Where we may write to somebody who leaves; one of the two."""

    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("This is no e-mail address. Check it and send it again.")},
    )
    phone = forms.CharField(
        label=_("Your phone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, asks: Collection[str]) -> None:
        super().__init__(data, auto_id="reach-%s")
        for name in ("email", "phone"):
            if name not in asks:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Nothing at all is no address."""
        found = super().clean() or {}
        if not any(found.values()) and not self.errors:
            self.add_error(next(iter(self.fields)), _("Write where we can reach you."))
        return found


class PreferencesForm(forms.Form):
    """How somebody wants to be told things."""

    channels = forms.MultipleChoiceField(
        label=_("How we may write to you"), required=False, widget=forms.CheckboxSelectMultiple
    )
    quiet_from = forms.TimeField(
        label=_("Nothing from"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), required=False
    )
    quiet_to = forms.TimeField(
        label=_("until"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), required=False
    )
    digest = forms.BooleanField(label=_("Put several pieces of news into one message"), required=False)

    def __init__(self, *args: Any, configured: Collection[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self._configured = configured
        choices: Any = self.fields["channels"]
        choices.choices = [(name, _CHANNELS[name]) for name in configured]

    def clean(self) -> dict[str, Any]:
        """Quiet hours need both ends; without any, there are none."""
        found = super().clean() or {}
        if (found.get("quiet_from") is None) != (found.get("quiet_to") is None) and not self.errors:
            self.add_error("quiet_to", _("Give both times, or neither."))
        return found

    @property
    def channels_off(self) -> list[str]:
        """The channels that are not wanted."""
        return [name for name in self._configured if name not in self.cleaned_data["channels"]]

    @property
    def quiet_hours(self) -> tuple[time, time]:
        """From when until when; the same time twice where there shall be none."""
        begins, ends = self.cleaned_data["quiet_from"], self.cleaned_data["quiet_to"]
        return (time(0), time(0)) if begins is None else (begins, ends)


def wishes_of(preference: Preference | None, configured: Collection[str]) -> dict[str, Any]:
    """What stands in the form at first."""
    off = preference.channels_off if preference else []
    begins = preference.quiet_from if preference and preference.quiet_from is not None else QUIET_FROM
    ends = preference.quiet_to if preference and preference.quiet_to is not None else QUIET_TO
    has_quiet_hours = begins != ends
    return {
        "channels": [name for name in configured if name not in off],
        "quiet_from": begins if has_quiet_hours else None,
        "quiet_to": ends if has_quiet_hours else None,
        "digest": preference.digest if preference else True,
    }
