"""A real `loket up`, buyers who repeat what was not confirmed, and somebody who kills processes under them."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from uuid import uuid4

import httpx
import psutil

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "src" / "loket" / "ops" / "demo" / "articles" / "orders.jsonl"
READY = "Loket is ready at "
# A message that is not confirmed by then counts as lost.
PATIENCE_SECONDS = 180
LONGEST_PAUSE_SECONDS = 20
STARTING_SECONDS = 120
SETTLING_SECONDS = 200
SAID = ("How do I cancel my order?", "thanks", "do you sell opera tickets", "hello?", "where is my order?")


@dataclass
class Shop:
    """A running `loket up`."""

    supervisor: subprocess.Popen[bytes]
    url: str
    # Set whenever a buyer's message is confirmed.
    goes_on: threading.Event = field(default_factory=threading.Event)

    def child(self, name: str) -> psutil.Process | None:
        """The process of the tree that is called web, worker or postgres."""
        try:
            for process in psutil.Process(self.supervisor.pid).children():
                command = process.cmdline()
                if command and (command[-1] == name or (name == "postgres" and "postgres" in Path(command[0]).name)):
                    return process
        except psutil.NoSuchProcess:
            return None
        return None

    def kill(self, name: str) -> bool:
        """`kill -9` one of the tree's processes, if it runs."""
        process = self.child(name)
        if process is None:
            return False
        process.kill()
        return True


@contextmanager
def shop(data: Path) -> Iterator[Shop]:
    """A new installation with a few articles and no limits on pace."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LOKET", "DJANGO"))}
    environment |= {"LOKET_LIMIT_CHATS_PER_MINUTE": "1000000", "LOKET_LIMIT_MESSAGES_PER_MINUTE": "1000000"}
    environment |= {"LOKET_EMBEDDERS": "use", "LOKET_DEMO_DISPUTES": "0"}
    command = [sys.executable, "-m", "loket", "--data", str(data)]
    data.mkdir(parents=True, exist_ok=True)
    log = data / "crashes.log"
    with log.open("w") as written:
        supervisor = subprocess.Popen([*command, "up", "--port", "0"], stdout=written, stderr=written, env=environment)
    try:
        url = _url_when_ready(log)
        few = data / "few.jsonl"
        few.write_text("".join(ARTICLES.read_text("utf-8").splitlines(keepends=True)[:3]), "utf-8")
        subprocess.run([*command, "articles", "import", str(few)], check=True, env=environment, capture_output=True)
        yield Shop(supervisor, url)
    finally:
        supervisor.send_signal(signal.SIGTERM)
        try:
            supervisor.wait(20)
        except subprocess.TimeoutExpired:
            supervisor.kill()


def _url_when_ready(log: Path) -> str:
    until = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < until:
        ready = [line for line in log.read_text().splitlines() if line.startswith(READY)]
        if ready:
            return ready[0].removeprefix(READY).strip()
        time.sleep(0.1)
    raise AssertionError(f"Loket was not ready in {STARTING_SECONDS} s:\n{log.read_text()[-3000:]}")


@dataclass
class Buyer:
    """One conversation, in which each message is repeated until it is confirmed."""

    shop: Shop
    name: int
    confirmed: list[str] = field(default_factory=list)
    path: str = ""
    token: str = ""

    def live(self, messages: int, *, random_of: random.Random) -> None:
        """Open a chat and say some things, one after the other."""
        opened = self._until_confirmed("/api/v1/conversations", {"language": "en"}, key=uuid4().hex)
        self.path, self.token = f"/api/v1/conversations/{opened['id']}/messages", opened["token"]
        for number in range(messages):
            text = f"{random_of.choice(SAID)} ({self.name}.{number})"
            self._until_confirmed(self.path, {"text": text, "external_id": f"{self.name}.{number}"})
            self.confirmed.append(text)
            time.sleep(random_of.uniform(0, 0.3))

    def read(self) -> list[dict[str, object]]:
        """All that was said, in order."""
        answer = httpx.get(self.shop.url + self.path, headers=self._headers(), timeout=20)
        return answer.raise_for_status().json()["items"]

    def state(self) -> str:
        """Where the conversation stands."""
        address = self.shop.url + self.path.removesuffix("/messages")
        return httpx.get(address, headers=self._headers(), timeout=20).raise_for_status().json()["state"]

    def _until_confirmed(self, path: str, body: dict[str, str], *, key: str = "") -> dict[str, str]:
        last: object = None
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            try:
                last = answer = httpx.post(self.shop.url + path, json=body, headers=self._headers(key), timeout=20)
            except httpx.HTTPError as error:
                last = error
            else:
                if answer.is_success:
                    self.shop.goes_on.set()
                    return answer.json()
                assert answer.status_code >= 500, answer.text
            time.sleep(0.1)
        raise AssertionError(f"{body} was not confirmed in {PATIENCE_SECONDS} s: {last!r}")

    def _headers(self, key: str = "") -> dict[str, str]:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {**headers, "Idempotency-Key": key} if key else headers


def kill_at_random(shop: Shop, stop: threading.Event, *, kills: int | None, random_of: random.Random) -> list[str]:
    """Kill web, worker and PostgreSQL in turn at random moments, so often or until told; returns what was killed."""
    names = cycle(("web", "postgres", "worker", "web"))
    killed: list[str] = []
    while kills is None or len(killed) < kills:
        # On a slow machine nothing would ever be up again, so mostly the next one waits until work goes on.
        if random_of.random() < 0.8:
            shop.goes_on.clear()
            shop.goes_on.wait(LONGEST_PAUSE_SECONDS)
        if stop.wait(random_of.uniform(0, 2)):
            break
        if shop.kill(name := next(names)):
            killed.append(name)
    return killed
