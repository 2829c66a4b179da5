"""A whole Loket of its own for journeys: ``loket up --demo`` in a fresh data directory, on a free port."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

ORDERS_FOLLOW_SECONDS = 120
# Journeys write faster than people; the thorough engine, and half a minute of making disputes, would take the machine.
UNLIMITED = {
    "LOKET_LIMIT_CHATS_PER_MINUTE": "10000",
    "LOKET_LIMIT_MESSAGES_PER_MINUTE": "10000",
    "LOKET_EMBEDDERS": "use",
    "LOKET_DEMO_DISPUTES": "0",
}


@dataclass
class Installation:
    """A running ``loket up --demo``."""

    data: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="loket-journey-")))
    port: int = 0
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def password(self) -> str:
        """The password that all people of the demo shop share."""
        return str(json.loads((self.data / "demo-access.json").read_text())["password"])

    @property
    def server_key(self) -> str:
        return str(json.loads((self.data / "demo-access.json").read_text())["server_key"])

    def start(self) -> Installation:
        """Start it and wait for its one line."""
        self.port = self.port or free_port()
        own = {name: value for name, value in os.environ.items() if not name.startswith(("LOKET_", "DJANGO_"))}
        log = (self.data / "journey.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "loket", "up", "--demo", "--data", str(self.data), "--port", str(self.port)],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env={**own, **UNLIMITED, **self.environment},
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert "ready" in line, (self.data / "journey.log").read_text()[-2000:]
        return self

    def with_orders(self) -> Installation:
        """Wait until the demo shop's orders have followed, a moment after the first page."""
        until = time.monotonic() + ORDERS_FOLLOW_SECONDS
        headers = {"Authorization": f"Bearer {self.server_key}"}
        while time.monotonic() < until:
            if httpx.get(f"{self.url}/api/v1/orders?limit=1", headers=headers, timeout=60).json()["items"]:
                return self
            time.sleep(0.2)
        raise TimeoutError("The demo shop's orders did not follow.")

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)

    def kill(self, name: str) -> None:
        """kill -9 one of its processes: ``web``, ``worker`` or ``postgres``."""
        self.process_called(name).kill()

    def process_called(self, name: str) -> psutil.Process:
        """One child of the supervisor, by what it runs."""
        assert self.process is not None
        for child in psutil.Process(self.process.pid).children():
            line = child.cmdline()
            if name in line or (name == "postgres" and line and line[0].endswith("postgres")):
                return child
        raise LookupError(name)


def free_port() -> int:
    """A port of the loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
