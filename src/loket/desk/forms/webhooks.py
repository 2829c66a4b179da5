"""The form for an address that is told what happens."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from loket.desk.forms.people import tidy_line
from loket.webhooks.names import NAMES


class WebhookForm(forms.Form):
    """A new webhook."""

    url = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=500,
        help_text=gettext_lazy("Where your server takes it, such as https://shop.example/loket."),
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label=gettext_lazy("What it is for"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("For example: order system, production."),
    )
    events = forms.MultipleChoiceField(
        label=gettext_lazy("What it is told"),
        choices=[(name, name) for name in NAMES],
        required=False,
        help_text=gettext_lazy("Choose nothing, and it is told everything."),
    )

    def clean_name(self) -> str:
        """A name without breaks or control characters."""
        return tidy_line(self.cleaned_data["name"])
