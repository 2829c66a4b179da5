"""Forms of the memory and the glossary: better words for a translation, and one term in all languages at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.desk.forms.fields import language_choices
from loket.people.language import direction, display_name
from loket.translation.models import TERM_LETTERS, GlossaryTerm

_READS = "reads_"
_MOST_LETTERS = 10_000


class EntryForm(forms.Form):
    """An approved translation in better words, and the words that stood there."""

    target = forms.CharField(
        label=gettext_lazy("Better words"),
        max_length=_MOST_LETTERS,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy(
            "Slots such as ⟦1⟧ stand for numbers, names and links of the message; keep each of them."
        ),
        error_messages={"required": gettext_lazy("Write the translation.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput, strip=False)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].widget.attrs["lang"] = language

    def clean_target(self) -> str:
        """Line breaks as the memory has them, whatever the browser makes of them."""
        return str(self.cleaned_data["target"]).replace("\r\n", "\n")

    def clean_seen(self) -> str:
        """The same of the words that stood there."""
        return str(self.cleaned_data["seen"]).replace("\r\n", "\n")


class TermForm(forms.Form):
    """A term, the language it stands in, and how it reads in each other one."""

    term = forms.CharField(
        label=gettext_lazy("Term"),
        min_length=2,
        max_length=TERM_LETTERS,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the term"))
    stays = forms.BooleanField(
        label=gettext_lazy("Leave it as it is in every other language"),
        required=False,
        help_text=gettext_lazy("For brands and names of products. What stands below goes before it."),
    )

    def __init__(self, *args: Any, languages: Iterable[str], rows: Sequence[GlossaryTerm] = (), **kwargs: Any) -> None:
        kwargs["initial"] = _initial(rows)
        super().__init__(*args, **kwargs)
        self.languages = list(languages)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
        field.choices = language_choices(self.languages)
        if rows:
            # Which word it is cannot be changed any more; another word is another term.
            del self.fields["term"], self.fields["language"]
        for tag in self.languages:
            if not rows or tag != rows[0].language:
                self.fields[f"{_READS}{tag}"] = _reads(tag)

    @property
    def stays_field(self) -> forms.BoundField:
        """The one that holds for all languages."""
        return self["stays"]

    @property
    def reading_fields(self) -> list[forms.BoundField]:
        """One for each language."""
        return [field for field in self if field.name.startswith(_READS)]

    def renderings(self, term: str, language: str) -> dict[str, str]:
        """How the term reads by language; "" is all others as a language, and staying as a rendering."""
        given = {
            name.removeprefix(_READS): value
            for name, value in self.cleaned_data.items()
            if name.startswith(_READS) and value and name != f"{_READS}{language}"
        }
        said = {tag: "" if value == term else value for tag, value in given.items()}
        return {"": "", **said} if self.cleaned_data["stays"] else said


def _reads(tag: str) -> forms.CharField:
    return forms.CharField(
        label=_("In %(language)s") % {"language": display_name(tag)},
        required=False,
        max_length=TERM_LETTERS,
        widget=forms.TextInput({"autocomplete": "off", "lang": tag, "dir": direction(tag)}),
    )


def _initial(rows: Sequence[GlossaryTerm]) -> dict[str, object]:
    said = {f"{_READS}{row.target_language}": row.rendering or row.term for row in rows if row.target_language}
    return {"stays": any(not row.target_language for row in rows), **said}
