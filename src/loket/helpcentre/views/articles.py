from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loket.helpcentre.addresses import INTERFACE_TAGS, absolute, language_name
from loket.helpcentre.forms import HelpedForm
from loket.helpcentre.pages import TEXT_LANGUAGE, Visit, help_page, show
from loket.helpcentre.reading import counts_as_reading, split_answer
from loket.helpcentre.structured import describe_question, describe_trail
from loket.helpcentre.visitors import keep_visitor, visitor_of
from loket.knowledge.actions.reading import count_view, give_feedback
from loket.knowledge.passages import first_line
from loket.knowledge.queries import ArticlePage, article_page

FRAGMENT = "fragment"


@require_safe
@help_page
def show_article(visit: Visit, slug: str) -> HttpResponse:
    """One question with its answer, and what to do when that was not it."""
    page = article_page(slug, visit.request.GET.get(TEXT_LANGUAGE, "")[:20] or visit.tag)
    _count(visit, page)
    lead, rest = split_answer(page.body)
    trail = _trail(visit, page)
    published = [each.language for each in page.alternates]
    own = page.language if page.language in INTERFACE_TAGS else visit.tag
    address = f"/{own}/help/{page.slug}"
    context = {
        "page": page,
        "lead": lead,
        "rest": rest,
        "trail": trail,
        "description": first_line(page.body),
        "shown_language": language_name(page.language),
        "more_languages": [(tag, language_name(tag)) for tag in published if tag not in INTERFACE_TAGS],
        "original_url": f"/en/help/{page.slug}" if "en" in published and page.language != "en" else "",
        "told": visit.request.GET.get("told", ""),
        "facts": describe_question(page.question, page.body, language=page.language, address=absolute(address)),
        "trail_facts": describe_trail([(title, absolute(url)) for title, url in trail]),
    }
    return show(visit, "article", context, languages=published, canonical=address)


@require_POST
@help_page
def take_feedback(visit: Visit, slug: str) -> HttpResponse:
    """Keep whether the article helped; a second answer of the same visitor takes the place of the first."""
    page = article_page(slug, visit.request.POST.get("language", "")[:20] or visit.tag)
    form = HelpedForm(visit.request.POST)
    if not form.is_valid():
        return show(visit, "not_here", {"is_unlisted": True, "problem": _("Choose yes or no.")}, status=422)
    visitor = visitor_of(visit.request)
    told = form.cleaned_data["helped"]
    give_feedback(page.translation_id, helped=told == "yes", comment=form.cleaned_data["comment"], visitor=visitor)
    if form.cleaned_data["comment"]:
        told = f"{told}-more"
    if visit.request.GET.get(FRAGMENT):
        context = {"page": page, "told": told, "tag": visit.tag, "contact_url": visit.url("contact")}
        response = render(visit.request, "helpcentre/_helped.html", context)
        patch_cache_control(response, private=True, no_store=True)
    else:
        response = redirect(f"{visit.url('article', slug=slug)}?told={told}#helped")
    keep_visitor(response, visitor)
    return response


def _trail(visit: Visit, page: ArticlePage) -> list[tuple[str, str]]:
    trail = [(_("Help"), visit.url("home"))]
    topic = ""
    for each in page.breadcrumbs:
        if each.is_subtopic:
            trail.append((each.title, visit.url("subtopic", topic=topic, subtopic=each.slug)))
        else:
            topic = each.slug
            trail.append((each.title, visit.url("topic", topic=topic)))
    return trail


def _count(visit: Visit, page: ArticlePage) -> None:
    if not counts_as_reading(visit.request) or "told" in visit.request.GET:
        return
    try:
        count_view(page.translation_id, day=visit.now.date())
    except DatabaseError:
        # A page that can be read matters more than knowing that it was.
        return
