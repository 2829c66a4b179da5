"""What a lead waits for: the numbers of four weeks, twelve and a year, of 100,000 disputes with their logs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from benchmarks.installation import installation

DISPUTES = 100_000
LIMIT_MS = 300.0
TIMES = 5


def run() -> Iterator[str]:
    """Spread them over a year, give each eight records, then count."""
    with installation(demo=False):
        from django.db import connection  # noqa: PLC0415  needs Django's settings

        from benchmarks.many_disputes import Kind, fill  # noqa: PLC0415

        moment, began = datetime.now(UTC), time.perf_counter()
        fill((Kind("waiting", DISPUTES, Decimal(20), timedelta(hours=2)),), moment)
        with connection.cursor() as cursor:
            for statement in (_SPREAD, _EVIDENCE, _LOGS):
                cursor.execute(statement)
            cursor.execute("VACUUM (ANALYZE) disputes_dispute, disputes_disputeevent, disputes_evidenceitem")
            cursor.execute("SELECT count(*) FROM disputes_disputeevent")
            records = int(cursor.fetchone()[0])
        yield f"{DISPUTES:,} disputes of a year with {records:,} records filled in {time.perf_counter() - began:.0f} s"
        yield from _counted(moment)


def _counted(moment: datetime) -> Iterator[str]:
    from loket.disputes.numbers import Stretch, headline_of, numbers_of, sellers_called  # noqa: PLC0415
    from loket.people.actors import StaffActor  # noqa: PLC0415
    from loket.people.models import User  # noqa: PLC0415

    max_ = StaffActor(User.objects.create_user("max@shop.example", None, name="Max", roles=["lead"]))
    whole = {name: Stretch(moment - timedelta(days=days), moment) for name, days in _STRETCHES.items()}
    one = Stretch(moment - timedelta(days=28), moment, sellers=sellers_called(max_, "Shop 7"))
    for name, stretch in {**whole, "four weeks of one seller": one}.items():
        took = []
        for again in range(TIMES):
            # Another stretch each time, for the same one is counted once in ten minutes.
            asked = replace(stretch, since=stretch.since + timedelta(seconds=again))
            began = time.perf_counter()
            found = numbers_of(max_, asked)
            headline_of(max_, asked.before)
            took.append((time.perf_counter() - began) * 1000)
        middle = sorted(took)[TIMES // 2]
        stays = sum(each.count for each in found.times)
        yield (
            f"numbers of {name} with the time before: {middle:.0f} ms for {found.headline.submitted:,} claims and"
            f" {stays:,} stays, {middle / LIMIT_MS:.2f} of the aim of {LIMIT_MS:.0f} ms"
        )


_STRETCHES = {"four weeks": 28, "twelve weeks": 84, "a year": 365}
_SPREAD = """
UPDATE disputes_dispute SET submitted_at = moved.at, created_at = moved.at - interval '1 hour',
    reason = (array['snad_quality', 'snad_damaged', 'inr_late', 'snad_wrong'])[1 + moved.n % 4],
    outcome = CASE WHEN moved.n % 10 < 9 THEN (array['refund_full', 'refund_partial', 'rejected'])[1 + moved.n % 3]
        ELSE '' END,
    decided_by = CASE WHEN moved.n % 10 < 9 THEN (array['agreement', 'timer', 'adjudicator'])[1 + moved.n % 3]
        ELSE '' END,
    resolved_at = CASE WHEN moved.n % 10 < 9 THEN moved.at + interval '9 days' END,
    document = jsonb_set(disputes_dispute.document, '{refunds}', jsonb_build_array(jsonb_build_object(
        'key', 'r1', 'amount', '5.00', 'asked_at', moved.at + interval '6 days', 'settled_at',
        moved.at + interval '9 days')))
FROM (SELECT id, order_id AS n, now() - order_id * interval '315 seconds' AS at FROM disputes_dispute) moved
WHERE moved.id = disputes_dispute.id
"""
_EVIDENCE = """
INSERT INTO disputes_evidenceitem (id, dispute_id, submitter, by, kind, note, language, submitted_at, submitted_in,
    is_for_platform_only)
SELECT gen_random_uuid(), id, 'buyer', 'customer:x', 'photo', '', '', submitted_at, 'draft', false
FROM disputes_dispute WHERE order_id % 3 > 0
"""
# Written in the order in which they would have come, as a log of a year stands on the disk.
_LOGS = """
INSERT INTO disputes_disputeevent (dispute_id, sequence, at, transition, name, role, by, rule, policy_version,
    came_from, state, details, words_digest, previous, digest, key)
SELECT dispute.id, step.sequence, dispute.submitted_at + step.after, 'T0', step.name, step.role, 'bench', step.rule, 1,
    step.came_from, step.state,
    jsonb_build_object('body', jsonb_build_object('note', md5(dispute.number) || md5(step.name)), 'deadlines',
        jsonb_build_array(jsonb_build_object('rule', step.runs, 'whose', step.whose, 'consequence', 'escalated',
            'started_at', dispute.submitted_at, 'due_at', dispute.submitted_at, 'basis', md5(dispute.id::text)),
            jsonb_build_object('rule', 'D18', 'whose', 'adjudicator', 'consequence', 'update_sent', 'started_at',
            dispute.submitted_at, 'due_at', dispute.submitted_at, 'basis', md5(dispute.number)))),
    '', repeat('a', 64), repeat('b', 64), ''
FROM disputes_dispute dispute CROSS JOIN (VALUES
    (0, interval '-1 hour', 'dispute.opened', 'buyer', '', '', 'draft', 'draft', 'buyer'),
    (1, interval '0', 'dispute.submitted', 'buyer', '', 'draft', 'wait_seller', 'D2', 'seller'),
    (2, interval '1 hour', 'party.told', 'timer', '', 'wait_seller', 'wait_seller', 'D2', 'seller'),
    (3, interval '3 days', 'dispute.escalated', 'timer', 'D2', 'wait_seller', 'escalated', 'D6', 'adjudicator'),
    (4, interval '4 days', 'sla.breached', 'timer', 'D6', 'escalated', 'escalated', 'D6', 'adjudicator'),
    (5, interval '5 days', 'dispute.taken', 'adjudicator', '', 'escalated', 'in_review', 'D8', 'adjudicator'),
    (6, interval '6 days', 'platform.decision', 'adjudicator', '', 'in_review', 'refund_pending', 'D14', 'psp'),
    (7, interval '9 days', 'refund.settled', 'psp', '', 'refund_pending', 'resolved', 'D16', 'buyer')
) step (sequence, after, name, role, rule, came_from, state, runs, whose)
ORDER BY dispute.submitted_at + step.after
"""
