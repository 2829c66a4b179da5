"""What the makers of HINT3 published about five platforms, as far as our figures can stand beside it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

FILE = "hint3_published_platform_results.json"
# Not in that file: the best platform by its single predictions, over the native test part and its unknown questions.
TOP1 = {"sofmattress": 0.736, "curekart": 0.841, "powerplay11": 0.673}
AUROC = {"sofmattress": 0.869, "curekart": 0.856, "powerplay11": 0.766}


def platforms_in_scope(bench: Path) -> dict[str, dict[str, float]]:
    """For each shop each platform's best in-scope accuracy, trained on all rows; nothing without the file."""
    path = bench / "banks" / FILE
    if not path.exists():
        return {}
    found: dict[str, dict[str, float]] = {}
    for name, text in json.loads(path.read_text("utf-8")).items():
        platform, _, shop = Path(name).stem.partition("_")
        if not shop.endswith("_subset"):
            rows = list(csv.DictReader(text.splitlines()))
            found.setdefault(shop, {})[platform] = max(float(row["Inscope Accuracy"]) for row in rows)
    return found


def best_top1(bench: Path, shop: str) -> float:
    """What the best platform reached, by the file or by the single predictions."""
    return max(TOP1[shop], round(max(platforms_in_scope(bench).get(shop, {"": 0.0}).values()), 4))
