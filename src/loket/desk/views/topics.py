from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loket.desk.article_editor import arranged_topics, topic_name
from loket.desk.forms.articles import TopicForm
from loket.desk.forms.fields import offered_languages
from loket.knowledge.access import topics_for
from loket.knowledge.actions.arranging import move_topic
from loket.knowledge.actions.topics import add_topic, remove_topic, rename_topic
from loket.knowledge.article_errors import ArticleError
from loket.knowledge.models import Topic
from loket.people.access import NotVisible
from loket.people.http import StaffRequest, staff_only
from loket.people.models.user import Role


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic as the list shows it; ``held`` counts the articles that stand in it and below it."""

    topic: Topic
    name: str
    held: int
    missing: tuple[str, ...]


@staff_only(Role.EDITOR)
def topics(request: StaffRequest) -> HttpResponse:
    """All topics in their order, subtopics below them."""
    found = arranged_topics(request.actor)
    held: Counter[int] = Counter()
    for each in found:
        for key in filter(None, (each.pk, each.parent_id)):
            held[key] += getattr(each, "held", 0)
    rows = [_row(each, held[each.pk]) for each in found]
    return render(request, "desk/articles/topics.html", {"section": "articles", "rows": rows})


@staff_only(Role.EDITOR)
def new_topic(request: StaffRequest, parent_id: int | None = None) -> HttpResponse:
    """Add a topic, or a subtopic."""
    parent = None if parent_id is None else _topic(request, parent_id)
    form = TopicForm(request.POST or None, languages=offered_languages())
    if request.method == "POST" and form.is_valid():
        title = form.titles.get("en") or next(filter(None, form.titles.values()))
        try:
            add_topic(slugify(title) or "topic", titles=form.titles, parent=parent, by=request.actor)
        except ArticleError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Added: %(name)s.") % {"name": title})
            return redirect("desk_topics")
    return _show(request, form=form, topic=None, parent=parent)


@staff_only(Role.EDITOR)
def topic(request: StaffRequest, topic_id: int) -> HttpResponse:
    """Change a topic's names."""
    found = _topic(request, topic_id)
    titles = {title.language: title.title for title in found.titles.all()}
    form = TopicForm(
        request.POST or None,
        languages=offered_languages(titles),
        initial={f"title-{tag}": title for tag, title in titles.items()},
    )
    if request.method == "POST" and form.is_valid():
        rename_topic(found, titles=form.titles, by=request.actor)
        messages.success(request, _("Saved."))
        return redirect("desk_topics")
    return _show(request, form=form, topic=found, parent=found.parent)


@staff_only(Role.EDITOR)
@require_POST
def move(request: StaffRequest, topic_id: int) -> HttpResponse:
    """Move a topic one place up or down."""
    move_topic(_topic(request, topic_id), steps=-1 if request.POST.get("way") == "up" else 1, by=request.actor)
    return redirect("desk_topics")


@staff_only(Role.EDITOR)
@require_POST
def remove(request: StaffRequest, topic_id: int) -> HttpResponse:
    """Remove a topic in which nothing stands."""
    try:
        remove_topic(_topic(request, topic_id), by=request.actor)
    except ArticleError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The topic is removed."))
    return redirect("desk_topics")


def _show(request: StaffRequest, *, form: TopicForm, topic: Topic | None, parent: Topic | None) -> HttpResponse:
    context = {
        "section": "articles",
        "form": form,
        "topic": topic,
        "name": topic_name(topic) if topic else "",
        "parent": topic_name(parent) if parent else "",
    }
    return render(request, "desk/articles/topic.html", context, status=422 if request.method == "POST" else 200)


def _topic(request: StaffRequest, topic_id: int) -> Topic:
    found = topics_for(request.actor).filter(pk=topic_id).first()
    if found is None:
        raise NotVisible
    return found


def _row(topic: Topic, held: int) -> TopicRow:
    named = {title.language for title in topic.titles.all()}
    missing = tuple(tag for tag in offered_languages() if tag not in named)
    return TopicRow(topic, topic_name(topic), held, missing)
