"""What editors' pages show of what was learnt; the caller brings what ``access`` let through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from loket.knowledge.folding import fold
from loket.learning.models import Evidence, Gap, Proposal, Reading

ARTICLES_A_PAGE = 10
PROPOSALS_AN_ARTICLE = 5
PROPOSALS_A_PAGE = 30
GAPS_A_PAGE = 15
EXAMPLES = 20
EXAMPLES_OF_A_GAP = 6


@dataclass(frozen=True, slots=True)
class ArticleProposals:
    """The proposals for one article: how many there are, and the first of them."""

    article: str
    total: int
    conversations: int
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class ArticlesCursor:
    """After which article a page begins."""

    conversations: int
    article: str


@dataclass(frozen=True, slots=True)
class Example:
    """One question as a customer asked it, without personal data, and where."""

    conversation_id: UUID
    sequence: int
    text: str
    language: str
    source: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class ListedGap:
    """A missing article with some of its questions, from as many languages as there are."""

    gap: Gap
    examples: tuple[Example, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Progress:
    """How far reading is; ``is_stale`` when a run was begun and nobody works on it any more."""

    state: str
    done: int
    total: int
    is_at_work: bool
    is_stale: bool
    ended_at: datetime | None


def progress(now: datetime | None = None) -> Progress:
    """How far the reading of conversations is."""
    reading = Reading.objects.filter(pk=1).first() or Reading()
    at_work = reading.is_at_work(now or timezone.now())
    is_stale = reading.state != Reading.State.RESTING and not at_work
    return Progress(reading.state, reading.done, reading.total, at_work, is_stale, reading.ended_at)


def proposals_by_article(visible: QuerySet[Proposal], *, after: ArticlesCursor | None = None) -> list[ArticleProposals]:
    """The articles for which most was learnt, each with its first proposals; two statements. One more than a page."""
    opened = visible.filter(state=Proposal.State.OPEN)
    totals = opened.order_by().values("article").annotate(total=Count("pk"), conversations=Sum("count"))
    if after is not None:
        same = Q(conversations=after.conversations, article__gt=after.article)
        totals = totals.filter(Q(conversations__lt=after.conversations) | same)
    found = list(totals.order_by("-conversations", "article")[: ARTICLES_A_PAGE + 1])
    first = _first_of_each(opened, [row["article"] for row in found])
    return [
        ArticleProposals(row["article"], row["total"], row["conversations"], tuple(first[row["article"]]))
        for row in found
    ]


def proposals_of(
    visible: QuerySet[Proposal], article: str, *, state: str = Proposal.State.OPEN, after: Proposal | None = None
) -> list[Proposal]:
    """One article's proposals, the most asked first; one more than a page."""
    rows = visible.filter(article=article, state=state).defer("vector")
    if after is not None:
        rows = rows.filter(Q(count__lt=after.count) | Q(count=after.count, pk__gt=after.pk))
    return list(rows.order_by("-count", "pk")[: PROPOSALS_A_PAGE + 1])


def rejected(visible: QuerySet[Proposal], *, after: Proposal | None = None) -> list[Proposal]:
    """What editors turned down, the latest first; one more than a page."""
    rows = visible.filter(state=Proposal.State.REJECTED).defer("vector")
    if after is not None:
        rows = rows.filter(Q(decided_at__lt=after.decided_at) | Q(decided_at=after.decided_at, pk__gt=after.pk))
    return list(rows.order_by("-decided_at", "pk")[: PROPOSALS_A_PAGE + 1])


def open_gaps(visible: QuerySet[Gap], evidence: QuerySet[Evidence], *, after: Gap | None = None) -> list[ListedGap]:
    """What seems to be missing, the most asked in the last month first, with examples; one more than a page."""
    rows = visible.filter(state=Gap.State.OPEN)
    if after is not None:
        fewer = Q(count__lt=after.count) | Q(count=after.count, pk__gt=after.pk)
        rows = rows.filter(Q(recent__lt=after.recent) | Q(recent=after.recent) & fewer)
    gaps = list(rows.order_by("-recent", "-count", "pk")[: GAPS_A_PAGE + 1])
    examples = _examples_of_gaps(evidence, [gap.pk for gap in gaps])
    return [ListedGap(gap, tuple(examples[gap.pk])) for gap in gaps]


def counts(proposals: QuerySet[Proposal], gaps: QuerySet[Gap]) -> tuple[int, int]:
    """How many proposals and gaps wait for an editor; two statements."""
    return proposals.filter(state=Proposal.State.OPEN).count(), gaps.filter(state=Gap.State.OPEN).count()


def examples_of(evidence: QuerySet[Evidence], **about: Proposal | Gap) -> list[Example]:
    """The latest questions behind ``proposal=`` or ``gap=``."""
    rows = evidence.filter(**about).defer("vector").order_by("-asked_at", "pk")
    return [_example(row) for row in rows[:EXAMPLES]]


def _first_of_each(opened: QuerySet[Proposal], articles: Sequence[str]) -> dict[str, list[Proposal]]:
    place = Window(RowNumber(), partition_by=[F("article")], order_by=[F("count").desc(), F("pk").asc()])
    rows = opened.filter(article__in=articles).defer("vector").annotate(place=place)
    first: dict[str, list[Proposal]] = defaultdict(list)
    for each in rows.filter(place__lte=PROPOSALS_AN_ARTICLE).order_by("article", "place"):
        first[each.article].append(each)
    return first


def _examples_of_gaps(evidence: QuerySet[Evidence], gaps: Sequence[int]) -> dict[int, list[Example]]:
    """Different wordings of each gap, the languages in turn, the latest first; one statement."""
    turn = Window(RowNumber(), partition_by=[F("gap"), F("language")], order_by=[F("asked_at").desc(), F("pk").asc()])
    rows = evidence.filter(gap__in=gaps).defer("vector").annotate(turn=turn)
    chosen: dict[int, dict[str, Example]] = defaultdict(dict)
    for row in rows.filter(turn__lte=2 * EXAMPLES_OF_A_GAP).order_by("turn", "pk"):
        of_gap = chosen[row.gap_id or 0]
        if len(of_gap) < EXAMPLES_OF_A_GAP:
            of_gap.setdefault(fold(row.text), _example(row))
    return defaultdict(list, {gap: list(listed.values()) for gap, listed in chosen.items()})


def _example(row: Evidence) -> Example:
    return Example(row.conversation_id, row.sequence, row.text, row.language, row.source, row.asked_at)
