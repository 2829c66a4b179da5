"""Everything below /desk."""

from __future__ import annotations

from loket.desk.addresses import (
    articles,
    conversations,
    disputes,
    evaluation,
    orders,
    outbox,
    people,
    promises,
    rules,
    suggestions,
    texts,
    translation,
)

urlpatterns = [
    *conversations.urlpatterns,
    *orders.urlpatterns,
    *disputes.urlpatterns,
    *rules.urlpatterns,
    *promises.urlpatterns,
    *outbox.urlpatterns,
    *articles.urlpatterns,
    *texts.urlpatterns,
    *translation.urlpatterns,
    *evaluation.urlpatterns,
    *suggestions.urlpatterns,
    *people.urlpatterns,
]
