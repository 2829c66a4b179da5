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
) -> Answer:
    """Ask once; raises CallFailed for whatever is not a whole answer within ``seconds``."""
    parts = urlsplit(url)
    connection = _connection(parts, seconds)
    try:
        with _cut_off_after(connection, seconds):
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request(method, target or "/", body=body, headers={"Connection": "close", **headers})
            response = connection.getresponse()
            read = response.read(bytes_read + 1)
    except TimeoutError:
        raise CallFailed(f"no answer within {seconds:g} s") from None
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


def _connection(parts: SplitResult, seconds: float) -> http.client.HTTPConnection:
    host = parts.hostname or ""
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
