"""Addresses of the desk: what was learnt from use, for editors to decide on."""

from __future__ import annotations

from django.urls import URLPattern, path

from loket.desk.views import gaps, suggestions

PROPOSAL = "/suggestions/<int:proposal_id>"
GAP = "/suggestions/missing/<int:gap_id>"

urlpatterns: list[URLPattern] = [
    path("/suggestions", suggestions.index, name="desk_suggestions"),
    path("/suggestions/search", suggestions.search, name="desk_suggestions_search"),
    path("/suggestions/turned-down", suggestions.turned_down, name="desk_suggestions_turned_down"),
    path("/suggestions/article/<slug:slug>", suggestions.of_article, name="desk_suggestions_of"),
    path(PROPOSAL, suggestions.decide, name="desk_suggestion"),
    path(f"{PROPOSAL}/examples", suggestions.examples, name="desk_suggestion_examples"),
    path("/suggestions/missing", gaps.index, name="desk_gaps"),
    path(f"{GAP}/examples", gaps.examples, name="desk_gap_examples"),
    path(f"{GAP}/write", gaps.write, name="desk_gap_write"),
    path(f"{GAP}/answer", gaps.answer, name="desk_gap_answer"),
    path(f"{GAP}/hide", gaps.put_away, name="desk_gap_hide"),
]
