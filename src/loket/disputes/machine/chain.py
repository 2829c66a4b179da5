"""The log of a dispute: append-only records, each with the hash of the one before.

A record hashes its metadata and a salted hash of its words. When a person is erased, words and salt go; what was
hashed stays, and the chain still verifies.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from loket.disputes.machine.commands import Body
from loket.disputes.machine.deciding import Step
from loket.disputes.machine.documents import to_document
from loket.disputes.machine.facts import DisputeFacts

OPENED = "opened"
NOTHING_BEFORE = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One event: metadata in plain values, the hash of its words, and the hash of it all."""

    dispute: str
    sequence: int
    at: datetime
    # The id of the row, or `opened`.
    transition: str
    event: str
    role: str
    actor: str
    # The clock that ended, where one did.
    rule: str
    policy_version: int
    came_from: str
    state: str
    # The body without words, the deadlines from now on, and for the first record the facts themselves.
    details: Mapping[str, Any]
    words_hash: str
    previous: str
    hash: str = ""


def opened(facts: DisputeFacts, *, actor: str) -> Record:
    """The first record of a log: the facts of the draft."""
    record = Record(
        dispute=facts.id, sequence=facts.sequence, at=facts.created_at, transition=OPENED, event="dispute.opened",
        role=facts.started_by, actor=actor, rule="", policy_version=facts.policy_version, came_from="",
        state=facts.state, details={"facts": to_document(facts)}, words_hash="", previous=NOTHING_BEFORE,
    )  # fmt: skip
    return replace(record, hash=_hash(record))


def recorded(step: Step, *, previous: Record, salt: str) -> Record:
    """The record of a step, after the one before it."""
    facts, body = step.facts, step.body
    order = step.command.found.order
    details = {
        "body": to_document(replace(body, text="")),
        "deadlines": to_document(facts.deadlines),
        **({"order": to_document(order)} if order else {}),
    }
    record = Record(
        dispute=facts.id, sequence=facts.sequence, at=step.at, transition=step.transition, event=step.event,
        role=step.command.role, actor=step.command.actor, rule=body.rule or "", policy_version=facts.policy_version,
        came_from=step.came_from, state=facts.state, details=details, words_hash=hash_words(body, salt=salt),
        previous=previous.hash,
    )  # fmt: skip
    return replace(record, hash=_hash(record))


def hash_words(body: Body, *, salt: str) -> str:
    """The salted hash of what a person wrote; nothing for nothing."""
    return hashlib.sha256(_canonical([salt, body.text])).hexdigest() if body.text else ""


def verify(records: Sequence[Record]) -> int | None:
    """The sequence of the first record that is not what was written, or missing before; None if all is well."""
    before = NOTHING_BEFORE
    for expected, record in enumerate(records):
        if record.sequence != expected or record.previous != before or record.hash != _hash(record):
            return expected
        before = record.hash
    return None


def _hash(record: Record) -> str:
    document = {name: value for name, value in to_document(record).items() if name != "hash"}
    return hashlib.sha256(_canonical(document)).hexdigest()


def _canonical(document: object) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
