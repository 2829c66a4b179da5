"""Words of a person that come with a step: what they are, and who may read them."""

from __future__ import annotations

from dataclasses import dataclass

from loket.disputes.machine.codes import STAFF, Role
from loket.disputes.machine.commands import Action
from loket.disputes.models import Dispute, DisputeEvent, DisputeText

BOTH_SIDES = ("buyer", "seller", "staff")
STAFF_ONLY = ("staff",)
Kind = DisputeText.Kind
_KINDS = {
    Action.SUBMIT: Kind.DESCRIPTION,
    Action.CHANGE_REQUEST: Kind.DESCRIPTION,
    Action.ASK_FOR_EVIDENCE: Kind.QUESTION,
    Action.ANSWER: Kind.ANSWER,
    Action.PROPOSE: Kind.REASONS,
    Action.DECIDE_APPEAL: Kind.REASONS,
    # Why somebody of ours gives a file away is between those who decide.
    Action.SEND_BACK: Kind.NOTE,
    Action.PUT_BACK: Kind.NOTE,
}


@dataclass(frozen=True, slots=True)
class Words:
    """One text that came with a step, in the language in which it was written."""

    kind: str
    text: str
    language: str
    visible_to: tuple[str, ...]

    def row(self, dispute: Dispute, event: DisputeEvent) -> DisputeText:
        """The row that keeps it beside its event."""
        return DisputeText(
            dispute=dispute,
            sequence=event.sequence,
            kind=self.kind,
            role=event.role,
            by=event.by,
            text=self.text,
            language=self.language,
            visible_to=list(self.visible_to),
            at=event.at,
        )


def words_with(action: Action, role: Role, text: str, language: str, *, is_private: bool = False) -> tuple[Words, ...]:
    """What was written with an action; internal words of staff, and what a party tells the platform alone, are private.

    ``is_private``: the party asked that the other side does not read it (the rule of PayPal, P1).
    """
    if not text.strip():
        return ()
    kind = _KINDS.get(action, Kind.STATEMENT)
    seen_by: tuple[str, ...] = BOTH_SIDES
    if kind == Kind.NOTE:
        seen_by = STAFF_ONLY
    elif is_private:
        seen_by = STAFF_ONLY if role in STAFF else (role.value, "staff")
    return (Words(kind, text.strip(), language, seen_by),)
