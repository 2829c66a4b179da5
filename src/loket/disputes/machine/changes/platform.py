"""The platform's work on the file."""

from __future__ import annotations

from dataclasses import replace

from loket.disputes.machine.changes.offers import supersede_proposal
from loket.disputes.machine.codes import DecidedBy, Liability, Outcome
from loket.disputes.machine.facts import DisputeFacts, Question
from loket.disputes.machine.table.row import Move


def escalate(move: Move) -> DisputeFacts:
    """T6b, T10, T11: the platform has the turn from now on."""
    return replace(move.facts, escalated_at=move.at, file_complete_at=None)


def take(move: Move) -> DisputeFacts:
    """T12: one adjudicator has the file."""
    complete = move.facts.file_complete_at or move.at
    return replace(move.facts, adjudicator=move.command.actor, file_complete_at=complete)


def put_back(move: Move) -> DisputeFacts:
    """T12b: the file waits for somebody else."""
    return replace(move.facts, adjudicator="")


def ask(move: Move) -> DisputeFacts:
    """T13: one round of questions."""
    facts, body = move.facts, move.body
    number = facts.question_rounds + 1
    asked = tuple(Question(side, number, body.wanted, move.at) for side in body.to)
    return replace(facts, questions=(*facts.questions, *asked), question_rounds=number)


def answer(move: Move) -> DisputeFacts:
    """T14: a side has answered what it was asked in this round."""
    facts, role = move.facts, move.command.role
    questions = (
        replace(each, answered_at=move.at)
        if each.to == role and each.round == facts.question_rounds and not each.answered_at
        else each
        for each in facts.questions
    )
    return replace(facts, questions=tuple(questions))


def object_to_proposal(move: Move) -> DisputeFacts:
    """T16: the same person looks again."""
    facts = supersede_proposal(move.facts)
    return look_again(replace(move, facts=replace(facts, objections=(*facts.objections, move.command.role))))


def ask_second_adjudicator(move: Move) -> DisputeFacts:
    """T38: another person looks, because silence is no consent."""
    facts = supersede_proposal(move.facts)
    earlier = (*facts.earlier_adjudicators, facts.adjudicator)
    facts = replace(facts, earlier_adjudicators=earlier, adjudicator="", is_second_look=True)
    return look_again(replace(move, facts=facts))


def look_again(move: Move) -> DisputeFacts:
    """The file is complete again, and the platform's clocks begin anew."""
    return replace(move.facts, escalated_at=move.at, file_complete_at=move.at)


def review_anew(move: Move) -> DisputeFacts:
    """T19b, T22, T35: a new matter, to which each side may object once more."""
    facts = replace(move.facts, objections=(), is_second_look=False)
    return look_again(replace(move, facts=supersede_proposal(facts)))


def close_as_duplicate(move: Move) -> DisputeFacts:
    """T44: a person found that another dispute is about the same."""
    return replace(
        move.facts,
        outcome=Outcome.DUPLICATE,
        liability=Liability.NONE,
        decided_by=DecidedBy.ADJUDICATOR,
        decided_by_person=move.command.actor,
        linked_to=move.body.duplicate_of,
    )
