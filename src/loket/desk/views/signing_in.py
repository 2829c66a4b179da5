"""Signing in and out, and proving once more who one is."""

from __future__ import annotations

from allauth.account.views import AccountInactiveView, LoginView, LogoutView, PasswordChangeView, ReauthenticateView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from loket.desk.forms.signing_in import ForgottenForm, NewPasswordForm, PasswordAgainForm, SignInForm
from loket.notices.actions.sign_in_links import send_to_forgetful
from loket.notices.queries import can_write_to_staff

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
    """Send a link to get in again without the password; where no mail can be sent, say who makes one."""
    form = ForgottenForm(request.POST or None)
    is_asked = request.method == "POST" and form.is_valid()
    if is_asked and can_write_to_staff():
        send_to_forgetful(form.cleaned_data["email"])
    status = 422 if request.method == "POST" and not is_asked else 200
    context = {"form": form, "can_send": can_write_to_staff(), "is_asked": is_asked}
    return render(request, "desk/people/forgotten.html", context, status=status)
