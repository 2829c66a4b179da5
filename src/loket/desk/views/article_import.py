from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from loket.desk.forms.articles import ImportForm
from loket.knowledge.actions.importing import import_articles
from loket.knowledge.article_lines import ImportRefused
from loket.knowledge.exporting import export_lines
from loket.people.access import NotVisible
from loket.people.http import StaffRequest, staff_only
from loket.people.models.user import Role

MOST_PROBLEMS = 100


@staff_only(Role.EDITOR)
def import_page(request: StaffRequest) -> HttpResponse:
    """Bring a file of articles in, all of it or nothing."""
    if request.method != "POST":
        return render(request, "desk/articles/import.html", {"section": "articles", "form": ImportForm()})
    form = ImportForm(request.POST, request.FILES)
    context = {"section": "articles", "form": form}
    if not form.is_valid():
        return render(request, "desk/articles/import.html", context, status=422)
    try:
        context["summary"] = import_articles(form.cleaned_data["file"], by=request.actor)
    except ImportRefused as refused:
        problems = list(refused.problems)
        context |= {"problems": problems[:MOST_PROBLEMS], "problem_count": len(problems)}
        return render(request, "desk/articles/import.html", context, status=422)
    return render(request, "desk/articles/import.html", context)


@staff_only(Role.EDITOR)
def export(request: StaffRequest) -> HttpResponseBase:
    """Every topic and article as JSON Lines."""
    if request.method not in ("GET", "HEAD"):
        raise NotVisible
    response = StreamingHttpResponse(_lines(), content_type="application/jsonl; charset=utf-8")
    name = f"articles-{timezone.now():%Y-%m-%d}.jsonl"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _lines() -> Iterator[bytes]:
    for line in export_lines():
        yield f"{line}\n".encode()
