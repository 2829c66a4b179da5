"""Live events: what changed, never what it says.

``publish`` collects topics during a transaction; one NOTIFY per commit carries them to every process.
Receivers fetch what changed through the ordinary, permission-checked reads.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import psycopg
from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

CHANNEL = "loket_live"
# PostgreSQL refuses payloads of 8000 bytes and more.
PAYLOAD_LIMIT = 7000

logger = logging.getLogger(__name__)


@dataclass
class _Pending:
    topics: dict[tuple[str, str], None] = field(default_factory=dict)
    queues: set[str] = field(default_factory=set)


_local = threading.local()


def publish(topic: str, hint: str) -> None:
    """Tell listeners of ``topic``, after the commit, that ``hint`` (such as ``message``) happened."""
    _pending().topics[(topic, hint)] = None
    _flush_after_commit()


def wake_workers(queue: str) -> None:
    """Tell workers, after the commit, that ``queue`` has a new job."""
    _pending().queues.add(queue)
    _flush_after_commit()


def topic_of_conversation(conversation_id: object) -> str:
    """The topic on which one conversation's changes are told."""
    return f"conversation:{conversation_id}"


DESK = "desk"


def _pending() -> _Pending:
    pending: _Pending | None = getattr(_local, "pending", None)
    # A rolled-back transaction never runs its on_commit; the hook list tells whether ours is still in it.
    if pending is None or not _is_registered():
        pending = _Pending()
        _local.pending = pending
    return pending


def _flush_after_commit() -> None:
    # Outside a transaction Django runs the hook at once.
    if not _is_registered():
        transaction.on_commit(_flush)


def _is_registered() -> bool:
    hooks: list[tuple[object, Callable[[], object], bool]] = connection.run_on_commit  # type: ignore[assignment]
    return any(hook[1] is _flush for hook in hooks)


def _flush() -> None:
    pending: _Pending | None = getattr(_local, "pending", None)
    _local.pending = None
    if pending is None:
        return
    _notifier.send([*_live_payloads(pending), *_worker_payloads(pending)])


def _live_payloads(pending: _Pending) -> list[tuple[str, str]]:
    payloads: list[tuple[str, str]] = []
    lines: list[str] = []
    size = 0
    for topic, hint in pending.topics:
        line = f"{topic} {hint}"
        if lines and size + len(line) > PAYLOAD_LIMIT:
            payloads.append((CHANNEL, "\n".join(lines)))
            lines, size = [], 0
        lines.append(line)
        size += len(line) + 1
    if lines:
        payloads.append((CHANNEL, "\n".join(lines)))
    return payloads


def _worker_payloads(pending: _Pending) -> list[tuple[str, str]]:
    payload = json.dumps({"type": "job_inserted", "job_id": 0})
    channels = {f"procrastinate_queue_v1#{queue}" for queue in pending.queues}
    if pending.queues:
        channels.add("procrastinate_any_queue_v1")
    return [(channel, payload) for channel in sorted(channels)]


class _Notifier:
    """One connection per process that only sends notifications, without waiting for the disk."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connection: psycopg.Connection[object] | None = None

    def send(self, payloads: list[tuple[str, str]]) -> None:
        if not payloads:
            return
        with self._lock:
            for attempt in (1, 2):
                try:
                    self._send(payloads)
                except psycopg.Error as error:
                    self._connection = None
                    if attempt == 2:
                        # Listeners also catch up on reconnect and by polling: late, not lost.
                        logger.warning("Live notification was not sent: %s", error)
                else:
                    return

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    def _send(self, payloads: list[tuple[str, str]]) -> None:
        if self._connection is None or self._connection.closed:
            self._connection = psycopg.connect(
                make_conninfo(connection_address(), options="-c synchronous_commit=off"), autocommit=True
            )
        rows = ", ".join(["(%s, %s)"] * len(payloads))
        flat = [value for payload in payloads for value in payload]
        self._connection.execute(
            f"SELECT pg_notify(channel, payload) FROM (VALUES {rows}) AS sent (channel, payload)",  # noqa: S608
            flat,
        )


def close() -> None:
    """Give up this process's connection for sending; the next publication opens another."""
    _notifier.close()


def connection_address() -> str:
    """The address (libpq's conninfo) at which one more connection to Django's default database can be opened."""
    known = {each.keyword.decode() for each in psycopg.pq.Conninfo.get_defaults()}
    parameters = connection.get_connection_params().items()
    return make_conninfo("", **{name: str(value) for name, value in parameters if name in known and value})


_notifier = _Notifier()
