"""A line on a terminal that shows how far long work has come; silent where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TextIO

WIDTH = 30


def progress_bar(label: str, stream: TextIO | None = None) -> Callable[[int, int], None]:
    """A function to call with (done, total); draws over its own line, and ends it when all is done."""
    shown_on = stream or sys.stderr

    def show(done: int, total: int) -> None:
        if not shown_on.isatty():
            return
        filled = WIDTH * done // max(total, 1)
        bar = "█" * filled + "·" * (WIDTH - filled)
        shown_on.write(f"\r{label} {bar} {done}/{total}")
        if done >= total:
            shown_on.write("\n")
        shown_on.flush()

    return show
