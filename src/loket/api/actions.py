"""The API's own few writes: answers kept for repeats, and the pace of callers. One statement each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.utils import timezone

ANSWERS_KEPT_FOR = timedelta(hours=24)
MINUTE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What a call was answered; ``answer`` is sealed with its key."""

    fingerprint: str
    status: int
    answer: bytes


def find_answer(digest: str) -> KeptAnswer | None:
    """What an earlier call under the same key was answered."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT fingerprint, status, answer FROM api_idempotentcall WHERE digest = %s", [digest])
        row = cursor.fetchone()
    return None if row is None else KeptAnswer(row[0], row[1], bytes(row[2]))


def keep_answer(digest: str, kept: KeptAnswer) -> None:
    """Keep an answer for repeats of its call."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO api_idempotentcall (digest, fingerprint, status, answer, created_at)"
            " VALUES (%s, %s, %s, %s, %s) ON CONFLICT (digest) DO NOTHING",
            [digest, kept.fingerprint, kept.status, kept.answer, timezone.now()],
        )


def count_call(caller: str) -> tuple[int, int]:
    """How many calls this makes for ``caller`` in its minute, and in how many seconds that ends."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO api_pace AS pace (caller, began_at, calls) VALUES (%(caller)s, %(now)s, 1)"
            " ON CONFLICT (caller) DO UPDATE SET"
            " calls = CASE WHEN pace.began_at > %(since)s THEN pace.calls + 1 ELSE 1 END,"
            " began_at = CASE WHEN pace.began_at > %(since)s THEN pace.began_at ELSE %(now)s END"
            " RETURNING calls, began_at",
            {"caller": caller, "now": now, "since": now - timedelta(seconds=MINUTE_SECONDS)},
        )
        calls, began_at = cursor.fetchone()
    return calls, max(1, round(MINUTE_SECONDS - (now - began_at).total_seconds()))


def sweep() -> None:
    """Drop answers that nobody repeats any more, and paces of long ago."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM api_idempotentcall WHERE created_at < %s", [now - ANSWERS_KEPT_FOR])
        cursor.execute("DELETE FROM api_pace WHERE began_at < %s", [now - timedelta(seconds=MINUTE_SECONDS)])
