"""Everything below /desk."""

from __future__ import annotations

from loket.desk.addresses import articles, conversations, people

urlpatterns = [*conversations.urlpatterns, *articles.urlpatterns, *people.urlpatterns]
