from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from loket.history import dispatch, jobs
from loket.history.actions import Happening, record, record_all, record_look
from loket.history.models import Event

pytestmark = pytest.mark.django_db

SEEN: list[int] = []
TABLE = {"case.solved": ["loket.history.tests.test_history.note_it"]}


def note_it(event_id: int) -> None:
    """A reaction."""
    SEEN.append(event_id)


@pytest.fixture()
def _one_reaction(monkeypatch):
    SEEN.clear()
    monkeypatch.setattr(dispatch, "reactions", lambda: TABLE)


def test_an_event_says_who_did_what_to_which_object():
    event = record("case.solved", "case:1", by="system", data={"episode": 2})
    assert (event.action, event.subject, event.by, event.data) == ("case.solved", "case:1", "system", {"episode": 2})
    assert timezone.now() - event.at < timedelta(seconds=5)


@pytest.mark.usefixtures("_one_reaction")
def test_what_follows_from_an_event_runs_as_a_job():
    event = record("case.solved", "case:1", by="system")
    job = ProcrastinateJob.objects.get(task_name="history.react")
    assert not SEEN
    jobs.react(**job.args)
    assert event.pk in SEEN


@pytest.mark.usefixtures("_one_reaction")
def test_many_events_are_added_in_their_order_and_the_same_follows():
    record_all(Happening(action, "case:1", by="system") for action in ("case.opened", "case.solved"))
    opened, solved = Event.objects.order_by("pk")
    assert (opened.action, solved.action) == ("case.opened", "case.solved")
    assert ProcrastinateJob.objects.get(task_name="history.react").args == {"event_id": solved.pk}


@pytest.mark.usefixtures("_one_reaction")
def test_from_most_events_nothing_follows():
    record("case.opened", "case:1", by="system")
    assert not ProcrastinateJob.objects.filter(task_name="history.react").exists()


def test_the_table_is_the_one_that_the_settings_name(settings):
    dispatch.reactions.cache_clear()
    settings.LOKET_REACTIONS = "loket.history.tests.test_history.TABLE"
    try:
        assert dispatch.reactions() == TABLE
    finally:
        dispatch.reactions.cache_clear()


def test_a_look_at_personal_data_is_one_an_hour_for_each_person_and_object():
    for subject, by in [("case:1", "staff:1"), ("case:1", "staff:1"), ("case:2", "staff:1"), ("case:1", "staff:2")]:
        record_look(subject, by=by)
    assert Event.objects.filter(action="personal_data.seen").count() == 3
    Event.objects.update(at=timezone.now() - timedelta(minutes=61))
    record_look("case:1", by="staff:1")
    assert Event.objects.filter(action="personal_data.seen").count() == 4
