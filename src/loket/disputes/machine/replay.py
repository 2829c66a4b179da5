"""From the log back to the facts: the same changes again, without guards, calendars or policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loket.disputes.machine import transitions
from loket.disputes.machine.chain import OPENED, Record
from loket.disputes.machine.changes.applying import apply
from loket.disputes.machine.codes import Role
from loket.disputes.machine.commands import Body, Command, Findings
from loket.disputes.machine.documents import from_document
from loket.disputes.machine.facts import DisputeFacts, OrderFacts
from loket.disputes.machine.states import State
from loket.disputes.machine.table.row import Move
from loket.disputes.machine.timekeeping import Deadline


class UnknownRecord(ValueError):
    """A record names a transition that the table does not have, or the log does not begin with its opening."""


def replay(records: Sequence[Record]) -> DisputeFacts:
    """The facts as they stand after all records."""
    if not records or records[0].transition != OPENED:
        raise UnknownRecord("A log begins with the record of its opening.")
    facts = from_document(DisputeFacts, records[0].details["facts"])
    for record in records[1:]:
        facts = _replayed(facts, record)
    return facts


def _replayed(facts: DisputeFacts, record: Record) -> DisputeFacts:
    row = transitions.BY_ID.get(record.transition)
    if row is None:
        raise UnknownRecord(f"The table has no transition {record.transition}.")
    order = record.details.get("order")
    found = Findings(order=from_document(OrderFacts, order)) if order else Findings()
    command = Command(Role(record.role), record.actor, row.name, found=found)
    body = from_document(Body, record.details["body"])
    facts = apply(row, Move(facts, command, body, State(record.state), record.at))
    deadlines = tuple(from_document(Deadline, each) for each in record.details["deadlines"])
    return replace(facts, deadlines=deadlines)
