"""What the file of a record is called."""

from __future__ import annotations

from loket.disputes.viewing import DisputeView


def record_name(view: DisputeView, extension: str) -> str:
    """The file's name."""
    return f"{view.number}.{extension}"
