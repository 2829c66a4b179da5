from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loket.desk.article_editor import topic_choices
from loket.desk.forms.articles import NewArticleForm
from loket.desk.forms.fields import offered_languages
from loket.desk.forms.suggestions import AnsweredForm
from loket.desk.suggestion_pages import examples_context, gaps_context, shell_context
from loket.desk.views.answers import reader_language
from loket.knowledge.access import article_for, topics_for
from loket.knowledge.article_errors import ArticleError
from loket.knowledge.search import search
from loket.learning.access import DECIDING_ROLES, gap_for
from loket.learning.actions.deciding import answer_with, begin_article, hide, wordings_by_language
from loket.learning.models import Gap
from loket.people.http import StaffRequest, staff_only
from loket.people.language import best_match

MOST_FOUND = 8


@require_safe
@staff_only(*DECIDING_ROLES)
def index(request: StaffRequest) -> HttpResponse:
    """Articles that seem to be missing."""
    return render(request, "desk/suggestions/missing.html", gaps_context(request.actor, request.GET))


@require_safe
@staff_only(*DECIDING_ROLES)
def examples(request: StaffRequest, gap_id: int) -> HttpResponse:
    """Who asked what nobody could answer, and when."""
    context = examples_context(request.actor, gap_for(request.actor, gap_id), here="gaps")
    return render(request, "desk/suggestions/examples.html", context)


@staff_only(*DECIDING_ROLES)
def write(request: StaffRequest, gap_id: int) -> HttpResponse:
    """Begin the missing article with the words of who asked for it."""
    gap = gap_for(request.actor, gap_id)
    first = {"question": gap.text, "language": best_match(gap.language, offered_languages()) or gap.language}
    form = NewArticleForm(
        request.POST or None, initial=first, topics=topic_choices(request.actor), languages=[first["language"]]
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _begin(request, gap, form)
        except ArticleError as refused:
            form.add_error("slug", str(refused))
    asked = wordings_by_language(gap)
    context = {**shell_context(request.actor, "gaps"), "gap": gap, "form": form, "asked": asked.items()}
    return render(request, "desk/suggestions/write.html", context, status=422 if form.is_bound else 200)


@staff_only(*DECIDING_ROLES)
def answer(request: StaffRequest, gap_id: int) -> HttpResponse:
    """Find the article that answers it already."""
    gap = gap_for(request.actor, gap_id)
    form = AnsweredForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        article = article_for(request.actor, form.cleaned_data["article"])
        answer_with(gap, article, by=request.actor)
        messages.success(request, _("Its questions are now proposed for “%(slug)s”.") % {"slug": article.slug})
        return redirect("desk_suggestions_of", article.slug)
    text = request.GET.get("text", gap.text)[:200]
    hits = search(text, language=reader_language(), limit=MOST_FOUND)
    context = {**shell_context(request.actor, "gaps"), "gap": gap, "text": text, "hits": hits, "form": form}
    return render(request, "desk/suggestions/answer.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff_only(*DECIDING_ROLES)
def put_away(request: StaffRequest, gap_id: int) -> HttpResponse:
    """Say that it is nothing for this shop."""
    gap = gap_for(request.actor, gap_id)
    hide(gap, by=request.actor)
    messages.success(request, _("“%(text)s” is hidden until three times as many ask it.") % {"text": gap.text})
    return redirect("desk_gaps")


def _begin(request: StaffRequest, gap: Gap, form: NewArticleForm) -> HttpResponse:
    given = form.cleaned_data
    begun = begin_article(
        gap,
        question=given["question"],
        slug=given["slug"],
        topic=topics_for(request.actor).filter(pk=given["topic"]).get(),
        language=given["language"],
        also_in=offered_languages(),
        by=request.actor,
    )
    messages.success(request, _("Begun as a draft, with what customers ask. Write the answer."))
    return redirect("desk_article", begun.article.slug, begun.language)
