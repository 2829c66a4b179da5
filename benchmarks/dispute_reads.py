"""What those who decide wait for among a hundred thousand open disputes: the queue with each filter, and the signs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils import timezone

from benchmarks.installation import database_seconds

if TYPE_CHECKING:
    from loket.people.actors import StaffActor

LIMIT_MS = 50.0
TIMES = 100
PICTURES, ACCOUNTS = 100_000, 100_000
_READS: Mapping[str, Mapping[str, Any]] = {
    "by deadline": {},
    "in one language": {"language": "id"},
    "of at least 1,400": {"currency": "BRL", "least": Decimal(1400)},
    "of at most 8": {"currency": "BRL", "most": Decimal(8)},
    "in one language, of at most 50": {"language": "es", "currency": "BRL", "most": Decimal(50)},
    "mine": {"is_own": True},
    "mine, in one language, of at least 1,000": {
        "is_own": True,
        "language": "pt-BR",
        "currency": "BRL",
        "least": Decimal(1000),
    },
    "nobody's": {"is_own": False},
    "appeals": {"state": "appeal_review"},
    "in another currency": {"currency": "EUR"},
}


def lists(data: Path) -> Iterator[str]:
    """The queue page after page, from its beginning on, with each filter; then what stands above it."""
    from loket.disputes.queries import adjudication_queue, count_queue, languages_in_queue  # noqa: PLC0415

    jo = _judge()
    yield f"{sum(count_queue(jo).values()):,} in the adjudicators' queue"
    for name, filters in _READS.items():
        key = ""

        def read(filters: Mapping[str, Any] = filters) -> None:
            nonlocal key
            key = adjudication_queue(jo, **filters, after=key).next

        yield f"queue {name}: {_late(data, read)}"
    yield f"queue, counted by state: {_late(data, lambda: count_queue(jo))}"
    yield f"queue, its languages: {_late(data, lambda: languages_in_queue(jo))}"


def signs(data: Path) -> Iterator[str]:
    """Pictures seen before and accounts that somebody shares, among a hundred thousand of each."""
    from loket.disputes.models import Dispute  # noqa: PLC0415  needs Django's settings
    from loket.disputes.signals import signals_of  # noqa: PLC0415
    from loket.files.models import Upload  # noqa: PLC0415
    from loket.files.queries import near  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(_PICTURES, [PICTURES])
        cursor.execute(_ACCOUNTS, [ACCOUNTS])
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM (ANALYZE) files_upload, orders_ledgerentry")
    chance, jo = Random(6), _judge()
    hashes = list(Upload.objects.order_by("pk").values_list("picture_hash", flat=True)[:TIMES])
    yield f"pictures like one among {PICTURES:,}: {_late(data, lambda: near(chance.choice(hashes) or 1))}"
    found = iter(list(Dispute.objects.order_by("-pk").select_related("order")[:TIMES]))
    yield (
        f"all signs about one dispute, among {ACCOUNTS:,} refunds to named accounts:"
        f" {_late(data, lambda: signals_of(next(found), jo, now=timezone.now()))}"
    )


def _judge() -> StaffActor:
    from loket.people.actors import StaffActor  # noqa: PLC0415  needs Django's settings
    from loket.people.models import User  # noqa: PLC0415

    return StaffActor(User.objects.get(email="judge0@shop.example"))


def _late(data: Path, read: Callable[[], object]) -> str:
    times, own, server = [], time.process_time(), database_seconds(data)
    for _each in range(TIMES):
        began = time.perf_counter()
        read()
        times.append((time.perf_counter() - began) * 1000)
    own, server = ((each * 1000 / TIMES) for each in (time.process_time() - own, database_seconds(data) - server))
    late = sorted(times)[int(TIMES * 0.95)]
    return (
        f"p95 {late:.1f} ms, {late / LIMIT_MS:.2f} of the limit of {LIMIT_MS:.0f} ms;"
        f" processor time each {own:.1f} ms, and {server:.1f} ms of the database's"
    )


_PICTURES = """
INSERT INTO files_upload (id, scope, owner, name, media_type, size, sha256, picture_hash, scan, scan_detail, created_at)
SELECT gen_random_uuid(), 'dispute', '', 'photo.jpg', 'image/jpeg', 1, md5(n::text), hashint8extended(n, 6),
    'not_scanned', '', now()
FROM generate_series(1, %s) n
"""
# One account for every twenty refunds, so that most are shared; each of a buyer of the first orders.
_ACCOUNTS = """
INSERT INTO orders_ledgerentry (id, idempotency_key, order_id, kind, state, amount, payment_id, destination, lines,
    details, reason, cost_to, rule, policy_market, asked_by, created_at, due_at, attempts, problem,
    marketplace_reference)
SELECT gen_random_uuid(), 'account-' || n, n, 'refund', 'settled', 1, n, 'bank_account', '{}',
    jsonb_build_object('account', 'BR-' || n / 20), 'late', 'seller', '', '', 'bench', now(), now(), 0, '', ''
FROM generate_series(1, %s) n
"""
