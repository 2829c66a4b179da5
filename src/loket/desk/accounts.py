"""How staff sign in: what allauth asks of this house."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.design.brand import load_brand
from loket.people.access import ANSWERING_ROLES
from loket.people.actions.staff import set_password
from loket.people.models import User
from loket.people.models.user import Role

# Said after a deed; allauth's other notices only repeat what the next page shows.
NOTICES: dict[str, Promise] = {
    "account/messages/password_changed.txt": _("Your password has changed. Other devices are signed out."),
    "mfa/messages/totp_activated.txt": _("Two-step sign-in is on."),
    "mfa/messages/totp_deactivated.txt": _("Two-step sign-in is off."),
    "mfa/messages/recovery_codes_generated.txt": _("These are your new recovery codes. The earlier ones are void."),
}


class StaffAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Staff are invited; nobody signs up by themselves."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail address and password do not belong together."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
        "incorrect_password": _("That is not your password."),
        "enter_current_password": _("That is not your present password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: administrators invite."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where somebody's work is."""
        user = request.user
        return reverse(start_of(user) if isinstance(user, User) else "desk")

    def set_password(self, user: User, password: str) -> None:
        """Store a password that its owner has chosen."""
        set_password(user, password)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Say what is worth saying, in this house's words."""
        notice = NOTICES.get(message_template or "") or kwargs.get("message")
        if notice:
            messages.add_message(request, level, str(notice))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """Keeps the keys of second steps encrypted, so that a copy of the database is not enough to sign in."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That code is not right, or not any more. Take the one that is shown now."),
    }

    def get_totp_issuer(self) -> str:
        """The name under which an authenticator app lists the code."""
        return load_brand().name or "Loket"

    def encrypt(self, text: str) -> str:
        """Seal a secret with the installation's key."""
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` sealed."""
        return _vault().decrypt(encrypted_text.encode()).decode()


def _vault() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(f"loket.second-factor:{each}".encode()).digest() for each in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def start_of(user: User) -> str:
    """The page on which somebody's work begins: the inbox, disputes, the articles, else their own page."""
    if user.has_role(*ANSWERING_ROLES):
        return "desk"
    if user.has_role(Role.ADJUDICATOR, Role.SENIOR):
        return "desk_disputes"
    return "desk_articles" if user.has_role(Role.EDITOR) else "desk_profile"
