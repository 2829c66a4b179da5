"""Forms for wording ready texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.desk.forms.fields import language_choices
from loket.people.language import direction
from loket.texts.actions.editing import SUBJECT_LETTERS, TEXT_LETTERS, TITLE_LETTERS
from loket.texts.languages import text_languages

WRITTEN_KINDS = (("macro", gettext_lazy("Macro")), ("reason", gettext_lazy("Reason")))


class WordsForm(forms.Form):
    """A ready text in one language."""

    base_version = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)
    subject = forms.CharField(
        label=gettext_lazy("Subject"),
        required=False,
        max_length=SUBJECT_LETTERS,
        help_text=gettext_lazy("Of the e-mail; Loket's own when left empty."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=TEXT_LETTERS,
        widget=forms.Textarea(attrs={"rows": 10, "data-fields": "text"}),
    )

    def __init__(self, *args: Any, language: str, has_subject: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_subject:
            del self.fields["subject"]
        for name in self.fields:
            self.fields[name].widget.attrs |= {"lang": language, "dir": direction(language)}


class DetailsForm(forms.Form):
    """What the desk calls a text, and whose agents are offered it."""

    title = forms.CharField(
        label=gettext_lazy("Name at the desk"),
        max_length=TITLE_LETTERS,
        help_text=gettext_lazy("Customers never see it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    team = forms.ChoiceField(label=gettext_lazy("For"), required=False)

    def __init__(self, *args: Any, teams: Iterable[tuple[str, str]], has_team: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["team"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
        field.choices = [("", _("Every team")), *teams]
        if not has_team:
            del self.fields["team"]


class NewTextForm(DetailsForm):
    """Where a new text belongs, and its words in the language in which it is written first."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=WRITTEN_KINDS)
    language = forms.ChoiceField(label=gettext_lazy("Written first in"))
    text = forms.CharField(label=gettext_lazy("Text"), max_length=TEXT_LETTERS, widget=forms.Textarea({"rows": 8}))
    slug = forms.CharField(
        label=gettext_lazy("Short name"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Letters a-z, digits and dashes. Made of the name when left empty."),
    )
    field_order = ("kind", "title", "language", "text", "team", "slug")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
        field.choices = language_choices(text_languages())

    def clean(self) -> None:
        """A short name has to come from somewhere."""
        given = self.cleaned_data
        given["slug"] = slugify(given.get("slug") or given.get("title", ""))[:100].strip("-")
        if not given["slug"]:
            self.add_error("slug", _("Write a short name of letters a-z, digits and dashes."))
