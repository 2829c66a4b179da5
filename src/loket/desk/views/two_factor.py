"""The second step of signing in: setting it up, recovery codes, taking it away."""

from __future__ import annotations

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.recovery_codes.views import (
    DownloadRecoveryCodesView,
    GenerateRecoveryCodesView,
    ViewRecoveryCodesView,
)
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.http import HttpResponse
from django.shortcuts import render

from loket.desk.forms.signing_in import CodeAgain, CodeForm, FirstCodeForm
from loket.people.http import StaffRequest, staff_only
from loket.people.second_factor import has_second_factor, second_factor_is_missing

PROFILE = {"section": "profile"}

code = AuthenticateView.as_view(template_name="desk/people/code.html", form_class=CodeForm)
code_again = CodeAgainView.as_view(
    template_name="desk/people/again.html", form_class=CodeAgain, extra_context={"proves_by_code": True}
)
activate = staff_only(second_factor=False)(
    ActivateTOTPView.as_view(
        template_name="desk/people/two_factor_on.html", form_class=FirstCodeForm, extra_context=PROFILE
    )
)
deactivate = staff_only(second_factor=False)(
    DeactivateTOTPView.as_view(template_name="desk/people/two_factor_off.html", extra_context=PROFILE)
)
recovery_codes = staff_only(second_factor=False)(
    ViewRecoveryCodesView.as_view(template_name="desk/people/recovery_codes.html", extra_context=PROFILE)
)
new_recovery_codes = staff_only(second_factor=False)(
    GenerateRecoveryCodesView.as_view(template_name="desk/people/recovery_codes_new.html", extra_context=PROFILE)
)
download_recovery_codes = staff_only(second_factor=False)(
    DownloadRecoveryCodesView.as_view(template_name="desk/people/recovery_codes.txt")
)


@staff_only(second_factor=False)
def two_factor(request: StaffRequest) -> HttpResponse:
    """Say whether the second step is on, and what can be done about it."""
    is_on = has_second_factor(request.user)
    context = {**PROFILE, "is_on": is_on, "is_demanded": not is_on and second_factor_is_missing(request.user)}
    return render(request, "desk/people/two_factor.html", context)
