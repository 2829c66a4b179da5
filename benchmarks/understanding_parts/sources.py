"""Rows of figures, and the texts they are taken from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench" / "dev"
OWN = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Row:
    """One measure: what came out, what it should be, over how many texts."""

    name: str
    figure: float
    aim: str
    n: int

    def __str__(self) -> str:
        return f"{self.name:<52}{self.figure:8.4f}   {self.aim:<10}{self.n:>7}"


def public(name: str) -> Iterator[dict[str, Any]]:
    """The rows of a public set; nothing where the set is not there."""
    return _lines(BENCH / f"{name}.jsonl")


def own(name: str) -> Iterator[dict[str, Any]]:
    """The rows of a set of this project."""
    return _lines(OWN / f"{name}.jsonl")


def questions() -> list[str]:
    """Real questions and remarks, none of them a wish for a person or nonsense by its label."""
    names = ("banking77", "banking77_oos", "hint3", "xsid", "arbanking77", "facqa", "faquad", "dstc11", "smsa")
    texts = [row["text"] for name in names for row in public(name) if "AGENT" not in str(row.get("label"))]
    texts += [row["text"] for row in own("market-dev")]
    return list(dict.fromkeys(texts))


def share(hits: list[bool]) -> float:
    """The share of what is true."""
    return sum(hits) / max(len(hits), 1)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
