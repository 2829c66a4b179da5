"""Signing in and out, and proving once more who one is."""

from __future__ import annotations

from allauth.account.views import AccountInactiveView, LoginView, LogoutView, PasswordChangeView, ReauthenticateView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from loket.desk.forms.signing_in import NewPasswordForm, PasswordAgainForm, SignInForm

sign_in = LoginView.as_view(template_name="desk/people/sign_in.html", form_class=SignInForm)
sign_out = LogoutView.as_view(template_name="desk/people/sign_out.html")
inactive = AccountInactiveView.as_view(template_name="desk/people/inactive.html")
password_again = ReauthenticateView.as_view(template_name="desk/people/again.html", form_class=PasswordAgainForm)
change_password = PasswordChangeView.as_view(
    template_name="desk/people/password.html",
    form_class=NewPasswordForm,
    success_url=reverse_lazy("desk_profile"),
    extra_context={"section": "profile"},
)


def forgotten(request: HttpRequest) -> HttpResponse:
    """Say how to get in again without the password."""
    return render(request, "desk/people/forgotten.html")
