"""Everything below /desk."""

from __future__ import annotations

from loket.desk.addresses import articles, conversations, evaluation, people, suggestions

urlpatterns = [
    *conversations.urlpatterns,
    *articles.urlpatterns,
    *evaluation.urlpatterns,
    *suggestions.urlpatterns,
    *people.urlpatterns,
]
