from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max

from loket.knowledge.folding import fold
from loket.knowledge.queries.wordings import wordings_of
from loket.learning.models import Evidence, Proposal
from loket.learning.wordings import Wordings
from loket.lib.embedding import use

State = Proposal.State
UNDECIDED = (State.OPEN, State.COVERED)


def propose(evidence: Sequence[Evidence]) -> None:
    """Let each question with an article join the proposal that says the same, or begin one."""
    together: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for each in evidence:
        together[each.article, each.language].append(each)
    for (article, language), rows in together.items():
        _join(article, language, rows)
    Evidence.objects.bulk_update(evidence, ["proposal"], batch_size=500)
    count_again({each.proposal_id for each in evidence if each.proposal_id})
    note_what_is_covered({each.article for each in evidence})


def count_again(ids: Iterable[int]) -> None:
    """Bring the figures of these proposals up to date; one that nothing speaks for any more goes."""
    wanted = set(ids)
    held = Evidence.objects.filter(proposal__in=wanted).order_by().values("proposal")
    counted: dict[int, dict[str, Any]] = {
        row["proposal"]: dict(row)
        for row in held.annotate(
            conversations=Count("conversation", distinct=True),
            latest=Max("asked_at"),
            ways=ArrayAgg("source", distinct=True),
            texts=ArrayAgg("text", distinct=True),
        )
    }
    Proposal.objects.filter(pk__in=wanted - counted.keys()).delete()
    changed = list(Proposal.objects.filter(pk__in=counted).defer("vector"))
    for proposal in changed:
        row = counted[proposal.pk]
        proposal.count, proposal.last_asked_at, proposal.sources = row["conversations"], row["latest"], row["ways"]
        # The wording shown is always that of somebody who is still remembered.
        if proposal.text not in row["texts"]:
            proposal.text = row["texts"][0]
    Proposal.objects.bulk_update(changed, ["count", "last_asked_at", "sources", "text"], batch_size=500)


def note_what_is_covered(articles: Iterable[str]) -> None:
    """Tell apart, among what is undecided, what these articles list already."""
    slugs = set(articles)
    listed = {slug: {fold(text) for text in texts} for slug, texts in wordings_of(slugs).items()}
    undecided = Proposal.objects.filter(article__in=slugs, state__in=UNDECIDED).values_list("pk", "article", "text")
    covered = [key for key, article, text in undecided if fold(text) in listed.get(article, ())]
    ours = Proposal.objects.filter(article__in=slugs)
    ours.filter(pk__in=covered, state=State.OPEN).update(state=State.COVERED)
    ours.filter(state=State.COVERED).exclude(pk__in=covered).update(state=State.OPEN)


def _join(article: str, language: str, rows: Sequence[Evidence]) -> None:
    # Decided ones too: what was turned down takes in what says the same, and so never comes back.
    known = list(Proposal.objects.filter(article=article, language=language))
    wordings = Wordings([(each.text, np.asarray(each.vector, dtype=np.float32)) for each in known])
    vectors = use().embed([each.text for each in rows])
    for each, vector in zip(rows, vectors, strict=True):
        place = wordings.find(each.text, vector)
        if place is None:
            begun = Proposal.objects.create(
                article=article, language=language, text=each.text, vector=vector, last_asked_at=each.asked_at
            )
            known.append(begun)
            place = wordings.add(each.text, vector)
        each.proposal = known[place]
