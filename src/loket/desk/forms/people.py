"""Forms for the people of the house: invitations, roles, one's own profile."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.desk.forms.fields import LanguagesField, TimeZoneField
from loket.people.access import staff_managed_by
from loket.people.actors import Actor
from loket.people.models.user import Role

ROLES = (
    (Role.AGENT, gettext_lazy("Agent: answers customers")),
    (Role.LEAD, gettext_lazy("Lead: answers customers, looks after a team")),
    (Role.EDITOR, gettext_lazy("Editor: writes the help centre")),
    (Role.ADJUDICATOR, gettext_lazy("Adjudicator: decides disputes")),
    (Role.SENIOR, gettext_lazy("Senior adjudicator: decides appeals, and what is above one person's limit")),
    (Role.ADMIN, gettext_lazy("Administrator: everything, and who may do what")),
)


class InviteForm(forms.Form):
    """Somebody new."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        help_text=gettext_lazy("Customers see the first word of it, such as Ada."),
    )
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("What they do"), choices=ROLES, widget=forms.CheckboxSelectMultiple, initial=[Role.AGENT]
    )
    languages = LanguagesField(label=gettext_lazy("Languages they write"), initial=["en"])

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._actor = actor

    def clean_email(self) -> str:
        """Refuse an address that somebody here has."""
        email = str(self.cleaned_data["email"]).lower()
        if staff_managed_by(self._actor).filter(email=email).exists():
            raise forms.ValidationError(_("Somebody with this address is here already. Open them in the list."))
        return email

    def clean_name(self) -> str:
        """A name without breaks or control characters."""
        return tidy_line(self.cleaned_data["name"])


class StaffForm(forms.Form):
    """What a member of staff is called and may do."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        help_text=gettext_lazy("Customers see the first word of it, such as Ada."),
    )
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("What they do"), choices=ROLES, widget=forms.CheckboxSelectMultiple
    )
    languages = LanguagesField(label=gettext_lazy("Languages they write"))
    is_active = forms.BooleanField(label=gettext_lazy("May sign in"), required=False)

    def clean_name(self) -> str:
        """A name without breaks or control characters."""
        return tidy_line(self.cleaned_data["name"])


class ProfileForm(forms.Form):
    """What one says about oneself."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        help_text=gettext_lazy("Customers see the first word of it, such as Ada."),
    )
    languages = LanguagesField(label=gettext_lazy("Languages you write"))
    time_zone = TimeZoneField(label=gettext_lazy("Your time zone"))

    def clean_name(self) -> str:
        """A name without breaks or control characters."""
        return tidy_line(self.cleaned_data["name"])


def tidy_line(text: str) -> str:
    """One line of printable text; raises ValidationError when nothing is left."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in str(text)).split())
    if not line:
        raise forms.ValidationError(_("Write at least one letter."), code="required")
    return line
