"""Opening a claim (T1, T2, T34, T40) and adding to it (T33)."""

from __future__ import annotations

from loket.disputes.machine.changes import endings, offers
from loket.disputes.machine.codes import Role, RuleId
from loket.disputes.machine.commands import Action
from loket.disputes.machine.events import Effect, Event
from loket.disputes.machine.fields import free, needed
from loket.disputes.machine.guards import claims, clocks, goods
from loket.disputes.machine.guards.endings import adds_something, file_takes_more
from loket.disputes.machine.states import ALL, State
from loket.disputes.machine.table.row import Transition

_DRAFT = frozenset({State.DRAFT})
_ASKED = (needed("reason"), free("received"), free("solution"), free("amount"))
_SHOWN = (free("evidence"), free("has_no_evidence"))
_CLAIM = (*_ASKED, needed("text"), *_SHOWN)
# The law asks for no word why.
_WITHDRAWAL = (*_ASKED, free("text"), *_SHOWN)
_OWN = (claims.order_is_buyers, claims.line_is_free)

ROWS = (
    Transition(
        id="T1",
        name=Action.SUBMIT,
        roles=frozenset({Role.BUYER, Role.AGENT}),
        sources=_DRAFT,
        targets=(State.WAIT_SELLER,),
        event=Event.SUBMITTED,
        fits=goods.is_ordinary_claim,
        guards=_OWN,
        fields=_CLAIM,
        checks=(
            claims.reason_fits,
            claims.inside_window,
            claims.solution_fits,
            claims.amount_fits,
            claims.evidence_is_there,
        ),
        change=offers.claim,
        effects=(Effect.SNAPSHOT_ORDER, Effect.CONFIRM_DURABLY),
        until=RuleId.DRAFT,
        confirm=True,
        note="the buyer's claim",
    ),
    Transition(
        id="T2",
        name=Action.SUBMIT,
        roles=frozenset({Role.BUYER, Role.AGENT}),
        sources=_DRAFT,
        targets=(State.RETURN_WAIT_SHIP,),
        event=Event.SUBMITTED,
        fits=goods.is_withdrawal,
        guards=_OWN,
        fields=_WITHDRAWAL,
        checks=(claims.may_withdraw_from_purchase, claims.reason_fits, claims.solution_fits, claims.takes_all),
        change=offers.claim_withdrawal,
        effects=(Effect.SNAPSHOT_ORDER, Effect.CONFIRM_DURABLY, Effect.TELL_CARD_ISSUER, Effect.ISSUE_LABEL),
        until=RuleId.DRAFT,
        confirm=True,
        note="statutory change of mind",
    ),
    Transition(
        id="T40",
        name=Action.SUBMIT,
        roles=frozenset({Role.BUYER, Role.AGENT}),
        sources=_DRAFT,
        targets=(State.REFUND_PENDING,),
        event=Event.SUBMITTED,
        fits=goods.is_never_shipped,
        guards=_OWN,
        fields=_CLAIM,
        checks=(
            claims.never_shipped,
            claims.reason_fits,
            claims.inside_window,
            claims.solution_fits,
            claims.takes_all,
        ),
        change=offers.claim_unshipped,
        effects=(Effect.SNAPSHOT_ORDER, Effect.CONFIRM_DURABLY, Effect.SCORE_SELLER),
        until=RuleId.DRAFT,
        confirm=True,
        note="never shipped",
    ),
    Transition(
        id="T34",
        name=Action.EXPIRE,
        roles=frozenset({Role.TIMER}),
        sources=_DRAFT,
        targets=(State.CLOSED,),
        event=Event.EXPIRED,
        fields=(needed("rule", RuleId.DRAFT),),
        checks=(clocks.deadline_has_passed,),
        change=endings.expire_draft,
        clocks=frozenset({RuleId.DRAFT}),
        note="a draft that nobody submitted",
    ),
    Transition(
        id="T33",
        name=Action.ADD,
        roles=frozenset({Role.BUYER, Role.SELLER, Role.AGENT, Role.ADJUDICATOR, Role.SENIOR, Role.BOT}),
        sources=ALL - {State.CLOSED},
        targets=(),
        event=Event.EVIDENCE_RECEIVED,
        guards=(file_takes_more,),
        fields=(free("text"), free("evidence")),
        checks=(adds_something,),
        out_of_turn=True,
        under_hold=True,
        keeps_version=True,
        any_version=True,
        note="more words or evidence",
    ),
)
