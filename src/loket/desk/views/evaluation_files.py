from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from loket.assistant.evaluation import HANDOVER
from loket.assistant.evaluation_runs import results
from loket.assistant.evaluation_runs.access import EVALUATING_ROLES, run_for
from loket.assistant.models import EvaluationRun
from loket.knowledge.queries import published_articles
from loket.people.access import NotVisible
from loket.people.http import StaffRequest, staff_only

UNANSWERABLE = (("en", "Do you sell tickets for the concert on Saturday?"), ("es", "¿Qué tiempo hará mañana?"))


@require_safe
@staff_only(*EVALUATING_ROLES)
def template(request: StaffRequest) -> HttpResponseBase:
    """A file to begin with: one line for each published article and language."""
    response = StreamingHttpResponse(_template_lines(), content_type="application/jsonl; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="questions.jsonl"'
    return response


@require_safe
@staff_only(*EVALUATING_ROLES)
def report(request: StaffRequest, run_id: UUID) -> HttpResponse:
    """A finished run in the shape in which ``loket evaluate --json`` prints it."""
    run = run_for(request.actor, run_id)
    if run.state != EvaluationRun.State.DONE:
        raise NotVisible
    text = json.dumps(results.report(run), ensure_ascii=False, indent=1)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="evaluation-{run.created_at:%Y-%m-%d-%H%M}.json"'
    return response


def _template_lines() -> Iterator[bytes]:
    for row in published_articles():
        yield _line(row.question, row.language, row.article)
    for language, text in UNANSWERABLE:
        yield _line(text, language, HANDOVER)


def _line(text: str, language: str, expect: str) -> bytes:
    line = {"text": text, "language": language, "expect": expect}
    return f"{json.dumps(line, ensure_ascii=False)}\n".encode()
