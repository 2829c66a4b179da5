"""Time that passes for one conversation without anybody waiting for it: what happened in it happened earlier."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import psycopg

from journeys.installation import Installation
from loket.lib.embedded_postgres import running_url

# Longer than anybody looks away before they have left.
A_WHILE = "10 minutes"
ZONES = ("America/Recife", "Asia/Jakarta", "Europe/Lisbon", "Pacific/Auckland", "America/Los_Angeles", "Asia/Tokyo")

_CASE = "(SELECT id FROM conversations_conversation WHERE number = %(number)s)"
_EARLIER = (
    f"UPDATE conversations_message SET created_at = created_at - %(by)s::interval WHERE conversation_id = {_CASE}",
    f"UPDATE conversations_queueentry SET joined_at = joined_at - %(by)s::interval WHERE conversation_id = {_CASE}",
    f"UPDATE reception_told SET looked_at = looked_at - %(by)s::interval WHERE conversation_id = {_CASE}",
)
_ON_THE_MINUTE = """
INSERT INTO procrastinate_jobs (queue_name, task_name, args)
VALUES ('default', 'reception.keep_time', '{"timestamp": 0}')
"""


def let_a_while_pass(shop: Installation, number: str) -> None:
    """Whoever left this case's page has been away for a while, and the clock strikes."""
    url = running_url(shop.data)
    assert url, "the database is away"
    with psycopg.connect(url) as connection:
        for statement in _EARLIER:
            connection.execute(statement, {"number": number, "by": A_WHILE})
        connection.execute(_ON_THE_MINUTE)


def where_it_is_day() -> str:
    """A zone in which nobody is left in peace now, whenever this runs."""
    return next(zone for zone in ZONES if 9 <= datetime.now(UTC).astimezone(ZoneInfo(zone)).hour < 20)
