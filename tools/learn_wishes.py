"""Makes src/loket/assistant/data/wishes.npz: how likely a message is a wish for a person.

Usage: python tools/learn_wishes.py [--without wishes-2]

Learns from tools/wishes (written for it, one file a language), from the first two lists of benchmarks/data, from the
phrases of the rules, and from small talk and the demo shop's articles, which ask for no person. The third list is never
looked at. `--without` leaves a list out, to measure on it. First the weights of words and letters, then, beside what
they say, the nets over the vectors of `use` and `e5` (wish_nets.py). It takes five minutes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.understanding import demo_articles  # noqa: E402  found only from the root
from loket.assistant.small_talk import listed_small_talk  # noqa: E402
from loket.assistant.wish_likelihood import BUCKETS, WishModel, count_buckets  # noqa: E402
from loket.assistant.wish_meaning import READINGS, WishNet  # noqa: E402
from loket.assistant.wishes import listed_wishes, wants_person_by_rules  # noqa: E402
from loket.knowledge.passages import passages_of_answer  # noqa: E402
from loket.translation.detection import primary  # noqa: E402
from tools.wish_nets import Reader, learn_net, unlearnt_likelihoods  # noqa: E402

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

TARGET = ROOT / "src/loket/assistant/data/wishes.npz"
LISTS = ("wishes", "wishes-2")
STRENGTH = 10.0  # how much the examples count against the wish for small weights
STEPS = 150


@dataclass(frozen=True, slots=True)
class Example:
    """A line to learn from, and whether it asks for a person."""

    text: str
    language: str
    is_wish: bool


def main(arguments: list[str]) -> int:
    """Learn, say how well the examples are told apart, and store the model."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--without", default="")
    examples = _examples(parser.parse_args(arguments).without)
    texts, wishes = [example.text for example in examples], np.array([example.is_wish for example in examples])
    likelihoods = unlearnt_likelihoods(texts, wishes, _learn_reader)
    print(f"{len(texts)} texts, {wishes.sum()} wishes; by words and letters unlearnt: found", end=" ")
    print(f"{(likelihoods[wishes] > 0).mean():.3f}, false alarms {(likelihoods[~wishes] > 0).mean():.4f}")
    nets = {}
    for engine, reading in READINGS.items():
        said = [reading.languages is None or primary(each.language) in reading.languages for each in examples]
        told = [example.text for example, is_said in zip(examples, said, strict=True) if is_said]
        nets[engine] = learn_net(engine, told, wishes[said], likelihoods[said])
    _store(_learn(texts, wishes), nets)
    return 0


def _store(model: WishModel, nets: dict[str, WishNet]) -> None:
    TARGET.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        TARGET,
        weights=model.weights.astype(np.float16),
        rarity=model.rarity.astype(np.float16),
        bias=np.float32(model.bias),
        **{f"{engine}_{name}": value for engine, net in nets.items() for name, value in _stored(net).items()},
    )


def _stored(net: WishNet) -> dict[str, npt.NDArray[np.generic]]:
    return {
        "middle": net.middle.astype(np.float16),
        "inner": net.inner.astype(np.float16),
        "inner_bias": net.inner_bias,
        "outer": net.outer,
        "likelihood": np.array(net.likelihood, dtype=np.float32),
        "bias": np.array(net.bias, dtype=np.float32),
    }


def _examples(without: str) -> list[Example]:
    files = sorted((ROOT / "tools/wishes").glob("*.jsonl"))
    files += [ROOT / f"benchmarks/data/{name}.jsonl" for name in LISTS if name != without]
    rows = [json.loads(line) for path in files for line in path.read_text("utf-8").split("\n") if line.strip()]
    found = {row["text"]: Example(row["text"], row["language"], bool(row["wants_person"])) for row in rows}
    for text in _written(without):
        found.pop(text, None)
    found.update({text: Example(text, "en", False) for text in listed_small_talk()})
    found.update({text: Example(text, "", True) for text in listed_wishes()})
    for article in demo_articles():
        for text in (article.question, *article.also_asked, *passages_of_answer(article.answer)):
            if not wants_person_by_rules(text):
                found.setdefault(text, Example(text, article.language, False))
    return list(found.values())


def _written(without: str) -> list[str]:
    """The texts of the list that is left out, which may stand elsewhere too."""
    path = ROOT / f"benchmarks/data/{without}.jsonl"
    rows = path.read_text("utf-8").split("\n") if without else []
    return [json.loads(line)["text"] for line in rows if line.strip()]


def _learn_reader(texts: list[str], wishes: npt.NDArray[np.bool_]) -> Reader:
    model = _learn(texts, wishes)
    return lambda unseen: np.array([model.score(text) for text in unseen])


def _learn(texts: list[str], wishes: npt.NDArray[np.bool_]) -> WishModel:
    """Logistic regression by accelerated gradient descent (Nesterov 1983) over the texts' buckets."""
    blocks = [_buckets(text) for text in texts]
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
    told = values > 0  # what stands in one text only says nothing
    weights, bias = _descend(texts_of[told], columns[told], values[told], wishes.astype(np.float64))
    return WishModel(weights.astype(np.float32), rarity, bias)


@cache
def _buckets(text: str) -> tuple[tuple[Integers, Floats], ...]:
    return count_buckets(text)


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
