"""What a file is sent for: that decides which kinds are taken, how large, and in which form they are kept."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings


class Purpose(StrEnum):
    """``message``: kept cleaned alone. ``evidence``: kept as it came, and others see a copy of it."""

    MESSAGE = "message"
    EVIDENCE = "evidence"

    @property
    def takes_films(self) -> bool:
        """Whether films may be sent, not only pictures, sounds and PDF."""
        return self is Purpose.EVIDENCE

    @property
    def limit_bytes(self) -> int:
        """The size of the largest file."""
        if self is Purpose.EVIDENCE:
            return int(settings.LOKET_EVIDENCE_LIMIT_MB) * 1_000_000
        return int(settings.UPLOAD_LIMIT_BYTES)
