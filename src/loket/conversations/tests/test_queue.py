from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeys.cast import ada, bea, max_, team
from loket.conversations.actions.closures import close
from loket.conversations.actions.handovers import hand_over_locked, take_locked
from loket.conversations.actions.locking import locked
from loket.conversations.models import Conversation, QueueEntry
from loket.conversations.queries import inbox, open_entry, place_of, waiting_count
from loket.people.actors import SYSTEM

pytestmark = pytest.mark.django_db


def waiting(line, *, urgent=False):
    conversation = locked(bea().conversation.pk)
    return hand_over_locked(conversation, reason="asked_for_person", team=line, by=SYSTEM, urgent=urgent)


def places(entries):
    return [place_of(entry) for entry in entries]


def test_the_line_goes_by_arrival_with_urgent_ones_first():
    line = team()
    entries = [waiting(line), waiting(line), waiting(line, urgent=True), waiting(line, urgent=True)]
    assert places(entries) == [3, 4, 1, 2]


def test_places_are_exact_after_each_leaves():
    line = team()
    entries = [waiting(line) for _ in range(4)]
    take_locked(locked(entries[1].conversation_id), by=ada())
    assert places([entries[0], entries[2], entries[3]]) == [1, 2, 3]
    close(entries[0].conversation_id, by=SYSTEM)
    assert places(entries[2:]) == [1, 2]
    assert waiting_count(line.pk) == 2


def test_each_team_has_a_line_of_its_own_and_so_have_cases_without_team():
    lines = [team(), team("spanish", languages=("es",)), None]
    assert places([waiting(line) for line in lines for _ in range(2)]) == [1, 2, 1, 2, 1, 2]


def test_being_handed_over_twice_is_one_wait():
    line = team()
    first = waiting(line)
    again = hand_over_locked(locked(first.conversation_id), reason="not_solved", team=line, by=SYSTEM)
    assert again == first
    assert QueueEntry.objects.filter(conversation_id=first.conversation_id).count() == 1


def test_the_desk_shows_the_line_in_its_order():
    line = team()
    entries = [waiting(line), waiting(line), waiting(line, urgent=True)]
    shown = inbox(Conversation.objects.all(), "queue", user=ada().user)
    assert [each.pk for each in shown] == [entries[number].conversation_id for number in (2, 0, 1)]


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.sampled_from(["join", "join", "urgent", "take", "close"]), st.integers(0, 9)), max_size=12)
)
def test_places_are_always_one_to_the_number_of_those_who_wait(steps):
    line, agent = team(), max_()
    QueueEntry.objects.filter(left_at=None).delete()
    entries = []
    for step, number in steps:
        if step in {"join", "urgent"}:
            entries.append(waiting(line, urgent=step == "urgent"))
        elif entries:
            gone = entries.pop(number % len(entries)).conversation_id
            take_locked(locked(gone), by=agent) if step == "take" else close(gone, by=SYSTEM)
        assert sorted(places(entries)) == list(range(1, len(entries) + 1))
    urgent_first = sorted(entries, key=place_of)
    assert [each.urgent for each in urgent_first] == sorted((each.urgent for each in entries), reverse=True)


def test_leaving_the_line_says_how_and_with_whom():
    entry = waiting(team())
    take_locked(locked(entry.conversation_id), by=ada())
    entry.refresh_from_db()
    assert (entry.outcome, entry.taken_by.name) == ("taken", "Ada")
    assert open_entry(entry.conversation_id) is None
