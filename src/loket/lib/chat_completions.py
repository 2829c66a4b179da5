"""Ask a language model behind any server that speaks OpenAI's chat completions.

Built on the standard library: one POST, no redirects, a limit on the answer's size, one deadline for everything
(name look-up and handshake too), few calls at a time, and a circuit breaker. Neither key nor text is ever logged.
"""

from __future__ import annotations

import http.client
import json
import logging
import socket
import ssl
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from loket.lib.circuit_breaker import CircuitBreaker

BYTES_READ = 256 * 1024
CALLS_AT_ONCE = 4  # each holds a thread and a connection to the database of somebody who waits
FAILURES_TO_OPEN = 3
OPEN_SECONDS = 30.0
CONNECT_SECONDS = 2.0
PATH = "/chat/completions"

logger = logging.getLogger(__name__)

Message = Mapping[str, str]


class CompletionFailed(Exception):
    """No usable answer came; the text says why in a few words and holds nothing secret."""


class CompletionRefused(CompletionFailed):
    """The server works, but the model would not or could not write this one."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is; ``url`` ends before ``/chat/completions``, ``options`` go into each request (None omits)."""

    url: str
    name: str
    key: str = field(default="", repr=False)
    seconds: float = 4.0
    options: Mapping[str, Any] = field(default_factory=dict)


def address_problem(url: str) -> str:
    """What is wrong with a model's address, in one sentence; empty when nothing is."""
    try:
        parts = urlsplit(url)
        known = parts.port != 0 and parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        known = False
    if not known:
        return "it must begin with http:// or https:// and name a host, such as http://127.0.0.1:11434/v1"
    if parts.username or parts.password or parts.query or parts.fragment:
        return "it must hold no name, password, query or fragment"
    return ""


class ChatCompletions:
    """A client for one endpoint, to be shared by the threads of a process."""

    def __init__(self, endpoint: Endpoint) -> None:
        if problem := address_problem(endpoint.url):
            raise ValueError(problem)
        self.endpoint = endpoint
        self._places = threading.BoundedSemaphore(CALLS_AT_ONCE)
        self._circuit = CircuitBreaker(failures=FAILURES_TO_OPEN, open_seconds=OPEN_SECONDS)

    @property
    def name(self) -> str:
        """The model's name."""
        return self.endpoint.name

    def complete(self, messages: Sequence[Message], *, seconds: float | None = None) -> str:
        """What the model writes, within ``seconds`` or else the endpoint's; raises CompletionFailed otherwise."""
        if not self._places.acquire(blocking=False):
            raise CompletionFailed("too many calls at once")
        if not self._circuit.allows(time.monotonic()):
            self._places.release()
            raise CompletionFailed("paused after failures")
        endpoint = self.endpoint if seconds is None else replace(self.endpoint, seconds=seconds)
        call = _Call(endpoint, _body(self.endpoint, messages), self._places)
        try:
            text = call.wait()
        except CompletionRefused:
            # What one customer wrote must not take the model from all others.
            self._circuit.succeeded()
            raise
        except CompletionFailed as failure:
            if self._circuit.failed(time.monotonic()):
                logger.warning("The language model is left alone for %d s: %s.", OPEN_SECONDS, failure)
            raise
        self._circuit.succeeded()
        return text


class _Call:
    """One request in a thread of its own, so that nothing in it can outlast the caller's patience."""

    def __init__(self, endpoint: Endpoint, body: bytes, places: threading.BoundedSemaphore) -> None:
        self._endpoint = endpoint
        self._body = body
        self._places = places
        self._deadline = time.monotonic() + endpoint.seconds
        self._connection: http.client.HTTPConnection | None = None
        self._text = ""
        self._failure: CompletionFailed | None = CompletionFailed("no answer")
        self._done = threading.Event()
        threading.Thread(target=self._run, name="chat-completion", daemon=True).start()

    def wait(self) -> str:
        if not self._done.wait(max(0.0, self._deadline - time.monotonic())):
            self._abandon()
            raise CompletionFailed(f"no answer within {self._endpoint.seconds:g} s")
        if self._failure:
            raise self._failure
        return self._text

    def _run(self) -> None:
        try:
            self._text = _content(self._post())
            self._failure = None
        except CompletionFailed as failure:
            self._failure = failure
        except TimeoutError:
            self._failure = CompletionFailed(f"no answer within {self._endpoint.seconds:g} s")
        except (OSError, http.client.HTTPException, ValueError) as error:
            # The kind alone: an error's text may repeat what was sent.
            self._failure = CompletionFailed(f"connection failed ({type(error).__name__})")
        finally:
            if self._connection is not None:
                self._connection.close()
            self._places.release()
            self._done.set()

    def _post(self) -> bytes:
        connection = self._connection = _connection(self._endpoint, min(CONNECT_SECONDS, self._remaining()))
        connection.connect()
        connection.sock.settimeout(self._remaining())
        path = urlsplit(self._endpoint.url).path.rstrip("/").removesuffix(PATH) + PATH
        connection.request("POST", path, body=self._body, headers=_headers(self._endpoint))
        # http.client follows no redirect: nothing is sent to a host that the operator did not name.
        response = connection.getresponse()
        if response.status != http.HTTPStatus.OK:
            raise CompletionFailed(f"status {response.status}")
        return self._read(response)

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        read = bytearray()
        while chunk := response.read1(16 * 1024):
            read += chunk
            if len(read) > BYTES_READ:
                raise CompletionFailed("answer too large")
            self._remaining()
        return bytes(read)

    def _remaining(self) -> float:
        remaining = self._deadline - time.monotonic()
        if remaining <= 0:
            raise TimeoutError
        return remaining

    def _abandon(self) -> None:
        connected = self._connection.sock if self._connection is not None else None
        if connected is None:
            return
        try:
            # Wakes the thread; the plain socket's method, for a TLS socket may not be touched by two threads.
            socket.socket.shutdown(connected, socket.SHUT_RDWR)
        except OSError:
            return


def _connection(endpoint: Endpoint, seconds: float) -> http.client.HTTPConnection:
    parts = urlsplit(endpoint.url)
    host = parts.hostname or ""
    if parts.scheme == "https":
        return http.client.HTTPSConnection(host, parts.port, timeout=seconds, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, parts.port, timeout=seconds)


def _headers(endpoint: Endpoint) -> dict[str, str]:
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
    return {**headers, "Authorization": f"Bearer {endpoint.key}"} if endpoint.key else headers


def _body(endpoint: Endpoint, messages: Sequence[Message]) -> bytes:
    asked: dict[str, Any] = {
        "model": endpoint.name,
        "messages": [dict(each) for each in messages],
        "stream": False,
        "temperature": 0,
        "max_tokens": 900,
        **endpoint.options,
    }
    return json.dumps({name: value for name, value in asked.items() if value is not None}).encode()


def _content(answer: bytes) -> str:
    """The words of the first choice; a refusal and an answer that was cut off are none."""
    try:
        choice = json.loads(answer)["choices"][0]
        message = choice["message"]
        content, refusal, ended = message.get("content"), message.get("refusal"), choice.get("finish_reason")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise CompletionFailed("not a chat completion") from None
    if refusal:
        raise CompletionRefused("refused")
    if ended == "length":
        raise CompletionRefused("answer was cut off")
    if not isinstance(content, str) or not content.strip():
        raise CompletionRefused("empty answer")
    return content
