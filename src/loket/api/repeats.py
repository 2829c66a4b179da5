"""Idempotency-Key: a call that comes twice happens once and is answered the same.

While one runs, its twins wait at an advisory lock of the session (the call itself must not sit in one transaction);
a process that dies gives the lock back with its connection. Calls that were refused may be tried again.
"""

from __future__ import annotations

import base64
import hashlib
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from cryptography.fernet import Fernet
from django.db import connection
from django.http import HttpRequest, HttpResponse

from loket.api.actions import KeptAnswer, find_answer, keep_answer
from loket.api.problems import BadField, KeyReused

HEADER = "Idempotency-Key"
# A message's external_id made of a key begins so; nothing in the interface shows it.
KEY_PREFIX = "idempotency-key:"
LONGEST_KEY = 255

View = Callable[..., HttpResponse]


def once(view: View) -> View:
    """Let a view run once for each key of its caller, and answer repeats with what it said then."""

    @wraps(view)
    def wrapped(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        key = key_of(request)
        if key is None:
            return view(request, *args, **kwargs)
        digest = _digest(request.auth.label, request.method, request.path, key)
        with _one_at_a_time(digest):
            kept = find_answer(digest)
            if kept is not None:
                return _repeated(kept, key, fingerprint=_fingerprint(request))
            response = view(request, *args, **kwargs)
            if response.status_code < 400:
                sealed = _seal(key).encrypt(response.content)
                keep_answer(digest, KeptAnswer(_fingerprint(request), response.status_code, sealed))
            return response

    # The API reads its parameters' types here, which the wrapper's own module does not know.
    wrapped.__signature__ = inspect.signature(view, eval_str=True)  # type: ignore[attr-defined]
    return wrapped


def key_of(request: HttpRequest) -> str | None:
    """The call's key; raises BadField when it is none."""
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if not 1 <= len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise BadField(HEADER, f"An {HEADER} has 1 to {LONGEST_KEY} printable ASCII characters.")
    return key


def external_id_of(request: HttpRequest, given: str | None) -> str:
    """What makes a message unique in its conversation: its own name, else the call's key."""
    if given:
        return given
    key = key_of(request)
    return "" if key is None else KEY_PREFIX + _digest(key)


@contextmanager
def _one_at_a_time(digest: str) -> Iterator[None]:
    number = int.from_bytes(bytes.fromhex(digest)[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [number])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


def _repeated(kept: KeptAnswer, key: str, *, fingerprint: str) -> HttpResponse:
    if kept.fingerprint != fingerprint:
        raise KeyReused
    content = _seal(key).decrypt(kept.answer)
    # Nothing was created this time.
    status = 200 if kept.status == 201 else kept.status
    response = HttpResponse(content, status=status, content_type="application/json")
    response["Cache-Control"] = "no-store"
    return response


def _fingerprint(request: HttpRequest) -> str:
    # The parts of a form are divided by a text that differs each time.
    if (request.content_type or "").startswith("multipart/"):
        return "multipart"
    return _digest(request.body.decode("latin-1"))


def _seal(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"loket:answer:{key}".encode()).digest()))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
