from __future__ import annotations

import hashlib
from typing import Annotated
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone, translation
from ninja import Query, Router
from pydantic import Field, StrictStr

from loket.api.repeats import key_of, once
from loket.api.v1.authentication import CallerRequest, known
from loket.api.v1.dispute_answers import dispute_out, page_out
from loket.api.v1.dispute_callers import Speaking, caller_of, speaking_in
from loket.api.v1.dispute_lists import list_for
from loket.api.v1.dispute_shapes import DisputeOut, DisputesOut, FileOffered, NewAction, NewDispute, NewEvidence, Side
from loket.api.v1.responding import PROBLEMS, respond
from loket.api.v1.schemas import STORABLE
from loket.api.v1.uploads import FILE
from loket.design.wording import zone_named
from loket.disputes.access import get_dispute_for
from loket.disputes.actions.acting import Wish, facts_of
from loket.disputes.actions.claiming import Claim, open_claim, order_to_claim
from loket.disputes.actions.evidence import Offered, lay_before
from loket.disputes.actions.speaking_for import act_as_party
from loket.disputes.actions.telling_machine import mark_opened
from loket.disputes.machine.commands import Action
from loket.disputes.queries import ClaimFilter
from loket.disputes.records import Form, record_answer
from loket.disputes.telling.recipients import recipient_in
from loket.disputes.viewing import view_of
from loket.files.serving import response_for
from loket.notices.letters.composing import reading_language
from loket.people.access import NotVisible
from loket.people.actors import Actor
from loket.people.language import to_django

router = Router(tags=["disputes"])
Name = Annotated[StrictStr, Field(max_length=200), STORABLE]
_ACTIONS = frozenset(each.value for each in Action)
AsSide = Annotated[Side | None, Query(alias="as")]
RecordFormat = Annotated[Form, Field(description="pdf and txt are for people, json for programs")]
_OUR_LANGUAGE = "A tag; without it the language of our letters to this side"
RecordLanguage = Annotated[StrictStr, Field(max_length=20, description=_OUR_LANGUAGE), STORABLE]


@router.get("/disputes", auth=known, response={200: DisputesOut, **PROBLEMS})
def index(
    request: CallerRequest,
    seller: Name = "",
    buyer: Name = "",
    state: ClaimFilter = ClaimFilter.ALL,
    limit: Annotated[int, Field(ge=1, le=100)] = 50,
    after: Annotated[StrictStr, Field(max_length=200), STORABLE] = "",
) -> HttpResponse:
    """The buyer's disputes; for servers all, or those of one seller (the nearest deadline first) or one buyer."""
    caller = caller_of(request)
    return respond(page_out(list_for(caller, seller=seller, buyer=buyer, state=state, after=after, limit=limit)))


@router.post("/disputes", auth=known, response={201: DisputeOut, 200: DisputeOut, **PROBLEMS})
@once
def create(request: CallerRequest, body: NewDispute) -> HttpResponse:
    """Open a dispute about lines of an order and submit it, or leave it to the buyer as a draft."""
    caller = caller_of(request)
    order, buyer = order_to_claim(body.order, by=caller)
    claim = Claim(
        tuple(body.lines), body.body, _offered(body.files), body.attach_talk, body.draft, is_confirmed=body.confirmed
    )
    conversation, key = request.auth.conversation, _key(request)
    dispute = open_claim(order, claim, buyer=buyer, by=caller, conversation=conversation, key=key)
    return _respond(dispute.pk, buyer, status=201)


@router.get("/disputes/{uuid:dispute_id}", auth=known, response={200: DisputeOut, **PROBLEMS})
def show(request: CallerRequest, dispute_id: UUID, side: AsSide = None, shown: bool = False) -> HttpResponse:
    """A dispute as one side may see it. ``shown`` says that this side has it on the screen now: it is told by that."""
    speaking = speaking_in(request, dispute_id, side)
    if shown or speaking.is_in_person:
        mark_opened(speaking.dispute, speaking.party, now=timezone.now())
    return _respond(dispute_id, speaking.party)


@router.post("/disputes/{uuid:dispute_id}/evidence", auth=known, response={200: DisputeOut, **PROBLEMS})
@once
def add_evidence(request: CallerRequest, dispute_id: UUID, body: NewEvidence) -> HttpResponse:
    """Lay files before the other side and those who decide, without another step."""
    speaking = speaking_in(request, dispute_id, body.side)
    lay_before(speaking.dispute, _offered(body.files), by=speaking.party, sent_by=speaking.caller)
    return _respond(dispute_id, speaking.party)


@router.get("/disputes/{uuid:dispute_id}/evidence/{uuid:item_id}/file", auth=known, response=FILE)
def show_file(request: CallerRequest, dispute_id: UUID, item_id: UUID, side: AsSide = None) -> HttpResponseBase:
    """A file of the evidence: the original for whoever sent it, a cleaned copy for the other side."""
    speaking = speaking_in(request, dispute_id, side)
    seen = view_of(speaking.dispute, speaking.party, now=timezone.now()).evidence
    file = next((each.file for each in seen if each.id == item_id), None)
    if file is None:
        raise NotVisible
    return response_for(file, inline=True, range_header=request.headers.get("Range", ""))


@router.get("/disputes/{uuid:dispute_id}/record", auth=known, response={200: bytes, **PROBLEMS})
def show_record(
    request: CallerRequest,
    dispute_id: UUID,
    side: AsSide = None,
    format: RecordFormat = Form.JSON,
    language: RecordLanguage = "",
) -> HttpResponse:
    """The whole dispute as one side may see it, as a file to keep, with moments on that side's clock."""
    speaking, now = speaking_in(request, dispute_id, side), timezone.now()
    view = view_of(speaking.dispute, speaking.party, now=now)
    reader = recipient_in(speaking.dispute, view.viewer, facts_of(speaking.dispute))
    tag = reading_language(language) if language else reader.language
    with translation.override(to_django(tag)):
        return record_answer(view, format, tag=tag, made_at=now, zone=zone_named(reader.time_zone))


@router.post("/disputes/{uuid:dispute_id}/{slug:action}", auth=known, response={200: DisputeOut, **PROBLEMS})
@once
def act(request: CallerRequest, dispute_id: UUID, action: str, body: NewAction) -> HttpResponse:
    """Take one of the ``available_actions``; refused with 409 where the caller saw an older version."""
    speaking = speaking_in(request, dispute_id, body.side)
    if action not in _ACTIONS:
        raise NotVisible
    _act(request, speaking, action, body)
    return _respond(dispute_id, speaking.party)


def _act(request: CallerRequest, speaking: Speaking, action: str, body: NewAction) -> None:
    wish = Wish(action, body.version, body.body, body.confirmed, _key(request), body.private)
    act_as_party(
        speaking.dispute, wish, party=speaking.party, files=_offered(body.files, body.private), by=speaking.caller
    )


def _respond(dispute_id: UUID, viewer: Actor, *, status: int = 200) -> HttpResponse:
    # Read anew: what was locked and changed carries what it was joined with before.
    return respond(dispute_out(view_of(get_dispute_for(viewer, dispute_id), viewer, now=timezone.now())), status=status)


def _offered(files: list[FileOffered], is_private: bool = False) -> tuple[Offered, ...]:
    return tuple(Offered(each.upload, each.kind, each.note, is_private) for each in files)


def _key(request: CallerRequest) -> str:
    """The caller's key, which is theirs alone."""
    key = key_of(request)
    return f"api:{hashlib.sha256(f'{request.auth.label}:{key}'.encode()).hexdigest()}" if key else ""
