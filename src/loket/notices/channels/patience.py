"""One deadline for a whole letter: a time-out for each read alone would let a server drip for ever."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_LOOKS_EVERY = 0.5


class Patience:
    """Watches one connection from a thread of its own, and cuts it off when a step takes too long."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._ends_at: float | None = None
        self._is_over = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    @contextmanager
    def at_most(self, seconds: float) -> Iterator[None]:
        """Cut the connection off after so long; then whatever fails within is a TimeoutError."""
        self._ends_at = ends_at = time.monotonic() + seconds
        try:
            yield
        except OSError as error:
            # smtplib tells a read that timed out as a connection that was closed.
            if time.monotonic() >= ends_at or isinstance(error.__context__, TimeoutError):
                raise TimeoutError from error
            raise
        finally:
            self._ends_at = None

    def end(self) -> None:
        """Watch no more."""
        self._is_over.set()

    def _watch(self) -> None:
        while not self._is_over.wait(_LOOKS_EVERY):
            ends_at = self._ends_at
            if ends_at is not None and time.monotonic() >= ends_at:
                with suppress(OSError):
                    # The plain socket's method, for a TLS socket may not be touched by two threads.
                    socket.socket.shutdown(self._connection, socket.SHUT_RDWR)
                return
