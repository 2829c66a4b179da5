"""Run every measurement, or those that are named: ``python -m benchmarks turn streams``."""

from __future__ import annotations

import platform
import subprocess
import sys
from importlib import import_module

# In this order: the short ones first.
MEASUREMENTS = (
    "startup",
    "turn",
    "streams",
    "waiting",
    "search",
    "translation_memory",
    "translation_path",
    "notices",
    "order_numbers",
    "clustering",
    "refit",
    "orders",
    "disputes",
    "dispute_numbers",
    "understanding",
    "pages",
)


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        print(f"Known measurements: {', '.join(MEASUREMENTS)}; not {', '.join(unknown)}.", file=sys.stderr)
        return 2
    if len(names) == 1:
        print(f"\n== {names[0]}", flush=True)
        for line in import_module(f"benchmarks.{names[0]}").run():
            print(line, flush=True)
        return 0
    print(f"Python {platform.python_version()} on {platform.machine()}; figures hold for this machine, ratios travel.")
    # Each has a database of its own, and Django knows only one in a process.
    runs = [subprocess.run([sys.executable, "-m", "benchmarks", name], check=False) for name in names or MEASUREMENTS]
    return max(run.returncode for run in runs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
