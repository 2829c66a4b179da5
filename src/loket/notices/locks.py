"""One slot for each sender: what somebody has in hand is theirs for as long as they live, and not a moment longer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from loket.notices.pace import MOST_CONNECTIONS

# The first of PostgreSQL's two numbers; it only has to differ from everybody else's.
_CLASS = 0x4E4F5449
_one_in_a_process = threading.Lock()


@contextmanager
def only_sender_here() -> Iterator[bool]:
    """Whether nobody else of this process is sending; it alone brings in others."""
    is_free = _one_in_a_process.acquire(blocking=False)
    try:
        yield is_free
    finally:
        if is_free:
            _one_in_a_process.release()


@contextmanager
def sending_slot() -> Iterator[int | None]:
    """A free slot of the installation, held by this thread's database session; None when all are busy.

    A worker that is killed loses its sessions and so its slots; another one takes over what it had in hand.
    """
    slot = next((number for number in range(1, MOST_CONNECTIONS + 1) if take(number)), None)
    try:
        yield slot
    finally:
        if slot is not None:
            give_back(slot)


def take(slot: int) -> bool:
    """Try to hold a slot's lock in this session."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_CLASS, slot])
        return bool(cursor.fetchone()[0])


def give_back(slot: int) -> None:
    """Let go of a slot that this session holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_CLASS, slot])
