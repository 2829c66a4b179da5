from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from django.db import transaction
from django.utils import timezone

from loket.knowledge.queries.meanings import language_means
from loket.learning.clustering import Asked, group
from loket.learning.models import Evidence, Gap
from loket.lib.embedding import use
from loket.people.language import primary

State = Gap.State

MONTH = timedelta(days=30)
# Older questions, or more of them, say nothing about what is missing now.
GROUPED_FOR = timedelta(days=90)
MOST_GROUPED = 10_000
# One customer alone is no reason to write an article.
FEWEST_CONVERSATIONS = 2
# What an editor hid comes back when it has grown so many times.
COMES_BACK_AT = 3
EMBEDDED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Group:
    """Unanswered questions that belong together, the most typical one first."""

    rows: tuple[Evidence, ...]

    @property
    def conversations(self) -> int:
        return len({row.conversation_id for row in self.rows})


def embed_some() -> bool:
    """Compute the meaning of some unanswered questions; whether more are left."""
    rows = list(Evidence.objects.filter(source=Evidence.Source.UNANSWERED, vector=None)[:EMBEDDED_AT_ONCE])
    for row, vector in zip(rows, use().embed([row.text for row in rows]), strict=True):
        row.vector = vector
    Evidence.objects.bulk_update(rows, ["vector"], batch_size=100)
    return len(rows) == EMBEDDED_AT_ONCE


def group_unanswered(now: datetime | None = None) -> None:
    """Bring unanswered questions together anew; a gap keeps its identity where most of its questions went."""
    moment = now or timezone.now()
    rows = _unanswered(moment)
    found = [_Group(tuple(rows[place] for place in places)) for places in group(_asked(rows))]
    groups = sorted(found, key=lambda each: -each.conversations)
    with transaction.atomic():
        _settle([each for each in groups if each.conversations >= FEWEST_CONVERSATIONS], moment)


def count_gaps_again(ids: Iterable[int], now: datetime | None = None) -> None:
    """Bring the figures of these gaps up to date after some of their questions went."""
    moment = now or timezone.now()
    for gap in Gap.objects.filter(pk__in=set(ids)):
        rows = tuple(gap.evidence.defer("vector").order_by("-asked_at"))
        if not rows:
            gap.delete()
            continue
        if gap.text not in {row.text for row in rows}:
            gap.text, gap.language = rows[0].text, rows[0].language
        _count(gap, rows, moment)
        gap.save()


def _unanswered(now: datetime) -> list[Evidence]:
    rows = Evidence.objects.filter(source=Evidence.Source.UNANSWERED, asked_at__gte=now - GROUPED_FOR)
    newest = list(rows.exclude(vector=None).order_by("-asked_at", "id")[:MOST_GROUPED])
    return newest[::-1]


def _asked(rows: Sequence[Evidence]) -> Asked:
    vectors = np.array([row.vector for row in rows], dtype=np.float32)
    return Asked([row.text for row in rows], [primary(row.language) for row in rows], vectors, language_means())


def _settle(groups: Sequence[_Group], now: datetime) -> None:
    undecided = {gap.pk: gap for gap in Gap.objects.select_for_update().filter(state__in=(State.OPEN, State.HIDDEN))}
    moved: list[Evidence] = []
    kept: set[int] = set()
    for each in groups:
        gap = _heir(each, {key: held for key, held in undecided.items() if key not in kept}) or Gap()
        _describe(gap, each, now)
        gap.save()
        kept.add(gap.pk)
        moved += [row for row in each.rows if row.gap_id != gap.pk]
        for row in each.rows:
            row.gap = gap
    # What was in a gap and is in none now leaves it with the gap itself, or by the update below.
    placed = {row.pk for each in groups for row in each.rows}
    Evidence.objects.filter(gap__in=kept, source=Evidence.Source.UNANSWERED).exclude(pk__in=placed).update(gap=None)
    Evidence.objects.bulk_update(moved, ["gap"], batch_size=500)
    Gap.objects.filter(pk__in=undecided.keys() - kept).delete()


def _heir(group_: _Group, undecided: dict[int, Gap]) -> Gap | None:
    """The gap from which most of the group comes."""
    before = Counter(row.gap_id for row in group_.rows if row.gap_id in undecided)
    most = before.most_common(1)
    return undecided[most[0][0]] if most and most[0][0] is not None else None


def _describe(gap: Gap, group_: _Group, now: datetime) -> None:
    gap.text, gap.language = group_.rows[0].text, group_.rows[0].language
    _count(gap, group_.rows, now)
    if gap.state == State.HIDDEN and gap.count >= COMES_BACK_AT * max(1, gap.hidden_at_count):
        gap.state = State.OPEN


def _count(gap: Gap, rows: Sequence[Evidence], now: datetime) -> None:
    gap.languages = [tag for tag, _times in Counter(row.language for row in rows).most_common()]
    gap.count = len({row.conversation_id for row in rows})
    gap.recent = len({row.conversation_id for row in rows if row.asked_at > now - MONTH})
    earlier = {row.conversation_id for row in rows if now - 2 * MONTH < row.asked_at <= now - MONTH}
    gap.before = len(earlier)
    gap.last_asked_at = max(row.asked_at for row in rows)
