"""Addresses of the desk: ready texts."""

from __future__ import annotations

from django.urls import URLPattern, path

from loket.desk.views import macros, text_history, texts

_ONE = "/texts/<slug:kind>/<str:slug>/<str:language>"

urlpatterns: list[URLPattern] = [
    path("/texts", texts.texts, name="desk_texts"),
    path("/texts/new", texts.new_text, name="desk_text_new"),
    path("/texts/preview", texts.preview, name="desk_text_preview"),
    path(_ONE, texts.text, name="desk_text"),
    path(f"{_ONE}/state", texts.turn, name="desk_text_state"),
    path(f"{_ONE}/details", texts.details, name="desk_text_details"),
    path(f"{_ONE}/history", text_history.history, name="desk_text_history"),
    path(f"{_ONE}/history/<int:number>", text_history.version, name="desk_text_version"),
    path("/conversations/<uuid:id>/macros", macros.index, name="desk_macros"),
]
