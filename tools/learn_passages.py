"""Makes src/loket/assistant/data/passages.npz: what each engine sees in every passage, the mean over the demo shop's.

Usage: python tools/learn_passages.py
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.understanding import demo_articles  # noqa: E402  found only from the root
from loket.knowledge.passages import passages_of_answer  # noqa: E402
from loket.lib.embedding import e5, use  # noqa: E402

TARGET = ROOT / "src/loket/assistant/data/passages.npz"


def main() -> int:
    """Embed titles and answers, and store one vector an engine."""
    texts = [text for each in demo_articles() for text in (each.question, *passages_of_answer(each.answer))]
    means = {each.passages.name: each.passages.embed(texts).mean(axis=0) for each in (use(), e5())}
    np.savez(TARGET, allow_pickle=False, **means)
    return 0


if __name__ == "__main__":
    sys.exit(main())
