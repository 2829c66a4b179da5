from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.testing import InMemoryConnector

from loket.lib import jobs, live
from loket.lib.jobs import defer, together

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_jobs")]

# Any task will do; by name, because this room knows no other.
take_turn = app.tasks["reception.take_turn"]


@pytest.fixture
def no_jobs(db):
    # Django does not know the queue's table, so tests with real commits leave their jobs in it.
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def queued():
    return list(ProcrastinateJob.objects.filter(status="todo").order_by("id"))


@pytest.fixture()
def woken(monkeypatch):
    queues = []
    monkeypatch.setattr(live, "wake_workers", queues.append)
    return queues


def test_a_job_is_stored_with_its_arguments_and_wakes_a_worker(woken):
    defer(take_turn, lock="conversation:1", conversation_id="1")
    (job,) = queued()
    assert (job.task_name, job.lock, job.args) == ("reception.take_turn", "conversation:1", {"conversation_id": "1"})
    assert woken == ["default"]


def test_a_job_for_later_wakes_nobody_now(woken):
    defer(take_turn, delay=timedelta(seconds=1), conversation_id="1")
    assert queued()[0].scheduled_at - timezone.now() < timedelta(seconds=1)
    assert woken == []


def test_the_second_job_with_a_queueing_lock_folds_into_the_first(woken):
    for number in ("1", "2"):
        defer(take_turn, queueing_lock="once", conversation_id=number)
    assert [job.args["conversation_id"] for job in queued()] == ["1"]
    assert woken == ["default"]


def test_folding_keeps_the_callers_transaction_alive():
    defer(take_turn, queueing_lock="once", conversation_id="1")
    defer(take_turn, queueing_lock="once", conversation_id="2")
    assert [job.args["conversation_id"] for job in queued()] == ["1"]


def test_a_job_vanishes_with_the_transaction_of_its_cause():
    with pytest.raises(ZeroDivisionError), jobs.transaction.atomic():
        defer(take_turn, conversation_id="1")
        raise ZeroDivisionError
    assert queued() == []


def test_jobs_that_are_gathered_are_queued_at_the_end_by_one_statement(woken, django_assert_num_queries):
    with django_assert_num_queries(1), together():
        for number in ("1", "2", "3"):
            defer(take_turn, lock=f"conversation:{number}", conversation_id=number)
    assert [(job.lock, job.args["conversation_id"]) for job in queued()] == [
        ("conversation:1", "1"),
        ("conversation:2", "2"),
        ("conversation:3", "3"),
    ]
    assert woken == ["default"] * 3


def test_a_block_that_fails_has_queued_nothing_and_the_next_job_is_queued_at_once():
    with pytest.raises(ValueError, match="no"), together():
        defer(take_turn, conversation_id="1")
        raise ValueError("no")
    defer(take_turn, conversation_id="2")
    assert [job.args["conversation_id"] for job in queued()] == ["2"]


def test_a_job_that_may_fold_is_queued_at_once_among_those_that_are_gathered():
    with together():
        for number in ("1", "2"):
            defer(take_turn, queueing_lock="once", conversation_id=number)
            assert len(queued()) == 1


def test_a_worker_queues_in_the_transaction_of_its_job_too(woken):
    with app.replace_connector(InMemoryConnector()):
        defer(take_turn, conversation_id="1")
    assert [job.args for job in queued()] == [{"conversation_id": "1"}]
