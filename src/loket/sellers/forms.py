from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from loket.orders.actions.talking import TEXT_LIMIT

MOST_FILES = 3
# One form sent twice, by a double click or a reload, is recognised by this.
KEY_BYTES = 16


def new_key() -> str:
    """A fresh name for one filled-in form."""
    return secrets.token_urlsafe(KEY_BYTES)


class EmailForm(forms.Form):
    """Where the marketplace writes to a seller."""

    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write the e-mail address that the marketplace has of you."),
            "invalid": _("This is no e-mail address. Check it."),
        },
    )
    next = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)


class SeveralFiles(forms.ClearableFileInput):
    """A control that takes more than one file."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Up to MOST_FILES files; what is in them is judged where they are stored."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """The files that were chosen, empty ones left out."""
        given: Sequence[Any] = data if isinstance(data, list | tuple) else [data]
        files = [each for each in given if each]
        if len(files) > MOST_FILES:
            text = ngettext(
                "Up to %(most)d file fits in one message.", "Up to %(most)d files fit in one message.", MOST_FILES
            )
            raise forms.ValidationError(text % {"most": MOST_FILES})
        return files


class TalkForm(forms.Form):
    """Words to the buyer of an order."""

    text = forms.CharField(
        label=_("Your message"),
        max_length=TEXT_LIMIT,
        required=False,
        error_messages={
            "max_length": _("This is too long. Up to %(limit_value)d characters fit; send it in two parts.")
        },
    )
    attachments = FilesField(label=_("Photos or documents"), required=False)
    key = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Something has to be said."""
        found = super().clean() or {}
        if not found.get("text") and not found.get("attachments") and not self.errors:
            self.add_error("text", _("Write something, or add a file."))
        return found
