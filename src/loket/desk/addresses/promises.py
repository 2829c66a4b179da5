"""Addresses of the desk: what is promised to customers, and when."""

from __future__ import annotations

from django.urls import URLPattern, path

from loket.desk.views import promises

urlpatterns: list[URLPattern] = [
    path("/promises", promises.promises, name="desk_promises"),
    path("/promises/new", promises.new_rule, name="desk_promise_new"),
    path("/promises/<int:rule_id>", promises.rule, name="desk_promise_rule"),
    path("/promises/<int:rule_id>/remove", promises.remove, name="desk_promise_remove"),
    path("/promises/<int:rule_id>/place", promises.move, name="desk_promise_place"),
]
