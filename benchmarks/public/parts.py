"""What is measured without a bank: language, gibberish, the wish for a person, and groups of unanswered questions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmarks.clustering import cluster_agreement
from benchmarks.public.results import Result
from benchmarks.understanding_parts import gibberish, language, sources, wishes
from benchmarks.understanding_parts.sources import Row


def _clustering() -> list[Row]:
    path = sources.BENCH / "dstc11.jsonl"
    name, figure = cluster_agreement(path)
    return [Row(name, figure, "-", sum(1 for _ in sources.public("dstc11")))]


PARTS: dict[str, Callable[[], list[Row]]] = {
    "language": language.rows,
    "gibberish": gibberish.rows,
    "wishes": wishes.rows,
    "clustering": _clustering,
}
NEEDED = {
    "language": ("flores", "xsid", "nusax", "smsa"),
    "gibberish": ("nostril", "banking77", "banking77_oos", "hint3", "xsid", "arbanking77", "facqa", "faquad"),
    "wishes": ("banking77", "banking77_oos", "hint3", "xsid", "arbanking77", "facqa", "faquad", "dstc11", "smsa"),
    "clustering": ("dstc11",),
}


def measure_part(name: str, bench: Path) -> Result:
    """One part's rows; FileNotFoundError where a set that it reads is missing."""
    sources.BENCH = bench / "dev"
    for needed in NEEDED[name]:
        (sources.BENCH / f"{needed}.jsonl").stat()
    rows = [{"name": row.name, "figure": round(row.figure, 4), "aim": row.aim, "n": row.n} for row in PARTS[name]()]
    return {"kind": "part", "rows": rows}
