"""One action on one dispute as a page: what it takes, why not, and what would happen; reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from loket.desk.dispute_pages import dispute_page
from loket.desk.dispute_parts import DisputePage
from loket.desk.forms.disputes import DisputeActionForm
from loket.desk.rule_words import market_name
from loket.disputes import wording
from loket.disputes.machine.codes import DECIDERS
from loket.disputes.machine.commands import Action
from loket.disputes.machine.deciding import Available
from loket.disputes.machine.policy import DisputePolicy
from loket.disputes.machine.reasons import reasons_for
from loket.disputes.models import Dispute
from loket.disputes.policies.current import policy_at
from loket.disputes.viewing import DisputeView, view_of
from loket.orders.disputed import disputed_lines
from loket.orders.models import Order
from loket.orders.queries import order_facts
from loket.people.access import NotVisible
from loket.people.actors import StaffActor

# A person's words and files come by forms of their own.
_ELSEWHERE = frozenset({Action.ADD})
# Whoever writes these has to have before them what both sides brought forward.
_FROM_THE_FILE = frozenset({Action.PROPOSE, Action.APPROVE, Action.ASK_FOR_EVIDENCE, Action.DECIDE_APPEAL})
_MOST_KEY = 200


@dataclass(frozen=True, slots=True)
class ActionPage:
    """One action that this reader's role has in this state, possible now or not."""

    dispute: Dispute
    view: DisputeView
    available: Available
    policy: DisputePolicy

    @property
    def label(self) -> str:
        """What the action is called."""
        return wording.action_label(self.available.name, self.available.transition)

    @property
    def hint(self) -> str:
        """What it does."""
        return wording.action_hint(self.available.name, self.available.transition)


def dispute_action_page(dispute: Dispute, name: str, actor: StaffActor, *, now: datetime) -> ActionPage:
    """What somebody may do of one name; raises NotVisible where their role never has it here."""
    view = view_of(dispute, actor, now=now)
    found = next((each for each in (*view.possible, *view.denied) if each.name == name), None)
    if found is None or found.name in _ELSEWHERE:
        raise NotVisible
    policy = policy_at(
        dispute.policy_market, dispute.policy_category, dispute.policy_version, for_market=dispute.market
    )
    return ActionPage(dispute, view, found, policy)


def empty_form(page: ActionPage) -> DisputeActionForm:
    """The form of an action, with what a draft already says."""
    known = page.dispute.draft if page.available.name == Action.SUBMIT else {}
    initial = {**known, "key": uuid4(), "version": page.view.version}
    return DisputeActionForm(available=page.available, view=page.view, initial=initial)


def action_context(
    page: ActionPage,
    actor: StaffActor,
    form: DisputeActionForm | None,
    *,
    is_review: bool,
    language: str,
    now: datetime,
) -> dict[str, Any]:
    """The page of an action: its form, or what would happen, or why it is not possible; beside it the file."""
    zone, code = actor.user.time_zone, page.available.code
    why = wording.denial_sentence(code, possible_from=page.available.possible_from, zone=zone) if code else ""
    return {
        "section": "disputes",
        "page": page,
        "dispute": page.dispute,
        "view": page.view,
        "form": form,
        "why": "" if is_review else why,
        "review": _review(page, form, zone, now) if form and is_review else (),
        "rules": _rules(page),
        "file": _file(page, actor, language, now) if form else None,
        "zone": zone,
    }


def key_of(typed: str, actor: StaffActor) -> str:
    """A form's key, made one's own: nobody meets somebody else's step by it."""
    return f"desk:{actor.user.pk}:{typed}"[:_MOST_KEY]


def was_done(dispute: Dispute, key: str) -> bool:
    """Whether a form was sent before, so that its step is taken already."""
    return bool(key) and dispute.events.filter(key=key).exists()


def beginning(order: Order) -> dict[str, Any]:
    """What a new claim about an order can be about: its items, and the reasons that fit where the parcel is."""
    facts = order_facts(order)
    lines = [(str(each.line), f"{each.quantity} × {each.title}") for each in facts.items]
    known = disputed_lines(order, [each.line for each in facts.items])
    fitting = [each.reason.value for each in reasons_for(known.delivery)]  # type: ignore[arg-type]
    return {"lines": lines, "reasons": fitting, "currency": order.currency}


def _file(page: ActionPage, actor: StaffActor, language: str, now: datetime) -> DisputePage | None:
    if page.available.name not in _FROM_THE_FILE:
        return None
    return dispute_page(page.dispute, actor, language=language, now=now)


def _review(page: ActionPage, form: DisputeActionForm, zone: str, now: datetime) -> tuple[str, ...]:
    return wording.action_confirm(
        page.available.name,
        page.available.transition,
        page.view,
        body=form.body,
        policy=page.policy,
        now=now,
        zone=zone,
    )


def _rules(page: ActionPage) -> list[str]:
    """What a decision can cite: the policy of this claim, and the law that stands in it."""
    policy, view = page.policy, page.view
    if page.view.viewer not in DECIDERS:
        return []
    law = [policy.withdrawal.name] if policy.withdrawal else []
    said = {"market": market_name(view.market), "number": policy.version, "reason": wording.reason_label(view.reason)}
    return [*law, _("Policy of %(market)s, version %(number)s: %(reason)s") % said]
