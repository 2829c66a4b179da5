"""Addresses of the desk: the memory of translations, the glossary, and who translates."""

from __future__ import annotations

from django.urls import URLPattern, path

from loket.desk.views import translation

urlpatterns: list[URLPattern] = [
    path("/translation", translation.memory, name="desk_translation"),
    path("/translation/memory/<int:entry_id>", translation.entry, name="desk_translation_entry"),
    path("/translation/memory/<int:entry_id>/forget", translation.forget, name="desk_translation_forget"),
    path("/translation/glossary", translation.glossary, name="desk_glossary"),
    path("/translation/glossary/new", translation.new_term, name="desk_term_new"),
    path("/translation/glossary/<int:term_id>", translation.term, name="desk_term"),
    path("/translation/glossary/<int:term_id>/remove", translation.remove, name="desk_term_remove"),
    path("/translation/engines", translation.engines, name="desk_translators"),
]
