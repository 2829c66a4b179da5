"""Forms for deciding on what was learnt."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.learning.personal import LONGEST, without_personal_data
from loket.people.language import canonical


class AcceptForm(forms.Form):
    """A wording as the editor wants it, and the language in which the article lists it."""

    text = forms.CharField(label=gettext_lazy("Wording"), max_length=LONGEST)
    language = forms.CharField(label=gettext_lazy("Language of the article"), max_length=35)

    def clean_text(self) -> str:
        """One line; nobody's personal data."""
        text = " ".join(str(self.cleaned_data["text"]).split())
        if without_personal_data(text) != text:
            raise forms.ValidationError(_("Take names, numbers and addresses out of the wording first."))
        return text

    def clean_language(self) -> str:
        """The tag as it is usually written."""
        try:
            return canonical(self.cleaned_data["language"])
        except ValueError as error:
            raise forms.ValidationError(_("Choose one of the article's languages.")) from error


class AnsweredForm(forms.Form):
    """Which of the articles found answers a gap."""

    article = forms.SlugField(max_length=100)


def first_error(form: forms.Form) -> str:
    """What is wrong, in one sentence."""
    errors: list[Any] = [error for listed in form.errors.values() for error in listed]
    return str(errors[0])
