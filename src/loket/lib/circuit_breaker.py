"""Stop asking what keeps failing, and try it again now and then."""

from __future__ import annotations

import threading


class CircuitBreaker:
    """Closed while calls succeed; open for a while after failures in a row; then one trial decides.

    Times are seconds of any clock that never goes back. It may be shared by threads.
    """

    def __init__(self, *, failures: int, open_seconds: float) -> None:
        self._opens_after = failures
        self._open_seconds = open_seconds
        self._failures = 0
        self._closed_again_at: float | None = None
        self._lock = threading.Lock()

    def allows(self, now: float) -> bool:
        """Whether a call may be made; past the pause one caller is let through, the others after the next pause."""
        with self._lock:
            if self._closed_again_at is None:
                return True
            if now < self._closed_again_at:
                return False
            self._closed_again_at = now + self._open_seconds
            return True

    def succeeded(self) -> None:
        """A call went well: all may call again."""
        with self._lock:
            self._failures = 0
            self._closed_again_at = None

    def failed(self, now: float) -> bool:
        """A call failed; returns whether this opened the circuit."""
        with self._lock:
            self._failures += 1
            if self._failures < self._opens_after:
                return False
            was_closed = self._closed_again_at is None
            self._closed_again_at = now + self._open_seconds
            return was_closed
