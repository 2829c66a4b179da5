"""nlp.js on the same rows and lines, in the same run; an installation of its own, beside and not inside the product."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.public.intents import HINT3_BOTS
from benchmarks.public.measuring import one_core
from benchmarks.public.results import Result
from benchmarks.public.rows import SEED, PublicSet
from loket.assistant.evaluation import Line, area_under_curve

PACKAGE = "node-nlp"
VERSION = "4.27.0"
PREFIX = "nlpjs_"
COMPARED = (
    *(f"hint3_{bot}{part}" for part in ("", "_gaps") for bot in HINT3_BOTS),
    "banking77_oos",
    "banking77",
    "clinc150",
)
SECONDS_TO_INSTALL = 300
SCRIPT = Path(__file__).with_name("nlpjs.cjs")


class NotInstallable(RuntimeError):
    """No Node.js, or no network to fetch the package with."""


def compare(public: PublicSet, folder: Path) -> Result:
    """Train and ask in a process of Node.js; NotInstallable where that cannot be."""
    _install(folder)
    file = folder / "rows.json"
    train = [(text, each.article) for each in public.articles for text in (each.question, *each.also_asked)]
    # Its trainer learns badly from rows sorted by label.
    random.Random(SEED).shuffle(train)
    file.write_text(json.dumps({"train": train, "ask": [line.text for line in public.lines]}), "utf-8")
    with one_core():
        run = subprocess.run(["node", str(SCRIPT), str(folder), str(file)], stdout=subprocess.PIPE, check=True)
    return _figures(public, json.loads(run.stdout))


def _install(folder: Path) -> None:
    """The exact version, once."""
    if (folder / "node_modules" / PACKAGE).is_dir():
        return
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise NotInstallable("Node.js is not there")
    folder.mkdir(parents=True, exist_ok=True)
    quiet = ("--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
    command = [npm, "install", "--prefix", str(folder), *quiet, f"{PACKAGE}@{VERSION}"]
    try:
        subprocess.run(command, check=True, timeout=SECONDS_TO_INSTALL, stdout=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        shutil.rmtree(folder / "node_modules", ignore_errors=True)
        raise NotInstallable(f"{PACKAGE} {VERSION} could not be fetched") from None


def _figures(public: PublicSet, said: dict[str, Any]) -> Result:
    asked = list(zip(public.lines, said["answers"], strict=True))
    known = [(line, best, score) for line, (best, score, _) in asked if line.expect]
    unknown = [score for line, (_, score, _) in asked if not line.expect]
    return {
        "kind": "nlpjs",
        "version": VERSION,
        "n": len(asked),
        "top1": round(sum(best in line.expect for line, best, _ in known) / max(1, len(known)), 4),
        "auroc_handover": area_under_curve([score for _, _, score in known], unknown),
        "groups": {group: _auroc([asked[place] for place in where]) for group, where in public.groups.items()},
        "training_seconds": round(said["seconds"], 1),
        "p50": round(float(np.percentile(said["times"], 50)), 3),
        "p95": round(float(np.percentile(said["times"], 95)), 3),
        "processor_ms": round(said["processorMs"], 3),
    }


def _auroc(asked: list[tuple[Line, Any]]) -> float | None:
    known = [said[1] for line, said in asked if line.expect]
    return area_under_curve(known, [said[1] for line, said in asked if not line.expect])
