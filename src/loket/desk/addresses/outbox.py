"""Addresses of the desk: what people are told outside a page."""

from __future__ import annotations

from django.urls import URLPattern, path

from loket.desk.views import outbox

urlpatterns: list[URLPattern] = [
    path("/outbox", outbox.index, name="desk_outbox"),
    path("/outbox/addresses", outbox.addresses, name="desk_outbox_addresses"),
    path("/outbox/addresses/<int:address_id>", outbox.trust_again, name="desk_outbox_address"),
    path("/outbox/<int:notice_id>", outbox.show, name="desk_notice"),
    path("/outbox/<int:notice_id>/state", outbox.act, name="desk_notice_state"),
]
