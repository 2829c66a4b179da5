"""Everything below /desk."""

from __future__ import annotations

from loket.desk.addresses import articles, conversations, evaluation, people

urlpatterns = [
    *conversations.urlpatterns,
    *articles.urlpatterns,
    *evaluation.urlpatterns,
   
    *people.urlpatterns,
]
