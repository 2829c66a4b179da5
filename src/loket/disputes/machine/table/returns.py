"""Returns on their way (T18 to T22, T35)."""

from __future__ import annotations

from loket.disputes.machine.changes import goods as change
from loket.disputes.machine.changes.platform import review_anew
from loket.disputes.machine.codes import DECIDERS, Role, RuleId
from loket.disputes.machine.commands import Action
from loket.disputes.machine.events import Effect, Event
from loket.disputes.machine.fields import free, needed
from loket.disputes.machine.guards import clocks, goods
from loket.disputes.machine.states import State
from loket.disputes.machine.table.row import Transition

_BUYER, _SELLER = frozenset({Role.BUYER}), frozenset({Role.SELLER})
_TIMER = frozenset({Role.TIMER})
_RETURN_WAIT_SHIP = frozenset({State.RETURN_WAIT_SHIP})
_RETURN_IN_TRANSIT = frozenset({State.RETURN_IN_TRANSIT})
_RETURN_INSPECT = frozenset({State.RETURN_INSPECT})
_PARCEL = (needed("carrier"), needed("tracking"))
_GOOD_NUMBER = (goods.tracking_is_valid, goods.tracking_is_new)

ROWS = (
    Transition(
        id="T18",
        name=Action.GIVE_TRACKING,
        roles=frozenset({Role.BUYER, Role.LOGISTICS}),
        sources=_RETURN_WAIT_SHIP,
        targets=(State.RETURN_IN_TRANSIT,),
        event=Event.RETURN_SHIPPED,
        fields=(*_PARCEL, free("evidence")),
        checks=_GOOD_NUMBER,
        change=change.return_shipped,
        until=RuleId.D10,
        note="the return is on its way",
    ),
    Transition(
        id="T19",
        name=Action.EXPIRE,
        roles=_TIMER,
        sources=_RETURN_WAIT_SHIP,
        targets=(State.RESOLVED,),
        event=Event.RESOLVED,
        when=goods.label_is_fine,
        guards=(clocks.reminders_were_sent,),
        fields=(needed("rule", RuleId.D10, RuleId.D10C),),
        checks=(clocks.deadline_has_passed,),
        change=change.return_not_sent,
        clocks=frozenset({RuleId.D10, RuleId.D10C}),
        note="the return was not sent, after all reminders",
    ),
    Transition(
        id="T19b",
        name=Action.EXPIRE,
        roles=_TIMER,
        sources=_RETURN_WAIT_SHIP,
        targets=(State.IN_REVIEW,),
        event=Event.ESCALATED,
        when=goods.label_is_in_trouble,
        fields=(needed("rule", RuleId.D10, RuleId.D10C),),
        checks=(clocks.deadline_has_passed,),
        change=review_anew,
        effects=(Effect.QUEUE_FOR_ADJUDICATION,),
        clocks=frozenset({RuleId.D10, RuleId.D10C}),
        note="not sent because of its label: a person looks",
    ),
    Transition(
        id="S5d",
        name=Action.EXTEND,
        roles=_BUYER,
        sources=_RETURN_WAIT_SHIP,
        targets=(),
        event=Event.EXTENDED,
        guards=(goods.label_was_late, goods.return_extends_once),
        change=change.extend,
        extends=frozenset({RuleId.D10, RuleId.D10C}),
        keeps_version=True,
        note="5 days more because of a late label, once",
    ),
    Transition(
        id="S6",
        name=Action.REPORT_LABEL_PROBLEM,
        roles=_BUYER,
        sources=_RETURN_WAIT_SHIP,
        targets=(),
        event=Event.LABEL_PROBLEM,
        guards=(goods.label_trouble_is_new,),
        fields=(free("text"), free("evidence")),
        change=change.label_in_trouble,
        keeps_version=True,
        note="the buyer has no label that works",
    ),
    Transition(
        id="S7",
        name=Action.SEND_LABEL,
        roles=frozenset({Role.SELLER, Role.AGENT, *DECIDERS, Role.LOGISTICS}),
        sources=_RETURN_WAIT_SHIP,
        targets=(),
        event=Event.RETURN_LABEL,
        guards=(goods.label_is_awaited,),
        fields=(free("evidence"), free("text")),
        change=change.label_sent,
        out_of_turn=True,
        keeps_version=True,
        any_version=True,
        note="a label is there",
    ),
    Transition(
        id="T20",
        name=Action.REPORT_DELIVERY,
        roles=frozenset({Role.LOGISTICS, Role.SELLER}),
        sources=_RETURN_IN_TRANSIT,
        targets=(State.RETURN_INSPECT,),
        event=Event.RETURN_DELIVERED,
        change=change.return_delivered,
        out_of_turn=True,
        any_version=True,
        under_hold=True,
        note="the return has come",
    ),
    Transition(
        id="T35",
        name=Action.EXPIRE,
        roles=_TIMER,
        sources=_RETURN_IN_TRANSIT,
        targets=(State.IN_REVIEW,),
        event=Event.RETURN_LATE,
        fields=(needed("rule", RuleId.D11),),
        checks=(clocks.deadline_has_passed,),
        change=review_anew,
        effects=(Effect.QUEUE_FOR_ADJUDICATION,),
        clocks=frozenset({RuleId.D11}),
        note="the return has not come for too long",
    ),
    Transition(
        id="T21",
        name=Action.CONFIRM_RETURN,
        roles=_SELLER,
        sources=_RETURN_INSPECT,
        targets=(State.REFUND_PENDING,),
        event=Event.OFFER_ACCEPTED,
        fields=(free("deduction"), free("evidence"), free("text")),
        checks=(goods.deduction_is_founded,),
        change=change.return_is_fine,
        until=RuleId.D12,
        confirm=True,
        note="the return is as it should be",
    ),
    Transition(
        id="T21b",
        name=Action.EXPIRE,
        roles=_TIMER,
        sources=_RETURN_INSPECT,
        targets=(State.REFUND_PENDING,),
        event=Event.OFFER_ACCEPTED,
        fields=(needed("rule", RuleId.D12),),
        checks=(clocks.deadline_has_passed,),
        change=change.return_is_fine,
        effects=(Effect.SCORE_SELLER,),
        clocks=frozenset({RuleId.D12}),
        note="nobody contests the return",
    ),
    Transition(
        id="T22",
        name=Action.CONTEST_RETURN,
        roles=_SELLER,
        sources=_RETURN_INSPECT,
        targets=(State.IN_REVIEW,),
        event=Event.RETURN_CONTESTED,
        fields=(needed("finding"), needed("evidence"), free("text")),
        checks=(goods.finding_is_shown,),
        change=review_anew,
        effects=(Effect.QUEUE_FOR_ADJUDICATION,),
        until=RuleId.D12,
        note="the seller contests the return",
    ),
)
