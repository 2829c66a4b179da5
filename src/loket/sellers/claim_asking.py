"""What an action's page needs: the claim, whether the action is possible, its form, and the files that came with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, QueryDict
from django.urls import reverse

from loket.disputes.access import get_dispute_for
from loket.disputes.actions.acting import Wish
from loket.disputes.actions.evidence import Offered
from loket.disputes.machine.codes import EvidenceKind
from loket.disputes.machine.commands import Action
from loket.disputes.machine.deciding import Available
from loket.disputes.models import Dispute
from loket.disputes.policies.current import policy_at
from loket.disputes.showing.forms import ActionForm, Given
from loket.disputes.viewing import DisputeView, view_of
from loket.disputes.wording import action_confirm
from loket.files.access import get_upload_for
from loket.files.actions import store_for
from loket.files.models import Upload
from loket.files.purposes import Purpose
from loket.files.refusals import UploadNotFound
from loket.files.tickets import holder_for, issue_ticket
from loket.sellers.forms import new_key
from loket.sellers.pages import OwnVisit

MOST_FILES = 10


@dataclass(frozen=True, slots=True)
class Asking:
    """One action of one claim, asked for by the seller who looks; ``available`` is None where it has no place now."""

    visit: OwnVisit
    dispute: Dispute
    view: DisputeView
    action: Action
    available: Available | None

    @property
    def is_possible(self) -> bool:
        """Whether it can be done now."""
        return self.available is not None and self.available.is_possible

    @property
    def claim_url(self) -> str:
        """Where the claim is."""
        return reverse("sellers:claim", args=[self.dispute.number])

    def blank_form(self) -> ActionForm:
        """The form as it is first shown; only for what is possible."""
        return ActionForm(self._known, self.view, initial={"version": self.view.version, "key": new_key()})

    def form_of(self, data: QueryDict) -> ActionForm:
        """The form as it was filled in."""
        return ActionForm(self._known, self.view, data=data)

    def sentences(self, given: Given) -> tuple[str, ...]:
        """What the second click shows: the money, the dates, what cannot be undone."""
        found = self.dispute
        policy = policy_at(found.policy_market, found.policy_category, found.policy_version, for_market=found.market)
        known, visit = self._known, self.visit
        return action_confirm(
            known.name, known.transition, self.view, body=given.body, policy=policy, now=visit.now, zone=visit.zone
        )

    @property
    def _known(self) -> Available:
        if self.available is None:
            raise Http404
        return self.available


def asking(visit: OwnVisit, number: str, name: str) -> Asking:
    """The action that an address names; raises Http404 for one that sellers never take, and NotVisible."""
    actor = visit.signed_in.actor
    dispute = get_dispute_for(actor, number)
    view = view_of(dispute, actor, now=visit.now)
    try:
        action = Action(name)
    except ValueError as error:
        raise Http404 from error
    available = next((each for each in (*view.possible, *view.denied) if each.name == action), None)
    return Asking(visit, dispute, view, action, available)


def wish_of(asked: Asking, given: Given) -> Wish:
    """What a filled-in form asks of the machine, after its second click."""
    return Wish(
        asked.action,
        given.version,
        given.body,
        confirmed=True,
        key=_own_key(asked, given.key),
        is_private=given.is_private,
    )


def repeat_of(asked: Asking, data: QueryDict) -> Wish:
    """The same wish for an action that has no place any more: found again by its key, or refused."""
    return Wish(asked.action, asked.view.version, key=_own_key(asked, data.get("key", "")[:60]), confirmed=True)


def uploads_in(visit: OwnVisit, files: Iterable[UploadedFile[bytes]]) -> list[Upload]:
    """The files that the form names, and those that came with it without a script; raises UploadRefused.

    What is not this seller's, or was used before, is left out.
    """
    holder = holder_for(visit.signed_in.actor)
    named = [_own(each, holder.scope) for each in visit.request.POST.getlist("evidence")[:MOST_FILES]]
    known = [each for each in named if each is not None and each.claimed_at is None]
    return [*known, *(store_for(holder, each) for each in list(files)[:MOST_FILES])]


def offered(uploads: Sequence[Upload], given: Given) -> list[Offered]:
    """The files as evidence: of the kind that was chosen, else photo or film by what is in them."""
    kinds = [given.kind or _kind_of(each) for each in uploads]
    return [
        Offered(each.pk, kind, is_for_platform_only=given.is_private) for each, kind in zip(uploads, kinds, strict=True)
    ]


def upload_field(visit: OwnVisit, uploads: Sequence[Upload], *, key: str) -> dict[str, object]:
    """What the field for evidence needs."""
    return {
        "ticket": issue_ticket(holder_for(visit.signed_in.actor)),
        "place": reverse("resumable_uploads"),
        "key": key,
        "limit": Purpose.EVIDENCE.limit_bytes,
        "files": uploads,
    }


def _own_key(asked: Asking, key: str) -> str:
    return f"{asked.visit.signed_in.actor.label}:{key}"[:100] if key else ""


def _own(given: str, scope: str) -> Upload | None:
    try:
        return get_upload_for(UUID(given), scope=scope)
    except (ValueError, UploadNotFound):
        return None


def _kind_of(upload: Upload) -> EvidenceKind:
    if upload.is_image:
        return EvidenceKind.PHOTO
    return EvidenceKind.VIDEO if upload.is_film else EvidenceKind.OTHER
