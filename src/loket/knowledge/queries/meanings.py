"""Where each language's texts lie on average, so that questions compare by subject and not by language."""

from __future__ import annotations

import numpy as np
from django.db.models import Avg, Count

from loket.knowledge.models import Passage
from loket.lib.embedding import Vectors
from loket.people.language import primary

# Of fewer texts the mean is their subject rather than their language.
FEWEST_TEXTS = 20


def language_means() -> dict[str, Vectors]:
    """The mean vector of what is asked in each language, by its primary tag, where there is enough; one query."""
    asked = Passage.objects.exclude(kind=Passage.Kind.ANSWER).exclude(vector=None).order_by()
    found: dict[str, list[tuple[int, Vectors]]] = {}
    for row in asked.values("language").annotate(texts=Count("pk"), mean=Avg("vector")):
        if row["texts"] >= FEWEST_TEXTS:
            mean = np.asarray(row["mean"], dtype=np.float32)
            found.setdefault(primary(row["language"]), []).append((row["texts"], mean))
    return {tag: max(means, key=lambda each: each[0])[1] for tag, means in found.items()}
