from __future__ import annotations

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from loket.desk.forms.signing_in import WelcomeForm
from loket.people.actions.staff import StaffError, sign_in_link_holder, use_sign_in_link


@never_cache
@sensitive_post_parameters("password", "again")
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody who was invited choose a password, once, and come in."""
    response = _welcome(request, token)
    # The link is a secret until it is used.
    response["Referrer-Policy"] = "no-referrer"
    return response


def _welcome(request: HttpRequest, token: str) -> HttpResponse:
    holder = sign_in_link_holder(token)
    if holder is None:
        return _spent(request)
    form = WelcomeForm(request.POST or None, user=holder)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "desk/people/welcome.html", {"form": form, "holder": holder}, status=status)
    try:
        user = use_sign_in_link(token, password=form.cleaned_data["password"])
    except StaffError:
        return _spent(request)
    signed_in: HttpResponse = perform_login(request, user)
    return signed_in


def _spent(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/people/link_spent.html", status=410)
