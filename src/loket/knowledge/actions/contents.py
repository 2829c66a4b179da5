"""What every change that readers can see goes through: one counter, one live topic, one indexing job."""

from __future__ import annotations

from django.db import connection

from loket.knowledge import jobs
from loket.lib import live
from loket.lib.jobs import defer

LIVE_TOPIC = "knowledge"


def lock_contents() -> None:
    """Put publications in order: the next one waits until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO knowledge_contents (id, number) VALUES (1, 0) ON CONFLICT DO NOTHING")
        cursor.execute("SELECT number FROM knowledge_contents WHERE id = 1 FOR NO KEY UPDATE")


def contents_changed(*, texts: bool = True) -> None:
    """Give the contents a new version and tell who holds the old one; new ``texts`` need vectors."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO knowledge_contents (id, number) VALUES (1, 1)"
            " ON CONFLICT (id) DO UPDATE SET number = knowledge_contents.number + 1"
        )
    live.publish(LIVE_TOPIC, "changed")
    if texts:
        defer(jobs.index_vectors, queueing_lock="knowledge:vectors")
