from __future__ import annotations

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

TEXT_LIMIT = 10_000
MOST_FILES = 10


class UploadIdsField(forms.Field):
    """Any number of upload identifiers, in the order they were attached."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: object) -> tuple[UUID, ...]:
        """The identifiers; refuses what is none, and too many."""
        values = value if isinstance(value, list) else []
        if len(values) > MOST_FILES:
            raise ValidationError(_("A message can carry up to ten files. Send the rest in another message."))
        try:
            return tuple(UUID(str(each)) for each in values)
        except ValueError as error:
            raise ValidationError(_("A file could not be found. Attach it again.")) from error


class ReplyForm(forms.Form):
    """An answer to the customer, with what its writer had seen."""

    text = forms.CharField(
        max_length=TEXT_LIMIT,
        required=False,
        error_messages={"max_length": _("This is too long: a message can have 10,000 characters. Send it in parts.")},
    )
    uploads = UploadIdsField(required=False)
    seen = forms.IntegerField(min_value=0, max_value=2_000_000_000)
    external_id = forms.RegexField(r"\A[A-Za-z0-9-]{8,64}\Z")

    def clean(self) -> dict[str, object]:
        """Ask for words or a file."""
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("text") or cleaned.get("uploads")):
            raise ValidationError(_("Write something or attach a file."))
        return cleaned


class NoteForm(forms.Form):
    """Something that only staff read."""

    external_id = forms.CharField(max_length=100, required=False)
    text = forms.CharField(
        max_length=TEXT_LIMIT,
        error_messages={
            "required": _("Write something."),
            "max_length": _("This is too long: a note can have 10,000 characters. Write it in parts."),
        },
    )


class MendingForm(forms.Form):
    """A translation in a person's words, and which one they had before them."""

    seen = forms.RegexField(r"\A[0-9a-f]{16}\Z")
    text = forms.CharField(
        max_length=TEXT_LIMIT,
        error_messages={
            "required": _("Write the translation."),
            "max_length": _("This is too long: a message can have 10,000 characters."),
        },
    )

    def clean_text(self) -> str:
        """Line breaks as the message has them, whatever the browser makes of them."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


def first_error(form: forms.Form) -> str:
    """The first thing that is wrong with a form, as a sentence."""
    for errors in form.errors.values():
        return str(errors[0])
    return ""
