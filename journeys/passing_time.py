"""Time that passes for one conversation or claim without anybody waiting: what happened in it happened earlier."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import partial
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


# -- a claim -------------------------------------------------------------------------------------------------

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_CLAIM_EARLIER = (
    """UPDATE disputes_dispute SET created_at = created_at - %(by)s, state_since = state_since - %(by)s,
       submitted_at = submitted_at - %(by)s, next_due_at = next_due_at - %(by)s, deadline_at = deadline_at - %(by)s,
       updated_at = updated_at - %(by)s WHERE id = %(claim)s""",
    "UPDATE disputes_disputetext SET at = at - %(by)s WHERE dispute_id = %(claim)s",
    "UPDATE disputes_evidenceitem SET submitted_at = submitted_at - %(by)s WHERE dispute_id = %(claim)s",
    """UPDATE notices_notice SET created_at = created_at - %(by)s, accepted_at = accepted_at - %(by)s,
       opened_at = opened_at - %(by)s, ended_at = ended_at - %(by)s WHERE subject = 'dispute:' || %(claim)s""",
)
_CLOCKS_STRIKE = """
INSERT INTO procrastinate_jobs (queue_name, task_name, args)
VALUES ('default', 'disputes.keep_time', '{"timestamp": 0}')
"""

_MARKETPLACE_IS_DONE = """
UPDATE orders_demoinstruction SET created_at = created_at - interval '1 minute'
WHERE state = 'accepted' AND created_at > now() - interval '30 seconds'
"""
_ASKED_AGAIN_NOW = """
UPDATE orders_ledgerentry SET due_at = now() WHERE id IN (
    SELECT entry.id FROM orders_ledgerentry AS entry JOIN orders_order AS own ON own.id = entry.order_id
    WHERE own.number = %(number)s AND entry.due_at > now() FOR UPDATE OF entry SKIP LOCKED)
"""
_MONEY_IS_CARRIED_OUT = """
INSERT INTO procrastinate_jobs (queue_name, task_name, args)
VALUES ('default', 'orders.carry_out_due', '{"timestamp": 0}')
"""


def let_days_pass(shop: Installation, dispute_id: str, days: int) -> None:
    """Whatever happened in this claim happened so many days earlier, and its clocks strike.

    The digests of its log stay those of the real moments: what looks at them is tested elsewhere.
    """
    url = running_url(shop.data)
    assert url, "the database is away"
    by = timedelta(days=days)
    with psycopg.connect(url) as connection:
        for statement in _CLAIM_EARLIER:
            connection.execute(statement, {"claim": dispute_id, "by": by})
        _facts_earlier(connection, dispute_id, by)
        _log_earlier(connection, dispute_id, by)
        connection.execute(_CLOCKS_STRIKE)


def let_the_marketplace_settle(shop: Installation, number: str) -> None:
    """What the demo's marketplace does a while later for this order is done now."""
    url = running_url(shop.data)
    assert url, "the database is away"
    # Each statement by itself: the worker takes the same rows the other way round.
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(_MARKETPLACE_IS_DONE)
        if connection.execute(_ASKED_AGAIN_NOW, {"number": number}).rowcount:
            connection.execute(_MONEY_IS_CARRIED_OUT)


def _facts_earlier(connection: psycopg.Connection, dispute_id: str, by: timedelta) -> None:
    (text,) = connection.execute("SELECT document::text FROM disputes_dispute WHERE id = %s", [dispute_id]).fetchone()
    connection.execute("UPDATE disputes_dispute SET document = %s WHERE id = %s", [_earlier(text, by), dispute_id])


def _log_earlier(connection: psycopg.Connection, dispute_id: str, by: timedelta) -> None:
    found = connection.execute(
        "SELECT id, at, details::text FROM disputes_disputeevent WHERE dispute_id = %s ORDER BY sequence", [dispute_id]
    )
    for pk, at, details in found.fetchall():
        connection.execute(
            "UPDATE disputes_disputeevent SET at = %s, details = %s WHERE id = %s", [at - by, _earlier(details, by), pk]
        )


def _earlier(text: str, by: timedelta) -> str:
    """A document with every moment in it so much earlier."""
    return _MOMENT.sub(partial(_moved, by=by), text)


def _moved(found: re.Match[str], by: timedelta) -> str:
    return (datetime.fromisoformat(found.group()) - by).isoformat()


def where_it_is_day() -> str:
    """A zone in which nobody is left in peace now, whenever this runs."""
    return next(zone for zone in ZONES if 9 <= datetime.now(UTC).astimezone(ZoneInfo(zone)).hour < 20)
