from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from journeys.cast import ada, ana, edith, max_, olga
from loket.assistant.evaluation import evaluate, read_lines
from loket.assistant.evaluation_runs import actions, comparing, results
from loket.assistant.evaluation_runs.access import run_for, runs_visible_to
from loket.assistant.evaluation_runs.uploads import read_file
from loket.assistant.models import EvaluationLine, EvaluationRun
from loket.assistant.tests.shop import small_bank
from loket.desk.tests import shelf
from loket.people.access import NotVisible
from loket.people.actors import SYSTEM

pytestmark = pytest.mark.django_db

State = EvaluationRun.State
ROWS = (
    {"text": "cancel order pls", "expect": "cancel-order", "language": "en"},
    {"text": "lupa password", "expect": "reset-password", "language": "id"},
    {"text": "where do I put the promo code", "expect": "damaged-item", "language": "en"},
    {"text": "qual a capital da França", "expect": "handover", "language": "pt-BR"},
    {"text": "reset password", "expect": "handover"},
)
TEXT = "\n".join(map(json.dumps, ROWS))


@pytest.fixture(autouse=True)
def bank(monkeypatch):
    monkeypatch.setattr(actions.banks, "current", small_bank)
    actions._pinned.clear()


def kept(text=TEXT):
    return actions.keep_file(read_file(io.BytesIO(text.encode()), name="q.jsonl"), by=edith())


def started(text=TEXT):
    run = kept(text)
    actions.start(run, by=edith())
    return run


def finished(text=TEXT):
    run = started(text)
    actions.work()
    run.refresh_from_db()
    assert run.state == State.DONE
    return run


def queued():
    return ProcrastinateJob.objects.filter(task_name="assistant.evaluate").count()


def test_a_kept_file_waits_to_be_started():
    run = kept()
    assert (run.state, run.total, queued()) == (State.READY, 5, 0)
    actions.work()
    run.refresh_from_db()
    assert run.done == 0


def test_its_figures_are_those_of_the_command():
    report = results.report(finished())
    told = evaluate(read_lines(TEXT.split("\n")), small_bank())
    for name in ("n", "top1", "auroc_handover", "answered", "asked", "wrong_answer_rate", "coverage"):
        assert report[name] == getattr(told.figures, name)
    assert set(report["by_language"]) == set(told.by_language)
    assert [(each["text"], each["expect"], each["got"]) for each in report["mistakes"]] == [
        (each.text, each.expect, each.got) for each in told.mistakes
    ]


def test_it_notes_with_what_it_was_made():
    run = finished()
    assert (run.bank_version, tuple(run.engines)) == (small_bank().version, small_bank().engine_names)


def test_work_that_does_not_fit_into_a_slice_is_queued(monkeypatch):
    monkeypatch.setattr(actions, "LINES_AT_ONCE", 2)
    monkeypatch.setattr(actions, "SLICE", 0.000001)
    run = started()
    ProcrastinateJob.objects.all().delete()
    actions.work()
    run.refresh_from_db()
    assert (run.state, run.done, queued()) == (State.RUNNING, 2, 1)


def test_what_was_asked_before_a_crash_is_not_asked_again(monkeypatch):
    monkeypatch.setattr(actions, "LINES_AT_ONCE", 2)
    monkeypatch.setattr(actions, "SLICE", 0.000001)
    run = started()
    actions.work()
    EvaluationLine.objects.filter(run=run, number=1).update(milliseconds=12_345)
    actions._pinned.clear()
    monkeypatch.setattr(actions, "SLICE", 5)
    actions.work()
    assert EvaluationLine.objects.get(run=run, number=1).milliseconds == 12_345
    assert run_for(SYSTEM, run.pk).state == State.DONE


def test_it_starts_over_when_the_articles_changed_while_it_lay(monkeypatch):
    run = started()
    EvaluationRun.objects.filter(pk=run.pk).update(bank_version="other", state=State.RUNNING, done=1)
    EvaluationLine.objects.filter(run=run, number=1).update(verdict="wrong", milliseconds=12_345)
    actions.work()
    assert EvaluationLine.objects.get(run=run, number=1).verdict == "answered"


def test_a_cancelled_run_stops_and_can_be_taken_up_again():
    run = started()
    actions.cancel(run, by=edith())
    actions.work()
    run.refresh_from_db()
    assert (run.state, run.done) == (State.CANCELLED, 0)
    actions.start(run, by=edith())
    actions.work()
    assert run_for(SYSTEM, run.pk).state == State.DONE


def test_a_run_that_is_cancelled_while_it_thinks_keeps_nothing(monkeypatch):
    run = started()
    asking = actions._ask

    def cancelled_meanwhile(*given):
        actions.cancel(run, by=edith())
        return asking(*given)

    monkeypatch.setattr(actions, "_ask", cancelled_meanwhile)
    actions.work()
    run.refresh_from_db()
    assert (run.state, run.done) == (State.CANCELLED, 0)


def test_a_run_that_is_deleted_while_it_thinks_is_gone(monkeypatch):
    run = started()
    asking = actions._ask

    def deleted_meanwhile(*given):
        actions.delete(run, by=edith())
        return asking(*given)

    monkeypatch.setattr(actions, "_ask", deleted_meanwhile)
    actions.work()
    assert not EvaluationLine.objects.exists()


def test_nobody_waits_for_a_run_whose_worker_died():
    run = started()
    actions.stop_stale()
    assert run_for(SYSTEM, run.pk).state == State.WAITING
    EvaluationRun.objects.update(state=State.RUNNING, worked_at=timezone.now() - timedelta(minutes=6))
    assert run_for(SYSTEM, run.pk).is_stale(timezone.now())
    actions.stop_stale()
    assert run_for(SYSTEM, run.pk).state == State.FAILED
    actions.start(run, by=edith())
    assert run_for(SYSTEM, run.pk).state == State.WAITING


def test_a_waiting_run_whose_job_was_lost_is_queued_again():
    started()
    ProcrastinateJob.objects.all().delete()
    actions.stop_stale()
    assert queued() == 1


def test_what_is_done_is_not_started_again():
    run = finished()
    actions.start(run, by=edith())
    assert run_for(SYSTEM, run.pk).state == State.DONE


def test_the_same_questions_can_be_asked_again():
    first = finished()
    second = actions.repeat(first, by=max_())
    actions.work()
    second.refresh_from_db()
    assert (second.state, second.sha256, second.total) == (State.DONE, first.sha256, 5)
    assert comparing.run_before(SYSTEM, second) == first
    assert comparing.run_before(SYSTEM, first) is None


def test_lines_that_got_better_and_worse_are_told_apart():
    first = finished()
    second = finished()
    EvaluationLine.objects.filter(run=first, number=1).update(verdict="wrong")
    EvaluationLine.objects.filter(run=first, number=3).update(verdict="answered")
    found = comparing.compare_lines(second, first)
    assert [pair.now.number for pair in found.better] == [1]
    assert [pair.now.number for pair in found.worse] == [3]
    assert found.shared == 5


def test_mistakes_come_the_surest_first_and_in_pages(monkeypatch):
    monkeypatch.setattr(results, "PAGE", 1)
    run = finished()
    everything = results.MistakeFilters()
    first = results.mistakes(run, everything)
    second = results.mistakes(run, everything, after=first.next)
    assert (first.total, len(first.rows), second.next) == (2, 1, 0)
    assert first.rows[0].confidence >= second.rows[0].confidence
    assert {first.rows[0].number, second.rows[0].number} == {3, 5}


def test_mistakes_are_found_by_kind_language_and_pair():
    run = finished()

    def numbers(**wanted):
        return [line.number for line in results.mistakes(run, results.MistakeFilters(**wanted)).rows]

    assert numbers(verdict="needless") == [5]
    assert numbers(language="en") == [3]
    assert numbers(expect="handover", got="reset-password") == [5]
    assert numbers(expect="damaged-item", got="use-coupon") == [3]
    assert numbers(expect="damaged-item", got="") == []


def test_pairs_are_counted():
    pairs = {(each.expect, each.got): (each.count, each.given) for each in results.confusions(finished())}
    assert pairs == {(("damaged-item",), "use-coupon"): (1, 1), ((), "reset-password"): (1, 1)}


def test_articles_that_do_not_exist_are_counted():
    shelf.fill()
    run = kept(
        '{"text": "a", "expect": ["refund", "nope"]}\n{"text": "b", "expect": "nope"}\n{"text": "c", "expect": "no"}'
    )
    assert [(each.slug, each.lines) for each in results.unknown_articles(run)] == [("nope", 2), ("no", 1)]
    assert results.lines_with(run, ["nope", "no"]) == 3


@pytest.mark.parametrize(("member", "sees"), [(edith, True), (max_, True), (ana, True), (ada, False), (olga, False)])
def test_who_sees_what_customers_asked(member, sees):
    run, actor = kept(), member()
    assert runs_visible_to(actor).exists() is sees
    if not sees:
        with pytest.raises(NotVisible):
            run_for(actor, run.pk)
