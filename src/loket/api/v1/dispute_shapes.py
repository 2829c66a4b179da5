"""Disputes as they come and go. What is said of one is what its viewer may see, and nothing else."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field, StrictBool, StrictInt, StrictStr

from loket.api.v1.schemas import STORABLE
from loket.disputes.actions.evidence import MOST_ITEMS
from loket.disputes.machine.codes import EvidenceKind

Side = Literal["buyer", "seller"]
Number = Annotated[StrictStr, Field(min_length=1, max_length=60), STORABLE]
Version = Annotated[StrictInt, Field(ge=0, le=2_000_000_000)]


class FileOffered(Schema):
    """A file that the caller has uploaded before (``/uploads/resumable``), as evidence of a kind."""

    upload: UUID
    kind: EvidenceKind
    note: Annotated[StrictStr, Field(max_length=1000), STORABLE] = ""


Files = Annotated[list[FileOffered], Field(max_length=MOST_ITEMS)]


class NewDispute(Schema):
    """A buyer's claim about lines of one order. ``body`` is what the action ``submit`` takes, but for evidence.

    ``confirmed`` says that the buyer saw what the seller will see. A draft waits on her page for her to submit it.
    """

    order: Number
    lines: Annotated[list[Annotated[StrictInt, Field(ge=0, le=2_147_483_647)]], Field(min_length=1, max_length=100)]
    body: dict[str, Any] = {}
    files: Files = []
    attach_talk: StrictBool = False
    draft: StrictBool = False
    confirmed: StrictBool = False


class NewAction(Schema):
    """One action: ``version`` is the one that the caller saw, ``body`` follows the action's ``body_schema``.

    A server says ``as`` whom it speaks. ``files`` come along as evidence that is new. ``confirmed`` is the second
    click, which showed money and date. ``private``: the words are for the platform alone.
    """

    side: Annotated[Side | None, Field(alias="as")] = None
    version: Version
    body: dict[str, Any] = {}
    files: Files = []
    confirmed: StrictBool = False
    private: StrictBool = False


class NewEvidence(Schema):
    """Files for a dispute, without another step."""

    side: Annotated[Side | None, Field(alias="as")] = None
    files: Annotated[list[FileOffered], Field(min_length=1, max_length=MOST_ITEMS)]


class DeadlineOut(Schema):
    """A clock: whose it is, when it ends, and what happens then if nobody acts; codes as in the docs."""

    rule: str
    whose: str
    due_at: datetime
    consequence: str


class ActionOut(Schema):
    """What the caller may do now; ``body_schema`` is JSON Schema, ``confirm`` says that a second click is needed."""

    name: str
    body_schema: dict[str, Any]
    confirm: bool
    until: datetime | None


class DisputeLineOut(Schema):
    line: int
    title: str
    quantity: int
    paid: Decimal
    image_url: str


class SolutionOut(Schema):
    kind: str
    amount: Decimal


class OfferOut(Schema):
    """One step in a lane; without a solution it is a refusal, or the platform's rejection."""

    id: str
    version: int
    lane: str
    solution: SolutionOut | None
    refusal: str | None
    rule_cited: str
    standing: str
    at: datetime


class HoldOut(Schema):
    kind: str
    reference: str
    set_at: datetime


class QuestionOut(Schema):
    to: str
    wanted: list[str]
    asked_at: datetime
    answered_at: datetime | None


class EvidenceFileOut(Schema):
    name: str
    type: str
    size: int
    url: str


class EvidenceOut(Schema):
    """One piece of evidence; the file is the original for whoever sent it, and a cleaned copy for the other side."""

    id: UUID
    kind: str
    submitter: str
    note: str
    language: str
    own: bool
    withdrawn: bool
    original: bool
    file: EvidenceFileOut | None
    at: datetime


class WordsOut(Schema):
    """Somebody's words; ``translations`` by language."""

    id: int
    seq: int
    kind: str
    role: str
    text: str
    language: str
    translations: dict[str, str]
    own: bool
    private: bool
    erased: bool
    at: datetime


class DisputeEventOut(Schema):
    """One step of the time line; ``name`` and ``seq`` are those of the webhook."""

    seq: int
    name: str
    role: str
    state: str
    at: datetime
    own: bool


class RefundOut(Schema):
    amount: Decimal
    state: str
    asked_at: datetime
    settled_at: datetime | None


class DisputeRow(Schema):
    """One dispute of a list."""

    id: UUID
    number: str
    order: str
    state: str
    version: int
    turn: list[str]
    deadline: datetime | None
    reason: str
    asked: SolutionOut | None
    offer: str
    offer_version: int | None
    currency: str
    market: str
    language: str
    buyer: str
    seller: str
    held: bool
    outcome: str
    created_at: datetime
    submitted_at: datetime | None


class DisputesOut(Schema):
    items: list[DisputeRow]
    next: str | None


class DisputeOut(Schema):
    """A dispute for one of its sides."""

    id: UUID
    number: str
    order: str
    viewer: Side
    state: str
    version: int
    turn: list[str]
    deadline: DeadlineOut | None
    deadlines: list[DeadlineOut]
    available_actions: list[ActionOut]
    reason: str
    received: bool | None
    asked: SolutionOut | None
    cap: Decimal
    currency: str
    market: str
    language: str
    buyer: str
    seller: str
    lines: list[DisputeLineOut]
    offers: list[OfferOut]
    holds: list[HoldOut]
    questions: list[QuestionOut]
    evidence: list[EvidenceOut]
    texts: list[WordsOut]
    events: list[DisputeEventOut]
    refunds: list[RefundOut]
    outcome: str
    liability: str
    decided_by: str
    frozen: bool
    linked_to: str
    created_at: datetime
    submitted_at: datetime | None
    resolved_at: datetime | None
