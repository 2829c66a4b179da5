"""What a buyer told in a chat comes into the draft of a claim: never over what stands there, never twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from loket.disputes.actions.evidence import MOST_ITEMS, Offered, lay_before
from loket.disputes.actions.opening import save_draft
from loket.disputes.evidence_kinds import kind_of_file
from loket.disputes.machine.codes import Role
from loket.disputes.models import Dispute, EvidenceItem
from loket.files.actions import copy_for
from loket.files.models import Upload
from loket.people.actors import CustomerActor


@transaction.atomic
def fill_in(dispute: Dispute, answers: Mapping[str, object], *, by: CustomerActor) -> Dispute:
    """Answer in a draft what its buyer has not touched; raises NotVisible, and ActionRefused once it was submitted."""
    missing = {name: value for name, value in answers.items() if value and name not in dispute.draft}
    if dispute.draft.get("reason", answers.get("reason")) != answers.get("reason"):
        # What would put it right belongs to the reason that was told, not to the one that was chosen instead.
        missing.pop("solution", None)
    return save_draft(dispute, missing, by=by)


@transaction.atomic
def carry_files(
    dispute: Dispute, uploads: Sequence[Upload], *, by: CustomerActor, now: datetime | None = None
) -> list[EvidenceItem]:
    """Lay files that the buyer sent elsewhere into a draft, each with its own copy; as many as fit.

    One that the draft has, or had until the buyer took it out, does not come again. Raises what ``lay_before`` raises.
    """
    own = dispute.evidence.filter(submitter=Role.BUYER.value)
    known = set(own.values_list("upload__sha256", flat=True))
    fresh = {each.sha256: each for each in uploads if each.sha256 not in known}
    wanted = list(fresh.values())[: max(0, MOST_ITEMS - own.count())]
    reason = str(dispute.draft.get("reason") or "")
    copies = copy_for(by, wanted)
    return lay_before(dispute, [Offered(each.pk, kind_of_file(each, reason)) for each in copies], by=by, now=now)
