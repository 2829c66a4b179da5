from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from loket.assistant import banks
from loket.assistant.bank import Bank
from loket.assistant.evaluation import Line, Outcome, measure, run_line
from loket.assistant.evaluation_runs.results import languages_of, outcomes_of
from loket.assistant.evaluation_runs.uploads import EvaluationFile
from loket.assistant.evaluation_runs.verdicts import verdict_of
from loket.assistant.jobs import EVALUATION, evaluate
from loket.assistant.models import STALE_AFTER, EvaluationLine, EvaluationRun
from loket.assistant.policies import held
from loket.history.actions import record
from loket.lib import jobs
from loket.people.actors import StaffActor

State = EvaluationRun.State

# In seconds: how long one job works, and how often it says how far it is.
SLICE = 3.0
STEP = 0.7
LINES_AT_ONCE = 200
_ASKED = ("verdict", "is_mistake", "best", "confidence", "decision", "answered", "got", "offered", "milliseconds")

# Thousands of rows at once: COPY is ten times as fast as what the models would send.
_ALL = f"run_id, number, text, language, expect, {', '.join(_ASKED)}"
_UNASKED: tuple[str | float | list[str], ...] = ("", False, "", 0.0, "", "", "", [], 0.0)
_COPY = f"COPY assistant_evaluationline ({_ALL}) FROM STDIN"
_REPEAT = f"""
INSERT INTO assistant_evaluationline ({_ALL})
SELECT %s, number, text, language, expect, {", ".join(["%s"] * len(_UNASKED))}
FROM assistant_evaluationline WHERE run_id = %s ORDER BY number
"""  # noqa: S608  made of constants

# The bank with which the run at work began: articles that change meanwhile are for the next run.
_pinned: dict[UUID, Bank] = {}


def keep_file(file: EvaluationFile, *, by: StaffActor) -> EvaluationRun:
    """Keep a file as a run that waits to be started."""
    with transaction.atomic():
        run = EvaluationRun.objects.create(
            file_name=file.name, sha256=file.sha256, started_by=by.user, total=len(file.lines)
        )
        with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
            for each in file.lines:
                line = each.line
                copy.write_row((run.pk, each.number, line.text, line.language, list(line.expect), *_UNASKED))
    return run


def repeat(run: EvaluationRun, *, by: StaffActor) -> EvaluationRun:
    """Ask the same questions again, as a new run beside the old one."""
    with transaction.atomic():
        again = EvaluationRun.objects.create(
            file_name=run.file_name, sha256=run.sha256, started_by=by.user, total=run.total
        )
        with connection.cursor() as cursor:
            cursor.execute(_REPEAT, [again.pk, *_UNASKED, run.pk])
        start(again, by=by)
    return again


@transaction.atomic
def start(run: EvaluationRun, *, by: StaffActor) -> None:
    """Begin a run, or take up one that was cancelled or has stopped; what was asked already is kept."""
    now = timezone.now()
    fresh = EvaluationRun.objects.filter(pk=run.pk, state__in=(State.READY, State.CANCELLED, State.FAILED))
    stale = EvaluationRun.objects.filter(pk=run.pk, state=State.RUNNING, worked_at__lt=now - STALE_AFTER)
    if not (fresh | stale).update(state=State.WAITING, worked_at=now, ended_at=None):
        return
    record("evaluation.started", f"evaluation:{run.pk}", by=by.label, actor_id=by.actor_id)
    _queue()


@transaction.atomic
def cancel(run: EvaluationRun, *, by: StaffActor) -> None:
    """Stop a run that waits or works; what it has found so far is kept, so that it can be taken up again."""
    at_work = EvaluationRun.objects.filter(pk=run.pk, state__in=(State.WAITING, State.RUNNING))
    if at_work.update(state=State.CANCELLED, ended_at=timezone.now()):
        record("evaluation.cancelled", f"evaluation:{run.pk}", by=by.label, actor_id=by.actor_id)


@transaction.atomic
def delete(run: EvaluationRun, *, by: StaffActor) -> None:
    """Delete a run with its questions for good."""
    EvaluationRun.objects.filter(pk=run.pk).delete()  # and its lines
    record("evaluation.deleted", f"evaluation:{run.pk}", by=by.label, actor_id=by.actor_id)


def stop_stale(now: datetime | None = None) -> None:
    """Say that runs have stopped on which nobody has worked for minutes, and see that waiting ones are worked on."""
    moment = now or timezone.now()
    stale = EvaluationRun.objects.filter(state=State.RUNNING, worked_at__lt=moment - STALE_AFTER)
    stale.update(state=State.FAILED, ended_at=moment)
    if _next() is not None:
        _queue()


def warm_up() -> None:
    """Load what the first question of a process loads; threads that engines start here keep their priority."""
    run_line(Line("Where is my parcel?", ()), banks.current())


def work() -> None:
    """Ask some seconds' worth of the run that has waited longest, and queue the rest."""
    run = _next()
    if run is None:
        return
    bank = _bank_for(run)
    _begin(run, bank)
    deadline = time.monotonic() + SLICE
    while _step(run, bank) and time.monotonic() < deadline:
        pass
    if _next() is not None:
        _queue()


def _queue() -> None:
    jobs.defer(evaluate, lock=EVALUATION, queueing_lock=EVALUATION)


def _next() -> EvaluationRun | None:
    return EvaluationRun.objects.filter(state__in=(State.RUNNING, State.WAITING)).order_by("created_at", "pk").first()


def _bank_for(run: EvaluationRun) -> Bank:
    bank = _pinned.get(run.pk) or banks.current().under(held.current())
    _pinned.clear()
    _pinned[run.pk] = bank
    return bank


def _begin(run: EvaluationRun, bank: Bank) -> None:
    """Note that somebody works on it; with another bank than it began with, it starts over."""
    with transaction.atomic():
        if run.bank_version != bank.version:
            EvaluationLine.objects.filter(run=run).exclude(verdict="").update(verdict="", is_mistake=False)
            EvaluationRun.objects.filter(pk=run.pk).update(done=0)
        at_work = EvaluationRun.objects.filter(pk=run.pk, state__in=(State.WAITING, State.RUNNING))
        at_work.update(
            state=State.RUNNING,
            worked_at=timezone.now(),
            bank_version=bank.version,
            engines=list(bank.engine_names),
        )


def _step(run: EvaluationRun, bank: Bank) -> bool:
    """Ask the next lines and keep what came of them; whether more are left."""
    lines = list(EvaluationLine.objects.filter(run=run, verdict="").order_by("number")[:LINES_AT_ONCE])
    asked = _ask(lines, bank)
    with transaction.atomic():
        locked = EvaluationRun.objects.select_for_update().filter(pk=run.pk, state=State.RUNNING).first()
        if locked is None:
            return False
        EvaluationLine.objects.bulk_update(asked, _ASKED)
        locked.done = EvaluationLine.objects.filter(run=run).exclude(verdict="").count()
        locked.worked_at = timezone.now()
        if locked.done == locked.total:
            _finish(locked)
        locked.save()
    return locked.state == State.RUNNING


def _ask(lines: Sequence[EvaluationLine], bank: Bank) -> list[EvaluationLine]:
    """As many of the lines as fit into a step, each with what came of it."""
    asked = []
    until = time.monotonic() + STEP
    for line in lines:
        _note(line, run_line(Line(line.text, tuple(line.expect), line.language), bank))
        asked.append(line)
        if time.monotonic() > until:
            break
    return asked


def _note(line: EvaluationLine, outcome: Outcome) -> None:
    line.verdict = verdict_of(outcome)
    line.is_mistake = outcome.is_mistake
    line.best = outcome.best
    line.confidence = outcome.confidence
    line.decision = outcome.decision
    line.answered = outcome.answered
    line.got = outcome.answered or outcome.best
    line.offered = list(outcome.offered)
    line.milliseconds = outcome.milliseconds


def _finish(run: EvaluationRun) -> None:
    outcomes = outcomes_of(run)
    run.figures = asdict(measure(outcomes))
    run.by_language = {
        tag: asdict(measure([each for each in outcomes if each.line.language == tag])) for tag in languages_of(outcomes)
    }
    run.state = State.DONE
    run.ended_at = run.worked_at
    _pinned.pop(run.pk, None)
