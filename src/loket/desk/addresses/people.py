"""Addresses of the desk: signing in, people, teams, keys."""

from __future__ import annotations

from django.urls import URLPattern, path

from loket.desk.views import closed_days, keys, looks, settings, signing_in, staff, teams, two_factor, webhooks, welcome

# Names that begin with account_ or mfa_ are those by which allauth finds its own pages.
urlpatterns: list[URLPattern] = [
    path("/sign-in", signing_in.sign_in, name="account_login"),
    path("/sign-in/code", two_factor.code, name="mfa_authenticate"),
    path("/sign-in/forgotten", signing_in.forgotten, name="account_reset_password"),
    path("/sign-in/inactive", signing_in.inactive, name="account_inactive"),
    path("/sign-out", signing_in.sign_out, name="account_logout"),
    path("/confirm/password", signing_in.password_again, name="account_reauthenticate"),
    path("/confirm/code", two_factor.code_again, name="mfa_reauthenticate"),
    path("/welcome/<str:token>", welcome.welcome, name="desk_welcome"),
    path("/profile", settings.profile, name="desk_profile"),
    path("/profile/password", signing_in.change_password, name="account_change_password"),
    path("/profile/two-factor", two_factor.two_factor, name="mfa_index"),
    path("/profile/two-factor/on", two_factor.activate, name="mfa_activate_totp"),
    path("/profile/two-factor/off", two_factor.deactivate, name="mfa_deactivate_totp"),
    path("/profile/recovery-codes", two_factor.recovery_codes, name="mfa_view_recovery_codes"),
    path("/profile/recovery-codes/new", two_factor.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("/profile/recovery-codes.txt", two_factor.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("/staff", staff.staff, name="desk_people"),
    path("/staff/invitation", staff.invitation, name="desk_invite"),
    path("/staff/<int:user_id>", staff.person, name="desk_person"),
    path("/staff/<int:user_id>/link", staff.new_link, name="desk_person_link"),
    path("/staff/<int:user_id>/two-factor", staff.reset_two_factor, name="desk_person_two_factor"),
    path("/teams", teams.teams, name="desk_teams"),
    path("/teams/new", teams.new_team, name="desk_team_new"),
    path("/team/<slug:slug>", teams.team, name="desk_team"),
    path("/team/<slug:slug>/hours", teams.hours, name="desk_team_hours"),
    path("/team/<slug:slug>/hours/preview", teams.hours_preview, name="desk_team_hours_preview"),
    path("/team/<slug:slug>/closed-days", closed_days.closed_days, name="desk_team_closed_days"),
    path("/team/<slug:slug>/closed-days/places", closed_days.places, name="desk_team_holiday_places"),
    path("/team/<slug:slug>/closed-days/holidays", closed_days.holidays, name="desk_team_holidays"),
    path("/team/<slug:slug>/closed-days/festivals/<slug:key>", closed_days.festival, name="desk_team_festival"),
    path("/team/<slug:slug>/closed-days/pauses", closed_days.new_pause, name="desk_team_pause_new"),
    path("/team/<slug:slug>/closed-days/pauses/<int:pause_id>", closed_days.pause, name="desk_team_pause"),
    path("/keys", keys.keys, name="desk_settings"),
    path("/keys/server", keys.add_server_key, name="desk_server_key_add"),
    path("/keys/server/<uuid:key_id>/revocation", keys.end_server_key, name="desk_server_key_end"),
    path("/keys/identity", keys.add_signing_key, name="desk_identity_key_add"),
    path("/keys/identity/<int:key_id>/revocation", keys.end_signing_key, name="desk_identity_key_end"),
    path("/keys/webhooks", webhooks.webhooks, name="desk_webhooks"),
    path("/keys/webhooks/new", webhooks.add, name="desk_webhook_add"),
    path("/keys/webhooks/<uuid:webhook_id>/secret", webhooks.renew, name="desk_webhook_secret"),
    path("/keys/webhooks/<uuid:webhook_id>/switch", webhooks.switch, name="desk_webhook_switch"),
    path("/keys/webhooks/<uuid:webhook_id>/removal", webhooks.remove, name="desk_webhook_remove"),
    path("/looks", looks.looks, name="desk_looks"),
]
