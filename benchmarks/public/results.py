"""What was measured, as files: written the moment it is there, so that whatever fails later loses nothing."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.public.measuring import Measured
from loket.assistant.evaluation import Outcome

Result = dict[str, Any]

FORMAT = 2  # results of another shape are measured anew


def describe_run() -> Result:
    """When and with what: the machine in general terms, and the commit."""
    busy = round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return {"at": now, "machine": machine, "busy": busy, "commit": _commit()}


def write_result(directory: Path, name: str, result: Result) -> None:
    """Store one measurement's result, in one step."""
    directory.mkdir(parents=True, exist_ok=True)
    part = directory / f"{name}.part"
    part.write_text(json.dumps({"format": FORMAT, **describe_run(), **result}, indent=1, ensure_ascii=False), "utf-8")
    os.replace(part, directory / f"{name}.json")


def write_mistakes(directory: Path, name: str, outcomes: list[Outcome]) -> None:
    """What went wrong, one line each, to learn from."""
    directory.mkdir(parents=True, exist_ok=True)
    wrong = [each for each in outcomes if each.is_mistake]
    text = "".join(json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in wrong)
    (directory / f"{name}.mistakes.jsonl").write_text(text, "utf-8")


def read_results(directory: Path) -> dict[str, Result]:
    """All that was measured so far, by name."""
    found = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(directory.glob("*.json"))}
    return {name: result for name, result in found.items() if result.get("format") == FORMAT}


def set_result(measured: Measured) -> Result:
    """A set's result as it is stored."""
    return {
        "kind": "set",
        "figures": asdict(measured.figures),
        "groups": {name: asdict(figures) for name, figures in measured.groups.items()},
        "building": asdict(measured.building),
        "pace": asdict(measured.pace),
        "megabytes": measured.megabytes,
    }


def _commit() -> str:
    try:
        commit = _git("rev-parse", "--short", "HEAD")
        changed = _git("status", "--porcelain", "--", "src", "benchmarks")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return f"{commit} with changes not committed" if changed else commit


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], capture_output=True, text=True, check=True).stdout.strip()
