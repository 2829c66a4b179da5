"""What was said before, weighed into what a message says alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from loket.assistant.bank import Candidate

# How much likelier an article is that belongs to what was just spoken of, against one that does not: most follow-ups
# stay with their subject, and a subject is a twentieth of the articles.
BOOST = 8.0
LEAST_UNKNOWN = 0.1  # the chance kept for what no article covers


def weigh(
    alone: Sequence[Candidate], related: Mapping[str, float], *, without: Collection[str]
) -> tuple[Candidate, ...]:
    """Candidates by how well they fit both: what is said, and the articles `related` to what was said before."""
    fair = _as_chances(alone)
    unknown = max(1.0 - sum(fair.values()), LEAST_UNKNOWN)
    kept = [each for each in alone if each.article not in without]
    weights = [fair[each.article] * (1.0 + BOOST * related.get(each.article, 0.0)) for each in kept]
    total = sum(weights) + unknown
    weighed = [replace(each, confidence=round(weight / total, 4)) for each, weight in zip(kept, weights, strict=True)]
    return tuple(sorted(weighed, key=lambda each: -each.confidence))


def _as_chances(candidates: Sequence[Candidate]) -> dict[str, float]:
    """Confidences that add up to no more than one: the best one's holds, the others share what it leaves."""
    if not candidates:
        return {}
    best, *others = candidates
    rest = sum(each.confidence for each in others)
    scale = min(1.0, (1.0 - best.confidence) / rest) if rest > 0 else 1.0
    return {best.article: best.confidence, **{each.article: each.confidence * scale for each in others}}


def shares(candidates: Sequence[Candidate]) -> dict[str, float]:
    """Each article's confidence as a share of the best one's."""
    best = max((each.confidence for each in candidates), default=0.0)
    return {each.article: each.confidence / best for each in candidates} if best > 0 else {}
