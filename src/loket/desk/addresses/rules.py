"""Addresses of the desk: what may be done with orders, and why not."""

from __future__ import annotations

from django.urls import URLPattern, path

from loket.desk.views import rules

urlpatterns: list[URLPattern] = [
    path("/rules", rules.rules, name="desk_rules"),
    path("/rules/versions", rules.versions, name="desk_rule_versions"),
    path("/rules/trial", rules.trial, name="desk_rule_trial"),
    path("/rules/edit", rules.edit, name="desk_rules_edit"),
]
