"""Addresses of the desk: the inbox, conversations, and what agents do there."""

from __future__ import annotations

from django.urls import URLPattern, path

from loket.desk.views import (
    assignments,
    closures,
    conversations,
    inbox,
    mending,
    notes,
    presence,
    replies,
    search,
    uploads,
    whys,
)

_ONE = "/conversations/<uuid:id>"

urlpatterns: list[URLPattern] = [
    path("", inbox.index, name="desk"),
    path("/rows", inbox.rows, name="desk_rows"),
    path("/search", search.index, name="desk_search"),
    path("/find-articles", search.articles, name="desk_find_articles"),
    path("/presence", presence.switch, name="desk_presence"),
    path(_ONE, conversations.show, name="desk_conversation"),
    path(f"{_ONE}/messages", conversations.messages, name="desk_messages"),
    path(f"{_ONE}/state", conversations.state, name="desk_state"),
    path(f"{_ONE}/why/<int:trace_id>", whys.show, name="desk_why"),
    path(f"{_ONE}/replies", replies.create, name="desk_replies"),
    path(f"{_ONE}/notes", notes.create, name="desk_notes"),
    path(f"{_ONE}/messages/<int:sequence>/translations/<str:language>", mending.create, name="desk_mend"),
    path(f"{_ONE}/take", assignments.take, name="desk_take"),
    path(f"{_ONE}/give-back", assignments.give_back, name="desk_give_back"),
    path(f"{_ONE}/put-back", assignments.put_back, name="desk_put_back"),
    path(f"{_ONE}/move", assignments.move, name="desk_move"),
    path(f"{_ONE}/close", closures.close, name="desk_close"),
    path(f"{_ONE}/reopen", closures.reopen, name="desk_reopen"),
    path(f"{_ONE}/viewers", presence.viewers, name="desk_viewers"),
    path(f"{_ONE}/typing", presence.typing, name="desk_typing"),
    path(f"{_ONE}/leave", presence.leave, name="desk_leave"),
    path(f"{_ONE}/uploads", uploads.create, name="desk_uploads"),
    path(f"{_ONE}/uploads/<uuid:upload_id>", uploads.show, name="desk_upload"),
]
