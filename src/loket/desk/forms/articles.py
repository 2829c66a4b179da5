"""Forms for writing articles and arranging topics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.desk.forms.fields import language_choices, offered_languages
from loket.knowledge.article_limits import ALSO_ASKED_LETTERS, ANSWER_LETTERS, QUESTION_LETTERS, TITLE_LETTERS
from loket.people.language import display_name

IMPORT_BYTES = 20 * 1024 * 1024


class TextForm(forms.Form):
    """An article in one language."""

    base_version = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)
    question = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=QUESTION_LETTERS,
        help_text=gettext_lazy("As a customer would ask it; it is the title of the page."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        required=False,
        max_length=ANSWER_LETTERS,
        help_text=gettext_lazy("In Markdown. The first two sentences answer; steps follow."),
        widget=forms.Textarea(attrs={"rows": 16, "class": "editor-answer"}),
    )
    also_asked = forms.CharField(
        label=gettext_lazy("Also asked as"),
        required=False,
        max_length=50_000,
        help_text=gettext_lazy("One a line, in the words that customers use, slips of the pen included."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_also_asked(self) -> list[str]:
        """The lines that hold something, each once."""
        lines = [" ".join(line.split()) for line in str(self.cleaned_data["also_asked"]).splitlines()]
        for number, line in enumerate(lines, start=1):
            if len(line) > ALSO_ASKED_LETTERS:
                message = _("Line %(number)d is longer than %(most)d letters.")
                raise forms.ValidationError(message % {"number": number, "most": ALSO_ASKED_LETTERS})
        return list(dict.fromkeys(filter(None, lines)))


class NewArticleForm(forms.Form):
    """Where a new article stands, and in which language it is written first."""

    question = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=QUESTION_LETTERS,
        help_text=gettext_lazy("As a customer would ask it."),
    )
    topic = forms.TypedChoiceField(label=gettext_lazy("Topic"), coerce=int)
    language = forms.ChoiceField(label=gettext_lazy("Written first in"))
    slug = forms.CharField(
        label=gettext_lazy("Short name"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Part of the page's address. Made of the question when left empty."),
    )

    def __init__(
        self, *args: Any, topics: Iterable[tuple[Any, str]], languages: Iterable[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _set_choices(self, "topic", topics)
        _set_choices(self, "language", language_choices(offered_languages(languages)))

    def clean(self) -> None:
        """A short name has to come from somewhere."""
        given = self.cleaned_data
        given["slug"] = slugify(given.get("slug") or given.get("question", ""))[:100].strip("-")
        if not given["slug"]:
            self.add_error("slug", _("Write a short name of letters a-z, digits and dashes."))


class PlaceForm(forms.Form):
    """Moves an article to another topic."""

    topic = forms.TypedChoiceField(label=gettext_lazy("Topic"), coerce=int)

    def __init__(self, *args: Any, topics: Iterable[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_choices(self, "topic", topics)


class TopicForm(forms.Form):
    """A topic's names, one for each language."""

    def __init__(self, *args: Any, languages: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for tag in languages:
            self.fields[f"title-{tag}"] = forms.CharField(
                label=display_name(tag), required=False, max_length=TITLE_LETTERS, widget=forms.TextInput({"lang": tag})
            )

    def clean(self) -> None:
        """At least one name."""
        if not any(self.titles.values()):
            raise forms.ValidationError(_("Give the topic a name in at least one language."))

    @property
    def titles(self) -> dict[str, str]:
        """The names by language; an empty one is to be removed."""
        return {name.removeprefix("title-"): str(self.cleaned_data.get(name, "")).strip() for name in self.fields}


class ImportForm(forms.Form):
    """A file of articles."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("JSON Lines, as an export writes them; at most 20 MB."),
        widget=forms.FileInput(attrs={"accept": ".jsonl,.ndjson,.json,application/x-ndjson,application/jsonl"}),
        error_messages={"empty": gettext_lazy("This file is empty."), "required": gettext_lazy("Choose a file first.")},
    )

    def clean_file(self) -> Any:
        """Refuse what is far too large to be articles."""
        file = self.cleaned_data["file"]
        if file.size > IMPORT_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB. Split it into several."))
        return file


def _set_choices(form: forms.Form, name: str, choices: Iterable[tuple[Any, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
    field.choices = list(choices)
