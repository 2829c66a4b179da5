"""Conditions of what the clock does: expire, remind, update, tell (sections 6 and 14)."""

from __future__ import annotations

from loket.disputes.machine.codes import PARTIES, RuleId
from loket.disputes.machine.commands import Denial
from loket.disputes.machine.dues import is_due, owed_reminder, update_is_due
from loket.disputes.machine.table.row import Situation


def deadline_has_passed(case: Situation) -> Denial | None:
    """The deadline stands and its end has come, for everybody whose clock it is."""
    rule = case.body.rule
    return None if rule and is_due(case.facts, rule, case.now) else Denial.NOT_DUE


def reminders_were_sent(case: Situation) -> Denial | None:
    """Nobody loses a return without having had all reminders (T19)."""
    owed = owed_reminder(case.facts, case.now, rule=RuleId.D10) or owed_reminder(case.facts, case.now, rule=RuleId.D10C)
    return Denial.REMINDERS_OWED if owed else None


def reminder_is_owed(case: Situation) -> Denial | None:
    """Exactly this reminder is to be sent now."""
    owed = owed_reminder(case.facts, case.now)
    body = case.body
    is_this = owed and (owed.rule, owed.whose, owed.hours) == (body.rule, body.party, body.hours)
    return None if is_this else Denial.NOT_DUE


def an_update_is_due(case: Situation) -> Denial | None:
    """Both sides have heard nothing for 48 hours while the platform has the turn (D18)."""
    return None if update_is_due(case.facts, case.now) else Denial.NOT_DUE


def is_a_party(case: Situation) -> Denial | None:
    """Only buyer and seller are told."""
    return None if case.body.party in PARTIES else Denial.FIELD_INVALID


def was_not_told(case: Situation) -> Denial | None:
    """The side was not told of the present notice."""
    told = any(each.role == case.body.party for each in case.facts.told)
    return Denial.DONE_BEFORE if told else None


def tells_itself(case: Situation) -> Denial | None:
    """A side can say only of itself that it has read."""
    if case.role in PARTIES and case.body.party != case.role:
        return Denial.WRONG_ROLE
    return None
