"""Every code of a dispute in plain words, in the reader's language: labels, sentences and what to do next.

Doors in: the functions named here. Codes may be given as enumeration or plain text; a code that nobody knows is said
as it is. Amounts and moments are written in the active language, on the page's clock unless a zone is given.
May import the machine, `orders.telling.formats` and design; never models or actions.
"""

from __future__ import annotations

from loket.disputes.wording.alerts import alert_sentence
from loket.disputes.wording.answers import (
    appeal_ground_label,
    appeal_result_label,
    destination_label,
    finding_label,
    objection_label,
    question_label,
    question_sentence,
    refusal_label,
    withdraw_label,
)
from loket.disputes.wording.buttons import action_hint, action_label
from loket.disputes.wording.clocks import clock_label, consequence_sentence, deadline_sentence
from loket.disputes.wording.confirming import action_confirm
from loket.disputes.wording.denials import denial_sentence
from loket.disputes.wording.endings import decided_by_label, liability_label, outcome_label, outcome_sentence
from loket.disputes.wording.events import event_answers, event_label, event_sentence
from loket.disputes.wording.evidence import (
    delivery_label,
    evidence_kind_label,
    infected_sentence,
    snapshot_label,
    text_kind_label,
)
from loket.disputes.wording.fields import choice_label, field_help, field_label, yes_no_label
from loket.disputes.wording.holds import hold_label, hold_sentence
from loket.disputes.wording.policies import calendar_label, ceiling_label, refund_state_label, risk_label, unit_label
from loket.disputes.wording.reasons import (
    amount_hint,
    evidence_hint,
    group_label,
    reason_hint,
    reason_label,
)
from loket.disputes.wording.solutions import (
    lane_label,
    offer_sentence,
    offer_standing_label,
    solution_hint,
    solution_label,
    solution_sentence,
)
from loket.disputes.wording.states import role_label, state_label, state_sentence, turn_label

__all__ = [
    "action_confirm",
    "action_hint",
    "action_label",
    "alert_sentence",
    "amount_hint",
    "appeal_ground_label",
    "appeal_result_label",
    "calendar_label",
    "ceiling_label",
    "choice_label",
    "clock_label",
    "consequence_sentence",
    "deadline_sentence",
    "decided_by_label",
    "delivery_label",
    "denial_sentence",
    "destination_label",
    "event_answers",
    "event_label",
    "event_sentence",
    "evidence_hint",
    "evidence_kind_label",
    "field_help",
    "field_label",
    "finding_label",
    "group_label",
    "hold_label",
    "hold_sentence",
    "infected_sentence",
    "lane_label",
    "liability_label",
    "objection_label",
    "offer_sentence",
    "offer_standing_label",
    "outcome_label",
    "outcome_sentence",
    "question_label",
    "question_sentence",
    "reason_hint",
    "reason_label",
    "refund_state_label",
    "refusal_label",
    "risk_label",
    "role_label",
    "snapshot_label",
    "solution_hint",
    "solution_label",
    "solution_sentence",
    "state_label",
    "state_sentence",
    "text_kind_label",
    "turn_label",
    "unit_label",
    "withdraw_label",
    "yes_no_label",
]
