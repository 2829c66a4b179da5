"""The one way by which anybody does anything in a dispute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from loket.disputes.access import get_dispute_for, role_in
from loket.disputes.actions.storing import keep_step
from loket.disputes.finding_out import find_out
from loket.disputes.machine.codes import Role
from loket.disputes.machine.commands import Action, Command, Denial, Findings
from loket.disputes.machine.deciding import Refused, Step, take
from loket.disputes.machine.documents import from_document
from loket.disputes.machine.facts import DisputeFacts
from loket.disputes.models import Dispute
from loket.disputes.party_calendars import calendars_for
from loket.disputes.policies.current import policy_at
from loket.disputes.refusals import ActionRefused, StaleVersion
from loket.disputes.words import Words, words_with
from loket.people.actors import Actor
from loket.translation.detection import detect

__all__ = ["ActionRefused", "StaleVersion", "Wish", "act", "facts_of", "take_command"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants done: the action by its name, its body, and the version that they saw.

    ``confirmed``: the second click, which showed money and date. ``key``: a repeat with the same one finds the first.
    ``is_private``: the words are for the platform alone.
    """

    name: str
    version: int
    body: Mapping[str, object] = field(default_factory=dict)
    confirmed: bool = False
    key: str = ""
    is_private: bool = False


def act(dispute_id: UUID | str, wish: Wish, *, by: Actor, now: datetime | None = None) -> Dispute:
    """Do what ``by`` wishes, as the party that they are; returns the dispute as it stands then.

    Raises NotVisible, StaleVersion and ActionRefused; nothing has changed then.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        dispute = locked(get_dispute_for(by, dispute_id).pk)
        role = role_in(dispute, by)
        if wish.key and dispute.events.filter(key=wish.key).exists():
            return dispute
        _check_evidence(dispute, role, wish.body)
        command = Command(
            role=role,
            actor=by.label,
            name=_action(wish.name),
            body=wish.body,
            version=wish.version,
            confirmed=wish.confirmed,
            found=find_out(dispute, role, by, wish.body),
        )
        take_command(dispute, command, now=moment, key=wish.key, words=_words(wish, role, dispute))
        return dispute


def locked(dispute_id: UUID) -> Dispute:
    """The dispute, which nobody else changes until the end of the transaction."""
    rows = Dispute.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("order", "seller", "customer", "conversation").get(pk=dispute_id)


def take_command(
    dispute: Dispute,
    command: Command,
    *,
    now: datetime,
    key: str = "",
    words: Iterable[Words] = (),
    tells_later: bool = False,
) -> Step:
    """Let the machine take a command of a locked dispute, and keep what came of it; raises ActionRefused.

    ``tells_later``: letters are written by a job of their own.
    """
    facts = facts_of(dispute)
    policy = policy_at(
        dispute.policy_market, dispute.policy_category, dispute.policy_version, for_market=dispute.market
    )
    taken = take(facts, command, policy, calendars_for(facts), now)
    if isinstance(taken, Refused):
        refusal = StaleVersion if taken.code == Denial.STALE_VERSION else ActionRefused
        raise refusal(taken.code, taken.field)
    keep_step(dispute, taken, key=key, words=words, tells_later=tells_later)
    return taken


def by_system(role: Role, name: Action, *, version: int, actor: str = "", **body: object) -> Command:
    """A command of the clock, of carriers or of those who pay."""
    return Command(role, actor or role.value, name, body, version, confirmed=True, found=Findings())


def facts_of(dispute: Dispute) -> DisputeFacts:
    """What the machine knows of a dispute."""
    return from_document(DisputeFacts, dispute.document)


def _action(name: str) -> Action:
    try:
        return Action(name)
    except ValueError as error:
        raise ActionRefused(Denial.UNKNOWN_ACTION) from error


def _check_evidence(dispute: Dispute, role: Role, body: Mapping[str, object]) -> None:
    """Only what this side laid into this very dispute counts as its evidence."""
    given = body.get("evidence")
    if not isinstance(given, list | tuple):
        return
    ids = {str(each.get("id")) for each in given if isinstance(each, Mapping)}
    own = dispute.evidence.filter(submitter=role.value, withdrawn_at=None)
    if ids - {str(pk) for pk in own.values_list("pk", flat=True)}:
        raise ActionRefused(Denial.FIELD_INVALID, "evidence")


def _words(wish: Wish, role: Role, dispute: Dispute) -> tuple[Words, ...]:
    text = wish.body.get("text")
    if not isinstance(text, str):
        return ()
    usual = dispute.seller.language if role == Role.SELLER else dispute.language
    language = detect(text, prior=(usual,)).language
    return words_with(Action(wish.name), role, text, language, is_private=wish.is_private)
