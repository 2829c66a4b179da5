"""One bounded HTTP call to another server: one deadline for all of it, no redirect followed, an answer of limited size.

Nothing is tried again here: whether that is safe only the caller knows. Neither secret nor body is ever logged.
"""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from loket.lib.network_addresses import MayReach, NotReachable, connect

SECONDS = 10.0
BYTES_READ = 256 * 1024


class CallFailed(Exception):
    """No whole answer came; whether the other side did anything is unknown. The text holds nothing secret."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; ``document`` is None where it was no JSON."""

    status: int
    document: Any
    headers: Mapping[str, str]


def address_problem(url: str) -> str:
    """What is wrong with the address of another server, in one sentence; empty when nothing is."""
    try:
        parts = urlsplit(url)
        known = parts.port != 0 and parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        known = False
    if not known:
        return "it must begin with https:// and name a host, such as https://shop.example/loket"
    if parts.username or parts.password or parts.query or parts.fragment:
        return "it must hold no name, password, query or fragment"
    return ""


def call(
    url: str,
    method: str,
    *,
    headers: Mapping[str, str],
    body: bytes | None = None,
    seconds: float = SECONDS,
    bytes_read: int = BYTES_READ,
    may_reach: MayReach | None = None,
) -> Answer:
    """Ask once; raises CallFailed for whatever is not a whole answer within ``seconds``.

    ``may_reach`` judges the address that the name leads to; what it let through is connected to, whatever the name
    leads to a moment later.
    """
    parts = urlsplit(url)
    connection = _connection(parts, seconds, may_reach)
    try:
        with _cut_off_after(connection, seconds):
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request(method, target or "/", body=body, headers={"Connection": "close", **headers})
            response = connection.getresponse()
            read = response.read(bytes_read + 1)
    except TimeoutError:
        raise CallFailed(f"no answer within {seconds:g} s") from None
    except NotReachable as error:
        raise CallFailed(str(error)) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        # The kind alone: an error's text may repeat what was sent.
        raise CallFailed(f"connection failed ({type(error).__name__})") from None
    finally:
        connection.close()
    if len(read) > bytes_read:
        raise CallFailed("answer too large")
    # A read of limited size does not notice by itself that less came than was promised.
    if response.length:
        raise CallFailed("answer was cut off")
    return Answer(response.status, _json(read), {name.lower(): value for name, value in response.getheaders()})


def _json(text: bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


class _JudgedConnection(http.client.HTTPConnection):
    """Connects only where it may; the name stands in the request as it does otherwise."""

    def __init__(self, host: str, port: int | None, *, seconds: float, may_reach: MayReach) -> None:
        super().__init__(host, port or self.default_port, timeout=seconds)
        self._seconds, self._may_reach = seconds, may_reach

    def connect(self) -> None:
        """Resolve, judge and connect, once."""
        self.sock = connect(self.host, self.port, seconds=self._seconds, may_reach=self._may_reach)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock.settimeout(self._seconds)


class _JudgedTLSConnection(_JudgedConnection):
    """The same over TLS: the certificate has to be that of the name."""

    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        """As above, then the handshake."""
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _connection(parts: SplitResult, seconds: float, may_reach: MayReach | None) -> http.client.HTTPConnection:
    host = parts.hostname or ""
    if may_reach is not None:
        kind = _JudgedTLSConnection if parts.scheme == "https" else _JudgedConnection
        return kind(host, parts.port, seconds=seconds, may_reach=may_reach)
    if parts.scheme == "https":
        return http.client.HTTPSConnection(host, parts.port, timeout=seconds, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, parts.port, timeout=seconds)


@contextmanager
def _cut_off_after(connection: http.client.HTTPConnection, seconds: float) -> Iterator[None]:
    """One deadline: a time-out for each read alone would let a server drip for ever."""
    is_over = threading.Event()

    def cut_off() -> None:
        is_over.set()
        try:
            # The plain socket's method, for a TLS socket may not be touched by two threads.
            socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)
        except (OSError, TypeError):
            return

    timer = threading.Timer(seconds, cut_off)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, http.client.HTTPException) as error:
        if is_over.is_set():
            raise TimeoutError from error
        raise
    finally:
        timer.cancel()
    if is_over.is_set():
        # What was read until then may look whole.
        raise TimeoutError
