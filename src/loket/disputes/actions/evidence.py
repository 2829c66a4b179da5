"""Evidence: files and words that a party lays before the other side and those who decide. Nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from loket.disputes.access import get_dispute_for, role_in
from loket.disputes.actions.acting import Wish, act, locked
from loket.disputes.machine.codes import EvidenceKind
from loket.disputes.machine.commands import Action, Denial
from loket.disputes.machine.states import State
from loket.disputes.models import Dispute, EvidenceItem
from loket.disputes.refusals import ActionRefused
from loket.files import jobs as file_jobs
from loket.files.actions import UploadNotFound, claim_for
from loket.files.models import ScanState
from loket.history.actions import record
from loket.lib.jobs import defer
from loket.people.access import NotVisible
from loket.people.actors import Actor

MOST_ITEMS = 30
_LONGEST_NOTE = 1000


@dataclass(frozen=True, slots=True)
class Offered:
    """A file that somebody uploaded as themselves before, as evidence of a kind."""

    upload: UUID
    kind: EvidenceKind
    note: str = ""
    is_for_platform_only: bool = False


@transaction.atomic
def lay_before(
    dispute: Dispute,
    offered: Iterable[Offered],
    *,
    by: Actor,
    sent_by: Actor | None = None,
    now: datetime | None = None,
) -> list[EvidenceItem]:
    """Take files into a dispute; those of a draft count once it is submitted, others at once and tell the other side.

    What this side laid into it already is not laid again, as by a page and its script at once.
    ``sent_by`` uploaded them, where that was the shop's server. Raises NotVisible, UploadNotFound for a file of
    somebody else, ActionRefused where the file takes no more.
    """
    moment = now or timezone.now()
    found = locked(get_dispute_for(by, dispute.pk).pk)
    known = _files_in(found, by)
    fresh = [each for each in offered if each.upload not in known]
    items = _take_in(found, fresh, by=by, sent_by=sent_by or by, now=moment)
    if items and found.state != State.DRAFT:
        act(found.pk, Wish(Action.ADD, found.version, {"evidence": _named(items)}), by=by, now=moment)
    return items


@transaction.atomic
def act_with_evidence(
    dispute: Dispute,
    wish: Wish,
    offered: Iterable[Offered],
    *,
    by: Actor,
    sent_by: Actor | None = None,
    now: datetime | None = None,
) -> Dispute:
    """Act with files that come along as the action's evidence, so that they are new to it; all or nothing.

    Raises what ``act`` and ``lay_before`` raise.
    """
    moment, wanted = now or timezone.now(), list(offered)
    found = locked(get_dispute_for(by, dispute.pk).pk)
    if wish.key and found.events.filter(key=wish.key).exists():
        return found
    items = _take_in(found, wanted, by=by, sent_by=sent_by or by, now=moment)
    given = wish.body.get("evidence")
    evidence = [*(given if isinstance(given, list | tuple) else ()), *_named(items)]
    body = {**wish.body, "evidence": evidence} if items else wish.body
    return act(found.pk, replace(wish, body=body), by=by, now=moment)


@transaction.atomic
def lay_words_before(
    dispute: Dispute, kind: EvidenceKind, note: str, *, by: Actor, now: datetime | None = None
) -> EvidenceItem:
    """A declaration, or the order's talk as evidence: one of a kind while it is a draft. Raises NotVisible."""
    found = locked(get_dispute_for(by, dispute.pk).pk)
    role = role_in(found, by)
    if found.state != State.DRAFT:
        raise ActionRefused(Denial.WRONG_STATE)
    item, _is_new = EvidenceItem.objects.update_or_create(
        dispute=found,
        submitter=role.value,
        kind=kind,
        upload=None,
        withdrawn_at=None,
        defaults={"by": by.label, "note": note[:_LONGEST_NOTE], "submitted_at": now or timezone.now()},
    )
    return item


def evidence_of_draft(dispute: Dispute) -> list[dict[str, str]]:
    """What was laid into a draft, as the body of its submission names it."""
    rows = dispute.evidence.filter(submitted_in="", withdrawn_at=None).order_by("submitted_at", "pk")
    return [{"id": str(pk), "kind": kind} for pk, kind in rows.values_list("pk", "kind")]


@transaction.atomic
def withdraw_from_view(item: EvidenceItem, *, by: Actor, now: datetime | None = None) -> EvidenceItem:
    """Take one's own evidence out of the other side's sight; those who decide go on seeing it. Raises NotVisible."""
    dispute = locked(get_dispute_for(by, item.dispute_id).pk)
    found = EvidenceItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if found.by != by.label:
        raise NotVisible
    if found.withdrawn_at is None:
        found.withdrawn_at = now or timezone.now()
        found.save(update_fields=["withdrawn_at"])
        record("evidence.withdrawn", dispute.subject, by=by.label, actor_id=by.actor_id, data={"item": str(item.pk)})
    return found


def _files_in(dispute: Dispute, by: Actor) -> set[UUID | None]:
    own = dispute.evidence.filter(submitter=role_in(dispute, by).value, withdrawn_at=None)
    return set(own.values_list("upload", flat=True))


def _take_in(
    dispute: Dispute, wanted: Sequence[Offered], *, by: Actor, sent_by: Actor, now: datetime
) -> list[EvidenceItem]:
    role = role_in(dispute, by)
    if dispute.evidence.filter(submitter=role.value).count() + len(wanted) > MOST_ITEMS:
        raise ActionRefused(Denial.FIELD_INVALID, "evidence")
    uploads = claim_for(sent_by, [each.upload for each in wanted])
    if any(each.scan == ScanState.INFECTED for each in uploads):
        # Found between the sending and now: it is as good as gone.
        raise UploadNotFound
    items = [
        EvidenceItem(
            dispute=dispute,
            submitter=role.value,
            by=by.label,
            kind=each.kind,
            note=each.note[:_LONGEST_NOTE],
            upload=upload,
            submitted_at=now,
            submitted_in="" if dispute.state == State.DRAFT else dispute.state,
            is_for_platform_only=each.is_for_platform_only,
        )
        for each, upload in zip(wanted, uploads, strict=True)
    ]
    EvidenceItem.objects.bulk_create(items)
    for each in items:
        defer(file_jobs.make_shared_copy, upload_id=str(each.upload_id))
    return items


def _named(items: Iterable[EvidenceItem]) -> list[dict[str, str]]:
    return [{"id": str(each.pk), "kind": str(each.kind)} for each in items]
