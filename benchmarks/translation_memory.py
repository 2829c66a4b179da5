"""Approved translations looked up among a million, as `translate` does before it asks any engine."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import time
from pathlib import Path

ENTRIES, LOOKUPS = 1_000_000, 1_000
AIM_MS = 5.0
# Sentences differ by their words alone, for numbers are slots.
_WORDS = ("order", "parcel", "seller", "refund", "late", "broken", "colour", "size", "coupon", "customs")


def run() -> list[str]:
    """Texts that are known and such that are not, each with protecting, digest, query and counting."""
    data = Path(tempfile.mkdtemp(prefix="loket-bench-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket.config.settings")
    from loket.ops.installation import database  # noqa: PLC0415  nothing of Django may load before its database

    try:
        with database(data):
            return _measured()
    finally:
        shutil.rmtree(data, ignore_errors=True)


def _measured() -> list[str]:
    import django  # noqa: PLC0415

    django.setup()
    from loket.ops.preparation import prepare_database  # noqa: PLC0415

    prepare_database()
    chance = random.Random(5)
    places = chance.sample(range(ENTRIES), LOOKUPS)
    filling = _fill(places)
    # Asked with another order's number than the one that was approved.
    known = [_text(place, chance.randrange(10**6)) for place in places]
    unknown = [f"{text} and something else" for text in known]
    return [
        f"{ENTRIES:,} entries, stored within {filling:.0f} s; {LOOKUPS} lookups each",
        _line("approved", known, "memory"),
        _line("unknown", unknown, ""),
    ]


def _line(name: str, texts: list[str], engine: str) -> str:
    from loket.translation.actions import translate  # noqa: PLC0415

    times = []
    for text in texts:
        started = time.perf_counter()
        rendering = translate(text, source="en", target="pt-BR", seconds=2.0)
        times.append((time.perf_counter() - started) * 1000)
        assert rendering.engine == engine, rendering
    times.sort()
    middle, slow = times[len(times) // 2], times[int(len(times) * 0.95)]
    return f"{name:<9} p50 {middle:5.2f} ms  p95 {slow:5.2f} ms, {slow / AIM_MS:.2f} of the aim"


def _text(place: int, order: int) -> str:
    """The sentence of an entry, with any order's number in it."""
    words = []
    for _ in range(6):
        place, word = divmod(place, len(_WORDS))
        words.append(_WORDS[word])
    return f"Order LK-{order:06}: {' '.join(words)}"


def _fill(places: list[int]) -> float:
    """A million rows; those that are looked up have the digests of their texts, all others chance ones."""
    from django.db import connection  # noqa: PLC0415

    from loket.translation.models import MemoryEntry  # noqa: PLC0415
    from loket.translation.protecting import protect  # noqa: PLC0415
    from loket.translation.remembering import slotted_digest  # noqa: PLC0415

    started = time.perf_counter()
    protected = [protect(_text(place, place)) for place in places]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO translation_memoryentry "
            "(source_language, target_language, digest, source, target, approved_at, uses) "
            "SELECT 'en', 'pt', gen_random_uuid(), text, upper(text), now(), 0 FROM "
            "(SELECT 'Order ⟦1⟧: the ' || repeat(md5(n::text) || ' ', 3) AS text FROM generate_series(1, %s) n) t",
            [ENTRIES - len(places)],
        )
    MemoryEntry.objects.bulk_create(
        MemoryEntry(
            source_language="en",
            target_language="pt",
            digest=slotted_digest(each),
            source=each.text,
            target=each.text.upper(),
        )
        for each in protected
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE translation_memoryentry")
    return time.perf_counter() - started


if __name__ == "__main__":
    print("\n".join(run()))
