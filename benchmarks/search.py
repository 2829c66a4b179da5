"""The help centre's search box: from the text typed so far to the hits, on the demo shop's articles."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from pathlib import Path

QUERIES = 200
AIM_MS = 15.0


def run() -> list[str]:
    """Search for beginnings of what people ask, in the language they ask it in; the vector is part of the time."""
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
    from loket.knowledge.actions.indexing import fill_vectors  # noqa: PLC0415
    from loket.knowledge.queries import published_articles  # noqa: PLC0415
    from loket.knowledge.search import measure_search  # noqa: PLC0415
    from loket.ops.demo.fill import fill_demo  # noqa: PLC0415
    from loket.ops.preparation import prepare_database  # noqa: PLC0415

    prepare_database()
    fill_demo()
    passages = fill_vectors()
    chance = random.Random(7)
    lines = [f"{passages} passages, {QUERIES} searches a language"]
    for language in ("en", "pt-BR", "id", "es"):
        asked = [text for row in published_articles() if row.language == language for text in row.also_asked]
        typed = [text[: chance.randint(3, max(3, len(text)))] for text in chance.sample(asked, QUERIES)]
        middle, slow = measure_search(typed, language=language)
        lines.append(f"{language:<6} p50 {middle:5.1f} ms  p95 {slow:5.1f} ms, {slow / AIM_MS:.2f} of the aim")
    return lines
