"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_whole(target: Path, lines: Iterable[str], *, mode: int) -> int:
    """Write all lines, or leave what stood there before; returns how many. Devices are written to as they are."""
    if target.exists() and not target.is_file():
        with target.open("w", encoding="utf-8") as file:
            return sum(1 for line in lines if file.write(f"{line}\n"))
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            count = sum(1 for line in lines if file.write(f"{line}\n"))
        # mkstemp leaves a file to its owner alone.
        os.chmod(temporary, mode)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return count
