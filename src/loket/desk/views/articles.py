from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loket.desk.article_editor import article_context, list_context, requested_language, topic_choices
from loket.desk.forms.articles import NewArticleForm, PlaceForm, TextForm
from loket.knowledge.access import article_for, topics_for
from loket.knowledge.actions.editing import (
    add_translation,
    confirm_up_to_date,
    create_article,
    save_draft,
    set_topic,
)
from loket.knowledge.actions.publishing import archive, bring_back, publish, unpublish
from loket.knowledge.article_errors import ArticleError, StaleDraft
from loket.people.access import NotVisible
from loket.people.http import StaffRequest, staff_only
from loket.people.models.user import Role


@staff_only(Role.EDITOR)
def articles(request: StaffRequest) -> HttpResponse:
    """All articles with the state of each language."""
    template = "desk/articles/_list.html" if request.htmx.target == "found" else "desk/articles/list.html"
    return render(request, template, list_context(request.actor, request.GET))


@staff_only(Role.EDITOR)
def new_article(request: StaffRequest) -> HttpResponse:
    """Begin an article."""
    form = NewArticleForm(request.POST or None, topics=topic_choices(request.actor))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        topic = topics_for(request.actor).filter(pk=given["topic"]).get()
        try:
            begun = create_article(given["slug"], topic=topic, language=given["language"], by=request.actor)
            save_draft(begun, question=given["question"], answer="", also_asked=[], by=request.actor, base_version=0)
        except ArticleError as refused:
            form.add_error("slug", str(refused))
        else:
            return redirect("desk_article", begun.article.slug, begun.language)
    context = {"section": "articles", "form": form}
    return render(request, "desk/articles/new.html", context, status=_status(request))


@staff_only(Role.EDITOR)
def article(request: StaffRequest, slug: str, language: str) -> HttpResponse:
    """Write an article in one language, with its source and a preview beside it."""
    found, tag = article_for(request.actor, slug), requested_language(language)
    if request.method != "POST":
        return render(request, "desk/articles/article.html", article_context(request.actor, found, tag))
    form = TextForm(request.POST)
    if form.is_valid():
        try:
            return _store(request, form, slug=slug, language=tag)
        except StaleDraft as stale:
            context = article_context(request.actor, found, tag, form=form, newer=stale.newer)
            return render(request, "desk/articles/article.html", context, status=409)
        except ArticleError as refused:
            form.add_error(None, str(refused))
    context = article_context(request.actor, found, tag, form=form)
    return render(request, "desk/articles/article.html", context, status=422)


@staff_only(Role.EDITOR)
@require_POST
def preview(request: StaffRequest) -> HttpResponse:
    """What readers would see of the text that is being written."""
    context = {"question": request.POST.get("question", ""), "answer": request.POST.get("answer", "")}
    return render(request, "desk/articles/_preview.html", context)


@staff_only(Role.EDITOR)
@require_POST
def turn(request: StaffRequest, slug: str, language: str) -> HttpResponse:
    """Take a language back from readers, confirm it, put the article away, or bring it back."""
    found, tag = article_for(request.actor, slug), requested_language(language)
    deed = request.POST.get("action")
    translation = next((each for each in found.translations.all() if each.language == tag), None)
    try:
        if deed == "archive":
            archive(found, by=request.actor)
        elif deed == "bring_back":
            bring_back(found, by=request.actor)
        elif deed == "unpublish" and translation:
            unpublish(translation, by=request.actor)
        elif deed == "confirm" and translation:
            confirm_up_to_date(translation, by=request.actor)
        else:
            raise NotVisible
    except ArticleError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _deed_done(deed))
    return redirect("desk_article", slug, tag)


@staff_only(Role.EDITOR)
@require_POST
def place(request: StaffRequest, slug: str, language: str) -> HttpResponse:
    """Move an article to another topic."""
    found = article_for(request.actor, slug)
    form = PlaceForm(request.POST, topics=topic_choices(request.actor))
    if not form.is_valid():
        raise NotVisible
    set_topic(found, topics_for(request.actor).filter(pk=form.cleaned_data["topic"]).get(), by=request.actor)
    messages.success(request, _("The article has moved."))
    return redirect("desk_article", slug, language)


def _store(request: StaffRequest, form: TextForm, *, slug: str, language: str) -> HttpResponse:
    given = form.cleaned_data
    translation = add_translation(article_for(request.actor, slug), language, by=request.actor)
    revision = save_draft(
        translation,
        question=given["question"],
        answer=given["answer"],
        also_asked=given["also_asked"],
        by=request.actor,
        base_version=given["base_version"],
    )
    if request.POST.get("action") == "publish":
        publish(translation, by=request.actor)
        messages.success(request, _("Published: readers see version %(number)d now.") % {"number": revision.version})
    else:
        messages.success(request, _("Saved as version %(number)d.") % {"number": revision.version})
    return redirect("desk_article", slug, language)


def _deed_done(deed: str | None) -> str:
    return {
        "archive": _("The article is put away. Nothing of it is lost."),
        "bring_back": _("The article is back."),
        "unpublish": _("Readers do not see this language any more."),
        "confirm": _("Noted: this text still fits its source. Publish it to tell readers."),
    }[str(deed)]


def _status(request: StaffRequest) -> int:
    return 422 if request.method == "POST" else 200
