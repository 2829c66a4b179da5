"""Gathers what the pages about suggestions show; reads only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loket.conversations.access import visible_to
from loket.conversations.models import Conversation
from loket.desk.article_links import ArticleLinks, Link, links_to
from loket.history.actions import record_look
from loket.learning import queries
from loket.learning.access import evidence_visible_to, gaps_visible_to, proposals_visible_to
from loket.learning.models import Evidence, Gap, Proposal
from loket.learning.queries import ArticlesCursor, Example
from loket.people.actors import StaffActor
from loket.people.language import best_match, display_name, fallback_chain


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A wording with the languages that can take it, the likeliest chosen."""

    proposal: Proposal
    languages: tuple[tuple[str, str], ...]
    language: str
    is_own_language: bool
    sources: tuple[str, ...]
    # The row to go to once this one is decided; 0 for none.
    next: int


@dataclass(frozen=True, slots=True)
class ArticleBlock:
    """The proposals of one article."""

    link: Link | None
    slug: str
    total: int
    rows: tuple[ProposalRow, ...]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.rows)


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """A question behind a suggestion; ``conversation`` only for who may read it."""

    example: Example
    conversation: Conversation | None
    source: str


@dataclass(frozen=True, slots=True)
class GapRow:
    """A missing article: how it grew, and in which languages it was asked."""

    gap: Gap
    examples: tuple[Example, ...]
    languages: tuple[str, ...]

    @property
    def more(self) -> int:
        """How many conversations more than in the month before; 0 when there are fewer."""
        return max(0, self.gap.recent - self.gap.before)

    @property
    def fewer(self) -> int:
        """How many conversations fewer than in the month before; 0 when there are more."""
        return max(0, self.gap.before - self.gap.recent)


def shell_context(actor: StaffActor, here: str) -> dict[str, Any]:
    """What every page of this part shows: the counts on the tabs, and how far reading is."""
    proposals, gaps = queries.counts(proposals_visible_to(actor), gaps_visible_to(actor))
    return {
        "section": "suggestions",
        "here": here,
        "proposal_count": proposals,
        "gap_count": gaps,
        "progress": queries.progress(),
    }


def articles_context(actor: StaffActor, query: Mapping[str, str]) -> dict[str, Any]:
    """The articles for which most was learnt."""
    cursor = _articles_cursor(query.get("after", ""))
    found = queries.proposals_by_article(proposals_visible_to(actor), after=cursor)
    shown = found[: queries.ARTICLES_A_PAGE]
    links = links_to(actor, [each.article for each in shown])
    last = shown[-1] if len(found) > len(shown) else None
    return {
        **shell_context(actor, "wordings"),
        "blocks": [_block(each.article, each.total, each.proposals, links) for each in shown],
        "is_first": cursor is None,
        "next": f"{last.conversations}.{last.article}" if last else "",
    }


def article_context(actor: StaffActor, slug: str, query: Mapping[str, str]) -> dict[str, Any]:
    """All proposals of one article."""
    visible = proposals_visible_to(actor)
    after = visible.filter(article=slug, pk=_number(query.get("after", ""))).first()
    found = queries.proposals_of(visible, slug, after=after)
    shown = found[: queries.PROPOSALS_A_PAGE]
    links = links_to(actor, [slug])
    return {
        **shell_context(actor, "wordings"),
        "article": links.one(slug),
        "blocks": [_block(slug, len(shown), shown, links)] if shown else [],
        "is_first": after is None,
        "next": shown[-1].pk if len(found) > len(shown) else "",
    }


def turned_down_context(actor: StaffActor, query: Mapping[str, str]) -> dict[str, Any]:
    """What editors turned down."""
    visible = proposals_visible_to(actor)
    after = visible.filter(state=Proposal.State.REJECTED, pk=_number(query.get("after", ""))).first()
    found = queries.rejected(visible, after=after)
    shown = found[: queries.PROPOSALS_A_PAGE]
    links = links_to(actor, [each.article for each in shown])
    return {
        **shell_context(actor, "turned_down"),
        "rows": [(each, links.one(each.article, each.language)) for each in shown],
        "is_first": after is None,
        "next": shown[-1].pk if len(found) > len(shown) else "",
    }


def gaps_context(actor: StaffActor, query: Mapping[str, str]) -> dict[str, Any]:
    """What seems to be missing."""
    visible = gaps_visible_to(actor)
    after = visible.filter(pk=_number(query.get("after", ""))).first()
    found = queries.open_gaps(visible, evidence_visible_to(actor), after=after)
    shown = found[: queries.GAPS_A_PAGE]
    return {
        **shell_context(actor, "gaps"),
        "rows": [_gap_row(each) for each in shown],
        "is_first": after is None,
        "next": shown[-1].gap.pk if len(found) > len(shown) else "",
    }


def examples_context(actor: StaffActor, about: Proposal | Gap, *, here: str) -> dict[str, Any]:
    """The questions behind a suggestion; who may read conversations gets links, and that they looked is recorded."""
    named = {"gap": about} if isinstance(about, Gap) else {"proposal": about}
    found = queries.examples_of(evidence_visible_to(actor), **named)
    conversations = visible_to(actor).in_bulk({each.conversation_id for each in found})
    for each in conversations.values():
        record_look(each.subject, by=actor.label, actor_id=actor.actor_id)
    rows = [ExampleRow(each, conversations.get(each.conversation_id), source_name(each.source)) for each in found]
    return {**shell_context(actor, here), "about": about, "rows": rows}


def source_name(source: str) -> str:
    """How a question came to its article, in words."""
    return str(Evidence.Source(source).label)


def _gap_row(listed: queries.ListedGap) -> GapRow:
    others = tuple(each for each in listed.examples if each.text != listed.gap.text)
    return GapRow(listed.gap, others, tuple(map(display_name, listed.gap.languages)))


def _block(slug: str, total: int, proposals: Sequence[Proposal], links: ArticleLinks) -> ArticleBlock:
    languages = links.languages.get(slug, ())
    following = [*(each.pk for each in proposals[1:]), 0]
    rows = tuple(_row(each, languages, after) for each, after in zip(proposals, following, strict=True))
    return ArticleBlock(links.one(slug), slug, total, rows)


def _row(proposal: Proposal, languages: Iterable[str], following: int) -> ProposalRow:
    written = tuple(languages)
    own = best_match(proposal.language, written)
    chain = fallback_chain(proposal.language, written)
    choices = tuple((tag, display_name(tag)) for tag in written)
    sources = tuple(source_name(each) for each in proposal.sources)
    return ProposalRow(proposal, choices, own or (chain[0] if chain else ""), own is not None, sources, following)


def _articles_cursor(text: str) -> ArticlesCursor | None:
    number, _dot, article = text.partition(".")
    return ArticlesCursor(_number(number), article[:100].replace("\0", "")) if article else None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
