"""Makes src/loket/assistant/data/wishes.npz: how likely a message is a wish for a person.

Usage: python tools/learn_wishes.py [--without wishes-2]

Learns from tools/wishes (written for it, one file a language), from the first two lists of benchmarks/data, from the
phrases of the rules, and from small talk and the demo shop's articles, which ask for no person. The third list is never
looked at. `--without` leaves a list out, to measure on it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.understanding import demo_articles  # noqa: E402  found only from the root
from loket.assistant.small_talk import listed_small_talk  # noqa: E402
from loket.assistant.wish_likelihood import BUCKETS, WishModel, count_buckets  # noqa: E402
from loket.assistant.wishes import listed_wishes, wants_person_by_rules  # noqa: E402
from loket.knowledge.passages import passages_of_answer  # noqa: E402

Floats = npt.NDArray[np.float32]

TARGET = ROOT / "src/loket/assistant/data/wishes.npz"
LISTS = ("wishes", "wishes-2")
STRENGTH = 10.0  # how much the examples count against the wish for small weights
STEPS = 400


def main(arguments: list[str]) -> int:
    """Learn, say how well the examples are told apart, and store the model."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--without", default="")
    texts, wishes = _examples(parser.parse_args(arguments).without)
    model = _learn(texts, wishes)
    scores = np.array([model.score(text) for text in texts])
    print(f"{len(texts)} texts, {wishes.sum()} wishes; found {(scores[wishes] > 0).mean():.3f},", end=" ")
    print(f"false alarms {(scores[~wishes] > 0).mean():.4f}")
    TARGET.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        TARGET,
        weights=model.weights.astype(np.float16),
        rarity=model.rarity.astype(np.float16),
        bias=np.float32(model.bias),
    )
    return 0


def _examples(without: str) -> tuple[list[str], npt.NDArray[np.bool_]]:
    files = sorted((ROOT / "tools/wishes").glob("*.jsonl"))
    files += [ROOT / f"benchmarks/data/{name}.jsonl" for name in LISTS if name != without]
    rows = [json.loads(line) for path in files for line in path.read_text("utf-8").split("\n") if line.strip()]
    found = {row["text"]: bool(row["wants_person"]) for row in rows}
    found.update(dict.fromkeys(listed_small_talk(), False))
    found.update(dict.fromkeys(listed_wishes(), True))
    for article in demo_articles():
        for text in (article.question, *article.also_asked, *passages_of_answer(article.answer)):
            if not wants_person_by_rules(text):
                found.setdefault(text, False)
    return list(found), np.array(list(found.values()))


def _learn(texts: list[str], wishes: npt.NDArray[np.bool_]) -> WishModel:
    """Logistic regression by accelerated gradient descent (Nesterov 1983) over the texts' buckets."""
    blocks = [[*count_buckets(text)] for text in texts]
    holding = np.zeros(BUCKETS)
    for block in blocks:
        for rows, _counts in block:
            holding[rows] += 1
    rarity = np.where(holding >= 2, np.log((1 + len(texts)) / (1 + holding)) + 1, 0).astype(np.float32)
    empty = WishModel(np.zeros(BUCKETS, dtype=np.float32), rarity, 0.0)
    weighed = [empty.weigh(rows, counts) for block in blocks for rows, counts in block]
    texts_of = np.repeat(np.arange(len(weighed)) // 2, [len(rows) for rows, _values in weighed])
    columns = np.concatenate([rows for rows, _values in weighed])
    values = np.concatenate([values for _rows, values in weighed])
    weights, bias = _descend(texts_of, columns, values, wishes.astype(np.float64))
    return WishModel(weights.astype(np.float32), rarity, bias)


def _descend(
    texts_of: npt.NDArray[np.int64], columns: npt.NDArray[np.int64], values: Floats, targets: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], float]:
    # One more column, of ones, is the bias.
    weights = np.zeros(BUCKETS + 1)
    ahead, pace = weights, _pace(texts_of, columns, values)
    for momentum in _momenta():
        strength = np.bincount(texts_of, weights=values * ahead[columns], minlength=len(targets)) + ahead[-1]
        missed = 1 / (1 + np.exp(-strength)) - targets
        slope = np.bincount(columns, weights=values * missed[texts_of], minlength=BUCKETS + 1)
        slope[:-1] += ahead[:-1] / STRENGTH
        slope[-1] = missed.sum()
        stepped = ahead - pace * slope
        ahead = stepped + momentum * (stepped - weights)
        weights = stepped
    return weights[:-1], float(weights[-1])


def _pace(texts_of: npt.NDArray[np.int64], columns: npt.NDArray[np.int64], values: Floats) -> npt.NDArray[np.float64]:
    """How far each weight may go at once: over the sum of its row of the curvature, which none of it can exceed."""
    length = np.bincount(texts_of, weights=np.abs(values)) + 1
    curvature = np.bincount(columns, weights=np.abs(values) * length[texts_of], minlength=BUCKETS + 1)
    curvature[-1] = length.sum()
    return 1 / (curvature / 4 + 1 / STRENGTH)


def _momenta() -> Iterator[float]:
    before = 1.0
    for _step in range(STEPS):
        after = (1 + np.sqrt(1 + 4 * before * before)) / 2
        yield (before - 1) / after
        before = after


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
