"""The demo shop's password and server key: made at random once, kept in a file that only its owner can read."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path

NAME = "demo-access.json"


@dataclass(frozen=True, slots=True)
class DemoAccess:
    """What it takes to come in; values appear in no ``repr`` and so in no log."""

    password: str = field(repr=False)
    server_key: str = field(repr=False)


def read_access(data_directory: Path) -> DemoAccess | None:
    """What was made before; None when there is nothing, or nothing that can be used."""
    try:
        stored = json.loads((data_directory / NAME).read_text())
        return DemoAccess(password=str(stored["password"]), server_key=str(stored["server_key"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_access(data_directory: Path, access: DemoAccess) -> None:
    """Keep it, whole or not at all, with mode 0600."""
    descriptor, name = tempfile.mkstemp(dir=data_directory, prefix=f".{NAME}.")
    with os.fdopen(descriptor, "w") as file:
        json.dump(asdict(access), file, indent=1)
    Path(name).replace(data_directory / NAME)
