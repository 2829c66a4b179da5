"""The form with which a file of questions is sent."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy


class EvaluationForm(forms.Form):
    """A file of questions whose answer is known."""

    file = forms.FileField(
        label=gettext_lazy("File of questions"),
        help_text=gettext_lazy("JSON Lines in UTF-8, at most 20,000 lines and 5 MB. Choose it, or drop it here."),
        max_length=500,
        widget=forms.FileInput(
            attrs={"accept": ".jsonl,.ndjson,.json,.txt,application/x-ndjson,application/jsonl", "class": "input--drop"}
        ),
        error_messages={"empty": gettext_lazy("This file is empty."), "required": gettext_lazy("Choose a file first.")},
    )
