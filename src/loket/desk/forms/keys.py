"""Forms for the keys of the shop's own servers."""

from __future__ import annotations

import re
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.desk.forms.people import tidy_line
from loket.people.access import identity_keys_visible_to
from loket.people.actors import Actor
from loket.people.models import IdentityKey
from loket.people.scopes import KeyScope

SCOPES = {
    KeyScope.CONVERSATIONS: gettext_lazy("Conversations: open them for customers, write in them and read them"),
    KeyScope.REPLIES: gettext_lazy("Replies: answer customers as an agent"),
    KeyScope.ORDERS: gettext_lazy("Orders: bring them in and read them"),
    KeyScope.DISPUTES: gettext_lazy("Disputes: read them, open them for buyers, answer them for sellers"),
}


class ServerKeyForm(forms.Form):
    """A new key to the API."""

    name = forms.CharField(
        label=gettext_lazy("What it is for"),
        max_length=100,
        help_text=gettext_lazy("For example: order system, production."),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        choices=[(scope.value, SCOPES[scope]) for scope in KeyScope],
        initial=[KeyScope.CONVERSATIONS.value],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("A key that may do nothing is of no use. Choose at least one.")},
    )

    def clean_name(self) -> str:
        """A name without breaks or control characters."""
        return tidy_line(self.cleaned_data["name"])


class IdentityKeyForm(forms.Form):
    """A key with which the shop signs who its customer is."""

    kid = forms.CharField(
        label=gettext_lazy("Key ID (kid)"),
        max_length=100,
        help_text=gettext_lazy(
            "Letters, digits, dots and dashes, such as shop-2026. Your tokens name it in their header."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    algorithm = forms.ChoiceField(
        label=gettext_lazy("How tokens are signed"),
        choices=(
            (IdentityKey.Algorithm.HS256, gettext_lazy("HS256: Loket makes a secret that both sides keep")),
            (
                IdentityKey.Algorithm.EDDSA,
                gettext_lazy("EdDSA: you keep the private key and paste the public one here"),
            ),
        ),
        initial=IdentityKey.Algorithm.HS256,
        widget=forms.RadioSelect,
    )
    public_key = forms.CharField(
        label=gettext_lazy("Public key, for EdDSA"),
        required=False,
        max_length=4000,
        help_text=gettext_lazy("In PEM: it begins with -----BEGIN PUBLIC KEY-----."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._actor = actor

    def clean_kid(self) -> str:
        """A name for the key that none had before, revoked ones included."""
        kid = str(self.cleaned_data["kid"]).strip()
        if not re.fullmatch(r"[A-Za-z0-9._-]+", kid):
            raise forms.ValidationError(_("Use letters, digits, dots, dashes and underscores only."))
        if identity_keys_visible_to(self._actor).filter(kid=kid).exists():
            raise forms.ValidationError(_("There is, or was, a key with this ID. Choose another, such as shop-2027."))
        return kid

    def clean(self) -> None:
        """With EdDSA a public key has to come along."""
        if self.cleaned_data.get("algorithm") == IdentityKey.Algorithm.EDDSA and not self.errors:
            problem = _problem_of(self.cleaned_data["public_key"])
            if problem:
                self.add_error("public_key", problem)


def _problem_of(pem: str) -> str:
    """What is wrong with a public key in PEM; empty when nothing is."""
    if "PRIVATE KEY" in pem:
        return _("That is a private key. Keep it to yourself, make a new pair, and paste the public one.")
    try:
        key = load_pem_public_key(pem.strip().encode())
    except (ValueError, UnsupportedAlgorithm):
        return _("That is no public key in PEM. Copy it with its BEGIN and END lines.")
    if not isinstance(key, Ed25519PublicKey | Ed448PublicKey):
        return _("That key is for another algorithm. Make one with: openssl genpkey -algorithm ed25519.")
    return ""
