"""Lets child processes load their code while the database is prepared, and holds them until it is."""

from __future__ import annotations

import os

GATE = "LOKET_GATE"


class Gate:
    """A pipe on which any number of children wait; `descriptor` is for them to inherit as `LOKET_GATE`."""

    def __init__(self) -> None:
        self.descriptor, self._held = os.pipe2(os.O_CLOEXEC)

    def open(self) -> None:
        """Let all through that wait and all that ever come."""
        os.close(self._held)


def wait_at_gate() -> None:
    """Return when the gate has opened; at once where there is none."""
    number = os.environ.pop(GATE, None)
    if number is None:
        return
    with os.fdopen(int(number), "rb", buffering=0) as pipe:
        # Its end is the signal. A parent that dies closes it too, but takes its children along.
        pipe.read()
