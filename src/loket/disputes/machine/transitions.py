"""The table of the machine: every step a dispute can take, from which buttons, API, drawing and tests are made."""

from __future__ import annotations

from collections.abc import Mapping

from loket.disputes.machine.codes import Role, RuleId
from loket.disputes.machine.commands import Action
from loket.disputes.machine.states import State
from loket.disputes.machine.table import answers, claims, endings, overlays, platform, replacements, returns
from loket.disputes.machine.table.row import Transition

TABLE: tuple[Transition, ...] = (
    *claims.ROWS,
    *answers.ROWS,
    *platform.ROWS,
    *returns.ROWS,
    *replacements.ROWS,
    *endings.ROWS,
    *overlays.ROWS,
)
BY_ID: Mapping[str, Transition] = {row.id: row for row in TABLE}


def rows_of(name: Action, *, table: tuple[Transition, ...] | None = None) -> tuple[Transition, ...]:
    """The rows of one action, in the order of the table."""
    return tuple(row for row in (TABLE if table is None else table) if row.name == name)


def rows_from(state: State, role: Role) -> tuple[Transition, ...]:
    """What a role may find to do in a state, whatever the guards say."""
    return tuple(row for row in TABLE if state in row.sources and role in row.roles)


def rows_of_clock(rule: RuleId, state: State) -> tuple[Transition, ...]:
    """The rows that the end of a clock takes in a state."""
    return tuple(row for row in TABLE if rule in row.clocks and state in row.sources)
