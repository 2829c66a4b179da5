"""One worker at a time for each entry of the ledger, whichever process it is in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection


@contextmanager
def entry_lock(entry_id: UUID) -> Iterator[bool]:
    """Hold the entry's advisory lock; yields False when somebody else carries it out already.

    It is held by the session, because no transaction may stay open while the marketplace is asked. Should the
    session be lost meanwhile, the state of the row still lets nobody send what may have been done.
    """
    digest = hashlib.blake2b(entry_id.bytes, digest_size=8, person=b"orders.entry").digest()
    key = int.from_bytes(digest, "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        is_ours = bool(cursor.fetchone()[0])
        try:
            yield is_ours
        finally:
            if is_ours:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
