"""Unanswered questions brought together: how well the groups agree with the intents that people gave them."""

from __future__ import annotations

import json
import math
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from loket.learning.clustering import SAME_SUBJECT, Asked, group
from loket.lib.embedding import use


def cluster_agreement(path: Path, *, threshold: float = SAME_SUBJECT) -> tuple[str, float]:
    """Normalised mutual information (arithmetic mean, 0 to 1) on a file of labelled questions: name and figure."""
    asked, labels = _read(path)
    found = _labels(group(asked, threshold=threshold), len(labels))
    return f"{path.stem} clusters NMI", normalised_mutual_information(found, labels)


def normalised_mutual_information(left: Sequence[object], right: Sequence[object]) -> float:
    """How much one labelling tells about another, over the mean of what each holds."""
    total = len(left)
    first, second, both = Counter(left), Counter(right), Counter(zip(left, right, strict=True))
    shared = sum(n / total * math.log(n * total / (first[a] * second[b])) for (a, b), n in both.items())
    held = sum(-n / total * math.log(n / total) for counts in (first, second) for n in counts.values()) / 2
    return shared / held if held else 1.0


def run(paths: Sequence[Path] = (Path("../shared/bench/dev/dstc11.jsonl"),)) -> list[str]:
    """The figure for each file, with the number of groups and the time."""
    lines = []
    for path in paths:
        if not path.exists():
            lines.append(f"{path.stem}: not measured, {path} is missing")
            continue
        asked, labels = _read(path)
        started = time.process_time()
        groups = group(asked)
        seconds = time.process_time() - started
        figure = normalised_mutual_information(_labels(groups, len(labels)), labels)
        several = sum(1 for rows in groups if len(rows) > 1)
        lines.append(
            f"{path.stem}: NMI {figure:.3f}; {len(labels)} texts of {len(set(labels))} intents in {len(groups)} groups"
            f" ({several} of more than one), {seconds:.2f} s without embedding"
        )
    return lines


def _read(path: Path) -> tuple[Asked, list[str]]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    texts = [str(row["text"]) for row in rows]
    languages = [str(row.get("lang", "en")) for row in rows]
    return Asked(texts, languages, use().embed(texts)), [str(row["label"]) for row in rows]


def _labels(groups: Sequence[Sequence[int]], total: int) -> list[int]:
    labels = [0] * total
    for number, rows in enumerate(groups):
        for row in rows:
            labels[row] = number
    return labels
