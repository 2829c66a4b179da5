"""The rows of the public sets as they lie on disk, and how a part of them is held out."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loket.assistant.article_texts import ArticleText
from loket.assistant.evaluation import Line

Rows = list[dict[str, Any]]

SEED = 20_261_122
TOPIC = "public"
# An article with an empty answer is recognised but never answered with.
ANSWER = "This is the answer."


@dataclass(frozen=True, slots=True)
class PublicSet:
    """Articles, questions on them, and which of the questions (by place) are also measured apart."""

    articles: list[ArticleText]
    lines: list[Line]
    groups: dict[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bench:
    """The directory of the public sets; a set that is not there raises FileNotFoundError."""

    directory: Path

    def questions(self, name: str) -> Rows:
        """The rows of a set, except a native test part, which is nobody's to look at."""
        return [row for row in _read(self.directory / "dev" / f"{name}.jsonl") if row.get("role") != "test"]

    def bank(self, name: str) -> Rows:
        """The articles, passages or sentences that questions are matched against."""
        return _read(self.directory / "banks" / f"{name}.jsonl")


def _read(path: Path) -> Rows:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def hold_out(rows: Sequence[dict[str, Any]], share: float) -> tuple[Rows, Rows]:
    """The rest, and this share of each label's rows (one at least, but never a label's only row)."""
    chance = random.Random(SEED)
    kept: Rows = []
    held: Rows = []
    for _, own in sorted(by_label(rows).items()):
        chance.shuffle(own)
        count = min(len(own) - 1, max(1, round(len(own) * share)))
        held.extend(own[:count])
        kept.extend(own[count:])
    return kept, held


def by_label(rows: Iterable[dict[str, Any]]) -> dict[str, Rows]:
    """The rows of each label, in their order."""
    found: dict[str, Rows] = defaultdict(list)
    for row in rows:
        found[row["label"]].append(row)
    return dict(found)


def articles_of_labels(rows: Iterable[dict[str, Any]]) -> list[ArticleText]:
    """One article a label: its first row is the question, all others are further ways of asking."""
    return [
        ArticleText(label, TOPIC, own[0]["lang"], own[0]["text"], ANSWER, tuple(row["text"] for row in own[1:]))
        for label, own in by_label(rows).items()
    ]


def lines_of(rows: Iterable[dict[str, Any]]) -> list[Line]:
    """The rows as questions; what is out of scope is expected to be handed over."""
    return [Line(row["text"], () if row.get("oos") else (row["label"],), row["lang"]) for row in rows]


def places(values: Iterable[str]) -> dict[str, list[int]]:
    """Where each value stands."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, value in enumerate(values):
        found[value].append(place)
    return dict(found)
