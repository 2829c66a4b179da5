"""The event stream and the long poll of one conversation, read without Django's ORM: thousands wait at once.

Every reading is one statement that asks for access, facts and new messages together, so that a stream can never
show more than its caller may see, and never misses what came while it was away.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from psycopg.rows import namedtuple_row
from psycopg_pool import AsyncConnectionPool

from loket.api.cors import headers_for
from loket.api.v1.answers import AgentOut, StandingOut, message_out
from loket.api.v1.authentication import KEY_MARK, NotAuthenticated, bearer_of
from loket.api.v1.lines import Lines
from loket.conversations.models import Conversation
from loket.conversations.queries import AttachedFile, Said, Translated
from loket.lib.live import topic_of_conversation
from loket.lib.streams import Scope, StreamEnded, StreamRefused, event
from loket.lib.switchboard import Change
from loket.people.digests import digest_of
from loket.people.scopes import KeyScope

EVENTS_PATH = re.compile(r"/api/v1/conversations/([0-9a-f-]{36})/events")
MESSAGES_PATH = re.compile(r"/api/v1/conversations/([0-9a-f-]{36})/messages")
READ_AT_ONCE = 100

# A secret's digest is looked for among the tokens of this conversation and, for a server, among the keys.
_READ = """
SELECT c.owner, c.closed_at, c.waiting_customer_since, c.team_id,
    agent.name AS agent_name, agent.email AS agent_email, agent.languages AS agent_languages,
    (SELECT json_agg(row_to_json(m) ORDER BY m.sequence) FROM (
        SELECT sequence, sender, name, kind, text, language, sources, options, choice, confidence, masked,
            external_id, created_at,
            (SELECT json_agg(json_build_array(u.id, u.name, u.media_type, u.size) ORDER BY a.position)
             FROM conversations_attachment a JOIN files_upload u ON u.id = a.upload_id
             WHERE a.message_id = each.id) AS files,
            (SELECT json_agg(json_build_object('language', t.language, 'text', t.text, 'engine', t.engine,
                'is_machine', t.is_machine, 'problem', t.problem, 'about', t.about) ORDER BY t.id)
             FROM conversations_messagetranslation t WHERE t.message_id = each.id) AS translations
        FROM conversations_message each
        WHERE conversation_id = c.id AND sequence > %(after)s ORDER BY sequence LIMIT %(limit)s
    ) m) AS messages
FROM conversations_conversation c
JOIN people_customer customer ON customer.id = c.customer_id AND customer.erased_at IS NULL
LEFT JOIN people_user agent ON agent.id = c.agent_id
WHERE c.id = %(id)s AND (
    EXISTS (SELECT 1 FROM conversations_conversationtoken t WHERE t.digest = %(digest)s
        AND t.conversation_id = c.id AND t.ended_at IS NULL AND t.used_at >= %(alive_since)s)
    OR (%(is_key)s AND EXISTS (SELECT 1 FROM people_serverkey k WHERE k.digest = %(digest)s
        AND k.id = c.server_key_id AND k.revoked_at IS NULL AND %(scope)s = ANY (k.scopes))))
"""


@dataclass(frozen=True, slots=True)
class Doorway:
    """What a stream reads through."""

    pool: AsyncConnectionPool[Any]
    lines: Lines


class ConversationFeed:
    """What one caller sees of one conversation as it goes on."""

    __slots__ = ("_digest", "_doorway", "_facts", "_id", "_is_key", "_last", "_team_id", "headers")

    def __init__(self, scope: Scope, conversation_id: str, doorway: Doorway) -> None:
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        self.headers = cors_headers(headers.get(b"origin"))
        self._doorway = doorway
        self._id = _uuid(conversation_id, self.headers)
        secret = _secret(headers.get(b"authorization", ""), self.headers)
        self._digest = digest_of(secret)
        self._is_key = secret.startswith(KEY_MARK)
        self._last = _sequence(headers.get(b"last-event-id", ""))
        self._facts: StandingOut | None = None
        self._team_id: int | None = None

    @property
    def topics(self) -> frozenset[str]:
        own = topic_of_conversation(self._id)
        if self._facts is not None and self._facts.state == "queued":
            return frozenset({own, f"queue:{self._team_id}"})
        return frozenset({own})

    async def open(self) -> bytes:
        """What was missed, then how things stand."""
        try:
            return await self._read(told=frozenset())
        except StreamEnded as error:
            raise await self._refusal() from error

    async def changed(self, changes: Collection[Change]) -> bytes:
        """New messages, and the facts where they changed."""
        hints = {hint for _topic, hint in changes}
        typing = b"".join(self._typing(hint) for hint in hints if hint.startswith("typing:"))
        rest = frozenset(hint for hint in hints if not hint.startswith("typing:"))
        return (await self._read(told=rest) if rest else b"") + typing

    async def alive(self) -> None:
        """Nothing to note: who reads tells so by ``POST read``."""

    async def _read(self, *, told: frozenset[str]) -> bytes:
        written: list[bytes] = []
        while True:
            row = await self._row()
            messages = [_said(each) for each in row.messages or ()]
            for said in messages:
                self._last = said.sequence
                data = message_out(said, self._id).model_dump_json()
                written.append(event("message", data, id=str(said.sequence)))
            if len(messages) < READ_AT_ONCE:
                break
        written += [_updated(hint) for hint in sorted(told) if hint.startswith("message_updated")]
        written.append(await self._standing(row, told))
        return b"".join(written)

    async def _row(self) -> Any:
        parameters = {
            "id": self._id,
            "after": self._last,
            "limit": READ_AT_ONCE,
            "digest": self._digest,
            "is_key": self._is_key,
            "scope": KeyScope.CONVERSATIONS.value,
            "alive_since": datetime.now(UTC) - settings.LOKET_TOKEN_IDLE,
        }
        async with self._doorway.pool.connection() as connection:
            cursor = connection.cursor(row_factory=namedtuple_row)
            row = await (await cursor.execute(_READ, parameters, prepare=True)).fetchone()
        if row is None:
            raise StreamEnded
        return row

    async def _standing(self, row: Any, told: frozenset[str]) -> bytes:
        self._team_id = row.team_id
        facts = await self._facts_of(row)
        before, self._facts = self._facts, facts
        if before is not None and "queue" in told and facts.state == before.state == "queued":
            if facts.queue == before.queue:
                return b""
            return event("queue", facts.model_dump_json(include={"queue", "answer_by"}))
        # On connecting, and by whatever else it changed.
        return b"" if facts == before and "state" not in told else event("state", facts.model_dump_json())

    async def _facts_of(self, row: Any) -> StandingOut:
        state = _state(row)
        place = await self._doorway.lines.place_of(row.team_id, self._id) if state == "queued" else None
        queue, answer_by = (place.queue, place.answer_by) if place else (None, None)
        agent = _agent(row) if row.agent_email is not None else None
        return StandingOut.model_construct(state=state, queue=queue, answer_by=answer_by, agent=agent)

    def _typing(self, hint: str) -> bytes:
        sender = hint.partition(":")[2]
        # A customer's own device need not be told what it does.
        if sender == "customer" and not self._is_key:
            return b""
        agent = self._facts.agent if self._facts else None
        name = agent.name if agent and sender == "agent" else ""
        return event("typing", json.dumps({"sender": sender, "name": name}, ensure_ascii=False))

    async def _refusal(self) -> StreamRefused:
        """Whether the secret opens another conversation (404) or nothing (401), as the pages answer it."""
        async with self._doorway.pool.connection() as connection:
            alive_since = datetime.now(UTC) - settings.LOKET_TOKEN_IDLE
            found = await (
                await connection.execute(_IS_ALIVE, {"digest": self._digest, "alive_since": alive_since})
            ).fetchone()
        return _not_found(self.headers) if found else _unauthenticated(self.headers)


_IS_ALIVE = """
SELECT 1 FROM conversations_conversationtoken
WHERE digest = %(digest)s AND ended_at IS NULL AND used_at >= %(alive_since)s
UNION ALL SELECT 1 FROM people_serverkey WHERE digest = %(digest)s AND revoked_at IS NULL
"""


def cors_headers(origin: str | None) -> list[tuple[bytes, bytes]]:
    """What lets a page of ``origin`` read the stream."""
    found = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers_for(origin).items()]
    return [*found, (b"vary", b"Origin")]


def _said(row: dict[str, Any]) -> Said:
    files = tuple(AttachedFile(UUID(id), name, kind, size) for id, name, kind, size in row.pop("files") or ())
    row["created_at"] = datetime.fromisoformat(row["created_at"])
    translations = tuple(Translated(**each) for each in row.pop("translations") or ())
    return Said(attachments=files, translations=translations, **row)


def _state(row: Any) -> str:
    """As ``Conversation.state`` computes it."""
    facts = Conversation(
        owner=row.owner, closed_at=row.closed_at, waiting_customer_since=row.waiting_customer_since, id=None
    )
    return facts.state


def _agent(row: Any) -> AgentOut:
    name = (row.agent_name or row.agent_email.split("@")[0]).split(" ")[0]
    return AgentOut.model_construct(name=name, languages=list(row.agent_languages))


def _updated(hint: str) -> bytes:
    sequence = hint.partition(":")[2]
    return event("message_updated", json.dumps({"seq": int(sequence)} if sequence.isdecimal() else {}))


def _secret(header: str, headers: Collection[tuple[bytes, bytes]]) -> str:
    try:
        secret = bearer_of(header)
    except NotAuthenticated as error:
        raise _unauthenticated(headers) from error
    if secret is None:
        raise _unauthenticated(headers)
    return secret


def _sequence(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _uuid(text: str, headers: Collection[tuple[bytes, bytes]]) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise _not_found(headers) from error


def _unauthenticated(headers: Collection[tuple[bytes, bytes]]) -> StreamRefused:
    text = "This needs a key or a conversation's token that is still valid."
    return StreamRefused(401, text, headers=[*headers, (b"www-authenticate", b"Bearer")])


def _not_found(headers: Collection[tuple[bytes, bytes]]) -> StreamRefused:
    return StreamRefused(404, "There is nothing here for you.", headers=headers)
