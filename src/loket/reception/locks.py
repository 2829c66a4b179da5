"""One turn at a time in each conversation, whichever process takes it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection


@contextmanager
def turn_lock(conversation_id: UUID, *, wait: bool = False) -> Iterator[bool]:
    """Hold the conversation's advisory lock; yields False when somebody else is thinking already.

    It is held by the session, because no transaction may stay open while the assistant thinks. Who finds it
    taken can leave: the holder drops its decision when something newer came, and the queued job, which has to
    ``wait`` for the lock, answers that.
    """
    key = int.from_bytes(hashlib.blake2b(conversation_id.bytes, digest_size=8).digest(), "big", signed=True)
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT true FROM pg_advisory_lock(%s)", [key])
        else:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        is_ours = bool(cursor.fetchone()[0])
        try:
            yield is_ours
        finally:
            if is_ours:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
