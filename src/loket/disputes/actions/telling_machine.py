"""Whether and since when each side was provably told: a channel accepted the notice, or the page was opened."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from loket.disputes.access import role_in
from loket.disputes.actions.acting import by_system, facts_of, locked, take_command
from loket.disputes.actions.keeping_facts import FIRST_LOOK
from loket.disputes.machine.codes import PARTIES, Role
from loket.disputes.machine.commands import Action, Command
from loket.disputes.machine.facts import DisputeFacts
from loket.disputes.machine.questions import untold
from loket.disputes.models import Dispute
from loket.disputes.refusals import ActionRefused
from loket.notices.actions.telling import mark_opened as mark_notices_opened
from loket.notices.queries import first_told
from loket.people.actors import Actor

LONGEST_LOOK = timedelta(hours=1)
# The channel of whoever has the page before them, or fetched it by API.
PAGE = "page"
KINDS = {Role.BUYER: "customer", Role.SELLER: "seller"}


def tell_machine(dispute: Dispute, *, now: datetime) -> int:
    """Let the clocks of those begin who were told since the present notices were written; returns how many."""
    facts, told = facts_of(dispute), 0
    for side in sorted(untold(facts)):
        found = first_told(dispute.subject, recipient_kind=KINDS[side], since=facts.notice_at)
        if found is None:
            continue
        at, channel = found
        command = by_system(Role.TIMER, Action.TELL, version=dispute.version, party=side.value, channel=channel)
        try:
            take_command(dispute, command, now=max(at, facts.notice_at))
        except ActionRefused:
            continue
        told += 1
    return told


def mark_opened(dispute: Dispute, actor: Actor, *, now: datetime) -> bool:
    """A signed-in party has the dispute before them, so they are told; returns whether their clock begins now.

    Whoever only works here tells nobody by looking. Raises NotVisible for somebody who has no part in it.
    """
    role = role_in(dispute, actor)
    if role not in PARTIES:
        return False
    recipient = str(dispute.customer_id if role == Role.BUYER else dispute.seller_id)
    mark_notices_opened(dispute.subject, recipient_kind=KINDS[role], recipient_id=recipient, now=now)
    # The page is opened far more often than a clock waits for it.
    if role not in untold(facts_of(dispute)):
        return False
    with transaction.atomic():
        found = locked(dispute.pk)
        if role not in untold(facts_of(found)):
            return False
        body = {"party": role.value, "channel": PAGE}
        command = Command(role, actor.label, Action.TELL, body, found.version)
        try:
            take_command(found, command, now=now)
        except ActionRefused:
            return False
    return True


def looks_again_at(facts: DisputeFacts, now: datetime) -> datetime | None:
    """When to ask the outbox again whether somebody was told: soon at first, then more seldom; None if all were."""
    if not untold(facts):
        return None
    return now + min(max(now - facts.notice_at, FIRST_LOOK), LONGEST_LOOK)
