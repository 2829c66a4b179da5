"""Every row of the table taken, and refused, from where a walk has taken it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from loket.disputes.machine import transitions
from loket.disputes.machine.codes import Role
from loket.disputes.machine.commands import Action, Denial
from loket.disputes.machine.deciding import Refused, Step, take
from loket.disputes.machine.states import State
from loket.disputes.machine.transitions import TABLE, rows_of

every_row = pytest.mark.parametrize("row", TABLE, ids=lambda row: row.id)
roles_of = {name: {role for row in rows_of(name) for role in row.roles} for name in Action}


@every_row
def test_each_row_can_be_taken(walked, row):
    before, command, policy, calendars, now = walked.examples[row.id]
    step = take(before, command, policy, calendars, now)
    assert isinstance(step, Step) and step.transition == row.id
    assert step.facts.state in (row.targets or (before.state,))


@every_row
def test_nobody_of_another_role_takes_it(walked, row):
    before, command, policy, calendars, now = walked.examples[row.id]
    for role in set(Role) - roles_of[row.name]:
        refused = take(before, replace(command, role=role), policy, calendars, now)
        assert refused == Refused(Denial.WRONG_ROLE)


@every_row
def test_nothing_is_taken_from_a_closed_dispute(walked, row):
    before, command, policy, calendars, now = walked.examples[row.id]
    closed = replace(before, state=State.CLOSED, deadlines=())
    assert take(closed, command, policy, calendars, now) == Refused(Denial.WRONG_STATE)


@pytest.mark.parametrize("row", [row for row in TABLE if not row.any_version], ids=lambda row: row.id)
def test_a_stale_version_is_refused(walked, row):
    before, command, policy, calendars, now = walked.examples[row.id]
    stale = replace(command, version=before.version - 1)
    assert take(before, stale, policy, calendars, now) == Refused(Denial.STALE_VERSION)


@pytest.mark.parametrize("row", [row for row in TABLE if row.confirm], ids=lambda row: row.id)
def test_what_moves_money_needs_a_second_click(walked, row):
    before, command, policy, calendars, now = walked.examples[row.id]
    once = replace(command, confirmed=False)
    assert take(before, once, policy, calendars, now) == Refused(Denial.NEEDS_CONFIRMATION)


@every_row
def test_each_condition_of_a_row_refuses_alone(monkeypatch, walked, row):
    before, command, policy, calendars, now = walked.examples[row.id]
    for name in ("guards", "checks"):
        for index, _guard in enumerate(getattr(row, name)):
            says_no = list(getattr(row, name))
            says_no[index] = lambda _case: Denial.TOO_LATE
            changed = replace(row, **{name: tuple(says_no)})
            rows = tuple(changed if each.id == row.id else each for each in TABLE)
            monkeypatch.setattr(transitions, "TABLE", rows)
            assert take(before, command, policy, calendars, now) == Refused(Denial.TOO_LATE)


@pytest.mark.parametrize("row", [row for row in TABLE if row.clocks], ids=lambda row: row.id)
def test_the_clock_never_acts_before_its_time(walked, row):
    before, command, policy, calendars, _now = walked.examples[row.id]
    ends = [each.due_at for each in before.deadlines if each.rule == command.body["rule"]]
    early = min(ends) - timedelta(seconds=1)
    assert take(before, command, policy, calendars, early) == Refused(Denial.NOT_DUE)


@pytest.mark.parametrize("row", [row for row in TABLE if row.fields], ids=lambda row: row.id)
def test_a_field_that_nobody_knows_is_refused(walked, row):
    before, command, policy, calendars, now = walked.examples[row.id]
    strange = replace(command, body={**command.body, "nonsense": "yes"})
    assert take(before, strange, policy, calendars, now) == Refused(Denial.FIELD_UNKNOWN, "nonsense")


@every_row
def test_what_a_row_needs_is_asked_for(walked, row):
    before, command, policy, calendars, now = walked.examples[row.id]
    for needed in (each for each in row.fields if each.is_required):
        body = {name: value for name, value in command.body.items() if name != needed.name}
        refused = take(before, replace(command, body=body), policy, calendars, now)
        assert refused == Refused(Denial.FIELD_MISSING, needed.name)


def test_every_state_can_be_reached_and_left():
    reached = {target for row in TABLE for target in row.targets}
    assert reached == set(State) - {State.DRAFT}
    left = {state for row in TABLE if row.targets for state in row.sources}
    assert left == set(State) - {State.CLOSED}


def test_ids_are_unique_and_every_row_says_what_it_is_for():
    assert len({row.id for row in TABLE}) == len(TABLE)
    assert all(row.note for row in TABLE)
