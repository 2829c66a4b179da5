"""Addresses of the desk: articles and topics."""

from __future__ import annotations

from django.urls import URLPattern, path

from loket.desk.views import article_history, article_import, articles, topics

ARTICLE = "/articles/<slug:slug>/<str:language>"

urlpatterns: list[URLPattern] = [
    path("/articles", articles.articles, name="desk_articles"),
    path("/articles/new", articles.new_article, name="desk_article_new"),
    path("/articles/preview", articles.preview, name="desk_article_preview"),
    path("/articles/import", article_import.import_page, name="desk_article_import"),
    path("/articles/export", article_import.export, name="desk_article_export"),
    path(ARTICLE, articles.article, name="desk_article"),
    path(f"{ARTICLE}/state", articles.turn, name="desk_article_state"),
    path(f"{ARTICLE}/topic", articles.place, name="desk_article_place"),
    path(f"{ARTICLE}/history", article_history.history, name="desk_article_history"),
    path(f"{ARTICLE}/history/<int:number>", article_history.version, name="desk_article_version"),
    path("/topics", topics.topics, name="desk_topics"),
    path("/topics/new", topics.new_topic, name="desk_topic_new"),
    path("/topics/<int:parent_id>/new", topics.new_topic, name="desk_subtopic_new"),
    path("/topics/<int:topic_id>", topics.topic, name="desk_topic"),
    path("/topics/<int:topic_id>/place", topics.move, name="desk_topic_move"),
    path("/topics/<int:topic_id>/removal", topics.remove, name="desk_topic_remove"),
]
