from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from loket.conversations.actions.inbound import TEXT_LIMIT
from loket.orders.actions.talking import TEXT_LIMIT as TALK_LIMIT

MOST_FILES = 3
LONGEST_NUMBER = 60  # of an order
COMMENT_LIMIT = 1000
ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,image/heic,application/pdf,audio/*"
# One form sent twice, by a double click or a reload, is recognised by this.
KEY_BYTES = 16


def new_key() -> str:
    """A fresh name for one filled-in form."""
    return secrets.token_urlsafe(KEY_BYTES)


class SeveralFiles(forms.ClearableFileInput):
    """A control that takes more than one file."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Up to MOST_FILES files; what is in them is judged where they are stored."""

    widget = SeveralFiles(attrs={"accept": ACCEPTED})

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


class WordsForm(forms.Form):
    """What both forms to us have: words, files, and the key that recognises a repeat."""

    text = forms.CharField(
        label=_("What happened?"),
        max_length=TEXT_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        error_messages={
            "max_length": _("This is too long. Up to %(limit_value)d characters fit; send it in two parts.")
        },
    )
    attachments = FilesField(
        label=_("Photos or documents"),
        required=False,
        help_text=_("Up to 3 files of 10 MB each: pictures, PDF or a voice note."),
    )
    key = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)


class ContactForm(WordsForm):
    """The first words to us, from somebody who may say who they are."""

    name = forms.CharField(
        label=_("Your name"), max_length=100, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("This is no e-mail address. Check it, or leave it out.")},
    )
    phone = forms.CharField(
        label=_("Your phone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    article = forms.SlugField(max_length=100, required=False, widget=forms.HiddenInput)
    order = forms.CharField(max_length=LONGEST_NUMBER, required=False, widget=forms.HiddenInput)
    to = forms.ChoiceField(choices=[("person", ""), ("assistant", "")], required=False)

    @property
    def wants_person(self) -> bool:
        """Whether a person was asked for; so it is unless the assistant was."""
        return bool(self.cleaned_data.get("to") != "assistant")

    def clean(self) -> dict[str, Any]:
        """The assistant needs something to answer; a person may be asked for without a word."""
        found = super().clean() or {}
        if found.get("to") == "assistant" and not (found.get("text") or found.get("attachments")) and not self.errors:
            self.add_error("text", _("Write what happened, so that you can get an answer."))
        return found


class ReplyForm(WordsForm):
    """More words in a conversation, or one of the choices that were offered."""

    choice = forms.CharField(max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        """Something has to be said."""
        found = super().clean() or {}
        if not any(found.get(each) for each in ("text", "attachments", "choice")) and not self.errors:
            self.add_error("text", _("Write something, or add a file."))
        return found


class TalkForm(forms.Form):
    """Words to the seller of an order."""

    text = forms.CharField(
        label=_("Your message"),
        max_length=TALK_LIMIT,
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


class HelpedForm(forms.Form):
    """Whether an article helped."""

    helped = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
    comment = forms.CharField(max_length=COMMENT_LIMIT, required=False)


class RatingForm(forms.Form):
    """How it was, from 1 to 5, and why."""

    score = forms.TypedChoiceField(
        choices=[(each, str(each)) for each in range(1, 6)],
        coerce=int,
        error_messages={"required": _("Choose a number from 1 to 5.")},
    )
    reasons = forms.MultipleChoiceField(
        required=False,
        choices=[
            ("solved", _("Solved")),
            ("fast", _("Fast")),
            ("friendly", _("Friendly")),
            # Django's own catalogue has another "Clear", the one that empties a field.
            ("clear", pgettext_lazy("reason for a rating", "Clear")),
            ("not_solved", _("Not solved")),
            ("slow", _("Too slow")),
            ("not_understood", _("Not understood")),
            ("language", _("Wrong language")),
            ("hard_to_reach", _("Hard to reach a person")),
            ("unfriendly", _("Unfriendly")),
        ],
    )
    comment = forms.CharField(max_length=COMMENT_LIMIT, required=False)
