"""A real marketplace behind HTTP, as docs/orders.md describes it, that fails in every way a test names."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections import deque
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from loket.orders.connectors.http import signature

SECRET = "s3cret"
# Longer than the tests' client waits.
LONG = 1.0

# Each way to fail, and whether the instruction is carried out all the same.
FAULTS = {
    "500 before": False,
    "500 after": True,
    "503 page": False,
    "timeout before": False,
    "timeout after": True,
    "drip": True,
    "reset before": False,
    "reset after": True,
    "closed after": True,
    "truncated body": True,
    "truncated json": True,
    "not json": True,
    "another key": True,
    "another state": True,
    "no state": True,
    "redirect": False,
    "permanent redirect": False,
    "too large": True,
    "404 page": False,
    "too many": False,
    "unauthorized": False,
}


class FailingShop(ThreadingHTTPServer):
    """Does each key once; ``faults`` holds one word for each call to come."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.faults = deque()
        self.done = {}
        self.states = {}
        self.calls = []
        self.elsewhere = []
        self.refuses = set()
        self.accepts = set()
        self.guard = threading.Lock()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/loket"

    def do(self, instruction):
        """The one place where something happens; twice the same key is once."""
        key = instruction["key"]
        with self.guard:
            if instruction["kind"] in self.refuses:
                return {"key": key, "state": "refused", "problem": "Not with us."}
            assert self.done.setdefault(key, instruction) == instruction
            self.states.setdefault(key, "accepted" if instruction["kind"] in self.accepts else "settled")
            return self.tell(key)

    def tell(self, key):
        if key not in self.done:
            return {"key": key, "state": "absent"}
        return {
            "key": key, "state": self.states[key], "reference": f"mp-{key[:8]}", "amount": self.done[key]["amount"]
        }  # fmt: skip

    def handle_error(self, request, client_address):
        """A client that went away is what these tests are about."""


class Handler(BaseHTTPRequestHandler):
    server: FailingShop

    def log_message(self, *_):
        """Says nothing."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(body, lambda: (200, self.server.do(json.loads(body))))

    def do_GET(self):
        def tell():
            said = self.server.tell(self.path.rsplit("/", 1)[-1])
            return (404 if said["state"] == "absent" else 200), said

        self._answer(b"", tell)

    def _answer(self, body, act):
        if self.path.startswith("/elsewhere"):
            self.server.elsewhere.append(self.path)
            return self._send(200, {"key": self.headers["Idempotency-Key"], "state": "settled"})
        if not self._is_signed(body):
            return self._send(401, {"problem": "wrong signature"})
        self.server.calls.append((self.command, self.headers["Idempotency-Key"]))
        with self.server.guard:
            fault = self.server.faults.popleft() if self.server.faults else ""
        status, said = act() if FAULTS.get(fault, True) else (200, {})
        return self._fail(fault, status, said) if fault else self._send(status, said)

    def _is_signed(self, body):
        timestamp = int(self.headers["Loket-Timestamp"])
        expected = signature(SECRET, timestamp=timestamp, method=self.command, path=self.path, body=body)
        return self.headers["Loket-Signature"] == expected and abs(time.time() - timestamp) < 300

    def _fail(self, fault, status, said):
        statuses = {"500 before": 500, "500 after": 500, "too many": 429, "unauthorized": 401}
        if fault in statuses:
            return self._send(statuses[fault], {"problem": fault})
        if fault.endswith("redirect"):
            return self._redirect(308 if fault.startswith("permanent") else 302)
        if fault in ("503 page", "404 page"):
            return self._raw(int(fault[:3]), b"<h1>No</h1>")
        if fault.startswith("timeout"):
            time.sleep(LONG)
            return None
        if fault.startswith("reset"):
            return self._reset()
        return self._misspeak(fault, status, said)

    def _misspeak(self, fault, status, said):
        text = json.dumps(said).encode()
        words = {
            "truncated json": text[: len(text) // 2],
            "not json": b"OK",
            "another key": json.dumps({**said, "key": "another"}).encode(),
            "another state": json.dumps({**said, "state": "perhaps"}).encode(),
            "no state": json.dumps({"key": said.get("key")}).encode(),
            "too large": text + b" " * 400_000,
        }
        if fault in words:
            return self._raw(status, words[fault])
        if fault == "closed after":
            return None
        if fault == "drip":
            return self._drip(text)
        assert fault == "truncated body"
        return self._raw(status, text[:-1], length=len(text) + 40)

    def _drip(self, text):
        self.wfile.write(b"HTTP/1.0 200 OK\r\n")
        for _drop in range(20):
            self.wfile.write(b"X-Drop: 1\r\n")
            self.wfile.flush()
            time.sleep(LONG / 15)
        self.wfile.write(b"\r\n" + text)

    def _reset(self):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def _redirect(self, status):
        self.send_response(status)
        self.send_header("Location", f"http://127.0.0.1:{self.server.server_address[1]}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status, said):
        self._raw(status, json.dumps(said).encode())

    def _raw(self, status, text, *, length=None):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(length or len(text)))
        self.end_headers()
        self.wfile.write(text)


@contextmanager
def failing_shop():
    shop = FailingShop()
    threading.Thread(target=shop.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield shop
    finally:
        shop.shutdown()
        shop.server_close()
