"""From ``loket up --demo`` to the first page: on an empty data directory, and again on the filled one."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FIRST_AIM_SECONDS = 5.0
LATER_AIM_SECONDS = 2.5
LATER_RUNS = 3


def run() -> list[str]:
    """Start a new installation once and an existing one several times."""
    data = Path(tempfile.mkdtemp(prefix="loket-bench-"))
    try:
        first = _seconds_to_first_page(data)
        later = sorted(_seconds_to_first_page(data) for _ in range(LATER_RUNS))
    finally:
        shutil.rmtree(data, ignore_errors=True)
    middle = later[len(later) // 2]
    return [
        f"first start   {first:.2f} s, {first / FIRST_AIM_SECONDS:.2f} of the limit of {FIRST_AIM_SECONDS:.1f} s",
        f"later starts  {middle:.2f} s (median of {LATER_RUNS}, {later[0]:.2f} to {later[-1]:.2f}), "
        f"{middle / LATER_AIM_SECONDS:.2f} of the limit of {LATER_AIM_SECONDS:.1f} s",
    ]


def _seconds_to_first_page(data: Path) -> float:
    command = [sys.executable, "-m", "loket", "up", "--demo", "--data", str(data), "--port", str(_free_port())]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LOKET_")}
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
    try:
        line = process.stdout.readline() if process.stdout else ""
        seconds = time.perf_counter() - started
        if "ready" not in line:
            raise RuntimeError(f"Loket did not start: {line!r}")
        # The slow engine's work begins after the start; let it not disturb the next one.
        time.sleep(2)
        return seconds
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
