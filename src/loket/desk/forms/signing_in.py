"""Forms for signing in; allauth's, without placeholders that repeat the label."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.people.models import User

PASSWORD_HINT = gettext_lazy(
    "At least 10 characters, and not a common password. A few words in a row are easy to remember."
)
CODE_ATTRIBUTES = {"inputmode": "numeric", "autocomplete": "one-time-code", "autocapitalize": "off", "autofocus": True}


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth carries no types
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_plainly(self, login=gettext_lazy("E-mail"), password=gettext_lazy("Password"))
        self.fields["login"].widget.attrs.update(autocomplete="username", autofocus=True)


class ForgottenForm(forms.Form):
    """Whose password was forgotten."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]  # allauth carries no types
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_plainly(self, password=gettext_lazy("Password"))
        self.fields["password"].widget.attrs["autofocus"] = True


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth carries no types
    """The present password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {"oldpassword": gettext_lazy("Present password"), "password1": gettext_lazy("New password")}
        _say_plainly(self, **names, password2=gettext_lazy("New password once more"))
        self.fields["password1"].help_text = PASSWORD_HINT


class CodeForm(AuthenticateForm):  # type: ignore[misc]  # allauth carries no types
    """A code from the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_plainly(self, code=gettext_lazy("Code"))
        self.fields["code"].widget.attrs.update(CODE_ATTRIBUTES)


class CodeAgain(CodeAgainForm):  # type: ignore[misc]  # allauth carries no types
    """A code once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_plainly(self, code=gettext_lazy("Code"))
        self.fields["code"].widget.attrs.update(CODE_ATTRIBUTES)


class FirstCodeForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth carries no types
    """The first code, which proves that the app has the key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_plainly(self, code=gettext_lazy("The six digits that the app shows"))
        self.fields["code"].widget.attrs.update(CODE_ATTRIBUTES)


class WelcomeForm(forms.Form):
    """The password that somebody who was invited chooses."""

    password = forms.CharField(
        label=gettext_lazy("Choose a password"),
        help_text=PASSWORD_HINT,
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "autofocus": True}),
    )
    again = forms.CharField(
        label=gettext_lazy("Once more"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_password(self) -> str:
        """Refuse what is easily guessed."""
        password = str(self.cleaned_data["password"])
        validate_password(password, self._user)
        return password

    def clean(self) -> None:
        """Both must be the same."""
        first, again = self.cleaned_data.get("password"), self.cleaned_data.get("again")
        if first and again and first != again:
            self.add_error("again", _("The two are not the same. Type the password once more."))


def _say_plainly(form: forms.Form, **labels: Any) -> None:
    for name, label in labels.items():
        field = form.fields[name]
        field.label, field.help_text = label, ""
        field.widget.attrs.pop("placeholder", None)
