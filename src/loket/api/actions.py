"""The API's own few writes: answers kept for repeats. One statement each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.utils import timezone

ANSWERS_KEPT_FOR = timedelta(hours=24)


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


def sweep() -> None:
    """Drop answers that nobody repeats any more."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM api_idempotentcall WHERE created_at < %s", [timezone.now() - ANSWERS_KEPT_FOR])
