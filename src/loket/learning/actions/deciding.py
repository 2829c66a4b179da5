"""What an editor decides; only from here does anything that was learnt reach an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from loket.history.actions import record
from loket.knowledge.access import article_for, translation_for
from loket.knowledge.actions.editing import add_also_asked, add_translation, create_article, save_draft
from loket.knowledge.actions.publishing import publish
from loket.knowledge.models import Article, ArticleTranslation, Topic
from loket.learning.actions.proposing import note_what_is_covered, propose
from loket.learning.models import Evidence, Gap, Proposal
from loket.learning.wordings import typical_wordings
from loket.people.actors import StaffActor

MOST_WAYS_OF_ASKING = 30


@dataclass(frozen=True, slots=True)
class Accepted:
    """Where a wording went; readers and the assistant know it at once unless it waits in a draft."""

    article: str
    language: str
    is_published: bool


@transaction.atomic
def accept(proposal: Proposal, *, text: str, language: str, by: StaffActor) -> Accepted:
    """Add a wording to an article's other ways of asking; raises ArticleError, or NotVisible without such a text.

    It is published at once where readers see the latest text; where somebody has begun a newer draft it joins that.
    """
    held = _undecided(proposal)
    translation = translation_for(by, held.article, language)
    was_clean = _is_shown(translation)
    add_also_asked(translation, [text], by=by)
    if was_clean:
        publish(translation, by=by)
    _decide(held, Proposal.State.ACCEPTED, by=by)
    note_what_is_covered([held.article])
    return Accepted(held.article, translation.language, was_clean)


@transaction.atomic
def reject(proposal: Proposal, *, by: StaffActor) -> None:
    """Turn a wording down; what says the same is not proposed again."""
    _decide(_undecided(proposal), Proposal.State.REJECTED, by=by)


@transaction.atomic
def offer_again(proposal: Proposal, *, by: StaffActor) -> None:
    """Take back that a wording was turned down."""
    held = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if held.state == Proposal.State.REJECTED:
        _decide(held, Proposal.State.OPEN, by=by)
        note_what_is_covered([held.article])


@transaction.atomic
def hide(gap: Gap, *, by: StaffActor) -> None:
    """Say that a gap is not for this shop; it comes back only when it has grown threefold."""
    held = Gap.objects.select_for_update().get(pk=gap.pk)
    held.hidden_at_count = held.count
    _close(held, Gap.State.HIDDEN, by=by)


@transaction.atomic
def answer_with(gap: Gap, article: Article, *, by: StaffActor) -> None:
    """Say which article answers a gap: its questions become proposals for that article."""
    held = Gap.objects.select_for_update().get(pk=gap.pk)
    held.article = article.slug
    _close(held, Gap.State.ANSWERED, by=by)
    _hand_to_article(held)


@transaction.atomic
def begin_article(
    gap: Gap, *, question: str, slug: str, topic: Topic, language: str, also_in: Sequence[str], by: StaffActor
) -> ArticleTranslation:
    """Begin the missing article as a draft with what customers ask; raises ArticleError.

    Languages of ``also_in`` in which it was asked get a draft too, each with its own most typical question.
    """
    held = Gap.objects.select_for_update().get(pk=gap.pk)
    begun = create_article(slug, topic=topic, language=language, by=by)
    article = article_for(by, begun.article.slug)
    asked = wordings_by_language(held)
    for tag in dict.fromkeys((begun.language, *also_in)):
        ways = asked.get(tag, [])
        if tag == begun.language:
            _draft(begun, [question, *ways], by=by)
        elif ways:
            _draft(add_translation(article, tag, by=by), ways, by=by)
    held.article = article.slug
    _close(held, Gap.State.WRITTEN, by=by)
    _hand_to_article(held)
    return begun


def wordings_by_language(gap: Gap) -> dict[str, list[str]]:
    """What was asked in each language, the most typical first, each wording once."""
    asked: dict[str, list[tuple[str, object]]] = {}
    rows = gap.evidence.exclude(vector=None).order_by("-asked_at", "pk")[:500]
    for row in rows:
        asked.setdefault(row.language, []).append((row.text, row.vector))
    return {tag: typical_wordings(texts)[:MOST_WAYS_OF_ASKING] for tag, texts in asked.items()}


def _draft(translation: ArticleTranslation, ways: Sequence[str], *, by: StaffActor) -> None:
    question, *others = dict.fromkeys(ways)
    save_draft(translation, question=question[:300], answer="", also_asked=others, by=by, base_version=0)


def _is_shown(translation: ArticleTranslation) -> bool:
    is_latest = translation.published_id is not None and translation.published_id == translation.latest_id
    return is_latest and translation.article.state == Article.State.PUBLISHED


def _undecided(proposal: Proposal) -> Proposal:
    return Proposal.objects.select_for_update().get(pk=proposal.pk)


def _decide(held: Proposal, state: Proposal.State, *, by: StaffActor) -> None:
    held.state, held.decided_by, held.decided_at = state, by.user, timezone.now()
    held.save(update_fields=["state", "decided_by", "decided_at"])
    data = {"article": held.article, "language": held.language}
    record(f"proposal.{state.value}", f"proposal:{held.pk}", by=by.label, actor_id=by.actor_id, data=data)


def _close(held: Gap, state: Gap.State, *, by: StaffActor) -> None:
    held.state, held.decided_by, held.decided_at = state, by.user, timezone.now()
    held.save()
    data = {"article": held.article}
    record(f"gap.{state.value}", f"gap:{held.pk}", by=by.label, actor_id=by.actor_id, data=data)


def _hand_to_article(gap: Gap) -> None:
    rows = list(gap.evidence.defer("vector"))
    for row in rows:
        row.article, row.source = gap.article, Evidence.Source.EDITOR
    Evidence.objects.bulk_update(rows, ["article", "source"], batch_size=500)
    propose(rows)
