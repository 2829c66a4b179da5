"""Why a dispute does not take an action."""

from __future__ import annotations

from loket.disputes.machine.commands import Denial


class ActionRefused(Exception):
    """The machine does not allow it now; ``field`` names the part of the body that is to blame."""

    def __init__(self, code: Denial, field: str = "") -> None:
        super().__init__(f"{code} {field}".strip())
        self.code = code
        self.field = field


class StaleVersion(ActionRefused):
    """Something has changed since the caller looked; nothing was done."""
