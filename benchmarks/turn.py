"""One chat turn, from POST to the stored answer in the response, against the bare embedding of the same text."""

from __future__ import annotations

import http.client
import json
import random
import time
from typing import Any

from benchmarks.installation import Web, installation, program, web_process

TURNS = 120
RATIO_AIM = 1.5
DIFFERENCE_AIM_MS = 5.0
# Seconds for the worker to read all articles with the slow engine.
PATIENCE = 300.0


def run() -> list[str]:
    """Ask what customers of the demo shop ask; both figures of a text are taken one after the other."""
    with installation(demo=True) as data, web_process(data) as web:
        with program("worker", data=data):
            _wait_for_both_engines(web)
        return _measure(web)


def _measure(web: Web) -> list[str]:
    from loket.lib.embedding import e5, use  # noqa: PLC0415  Django is set up only now

    texts = _texts()
    engines = (use(), e5())
    turns: list[float] = []
    bare: dict[str, list[float]] = {engine.name: [] for engine in engines}
    for number, text in enumerate(texts):
        for engine in engines:
            started = time.perf_counter()
            engine.embed([text])
            bare[engine.name].append((time.perf_counter() - started) * 1000)
        turns.append(_turn(web, text, name=f"turn-{number}"))
    return _lines(_middle(turns), _middle(bare["e5"]), _middle(bare["use"]), sorted(turns)[int(len(turns) * 0.95)])


def _lines(turn: float, slow: float, quick: float, late: float) -> list[str]:
    ratio, more = turn / slow, turn - slow
    return [
        f"turn          p50 {turn:5.1f} ms  p95 {late:5.1f} ms ({TURNS} first turns)",
        f"bare e5       p50 {slow:5.1f} ms; the turn is {ratio:.2f} of it, {ratio / RATIO_AIM:.2f} of the aim",
        f"bare use      p50 {quick:5.1f} ms; the turn is {turn - quick:.1f} ms more",
        f"above e5      {more:+5.1f} ms, aim at most {DIFFERENCE_AIM_MS:.0f} ms",
    ]


def _turn(web: Web, text: str, *, name: str) -> float:
    """The time of one message's call in ms, in a conversation of its own, over a connection that is open already."""
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=30)
    try:
        opened = post(connection, "/api/v1/conversations", {"language": "en"})
        path = f"/api/v1/conversations/{opened['id']}/messages"
        started = time.perf_counter()
        answer = post(connection, path, {"text": text, "external_id": name}, token=opened["token"])
        milliseconds = (time.perf_counter() - started) * 1000
    finally:
        connection.close()
    if not answer["replies"]:
        raise RuntimeError(f"No answer came with the response to {text!r}.")
    return milliseconds


def post(connection: http.client.HTTPConnection, path: str, body: object, *, token: str = "") -> Any:
    """What a call of the API answers, over a connection that may be open already."""
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    connection.request("POST", path, json.dumps(body), headers)
    response = connection.getresponse()
    content = json.loads(response.read())
    if response.status not in {200, 201}:
        raise RuntimeError(f"{path}: {response.status} {content}")
    return content


def _texts() -> list[str]:
    from loket.knowledge.queries import published_articles  # noqa: PLC0415

    asked = [text for row in published_articles() if row.language == "en" for text in row.also_asked]
    chance = random.Random(7)
    # Slightly other words than the articles', so that nothing is found by its exact text.
    return [f"{chance.choice(('hi, ', 'hello ', 'pls '))}{text.lower()} ??" for text in chance.sample(asked, TURNS)]


def _wait_for_both_engines(web: Web) -> None:
    from loket.assistant.models import AnswerTrace  # noqa: PLC0415

    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        _turn(web, "where is my parcel", name="warm-up")
        latest = AnswerTrace.objects.order_by("-id").first()
        if latest is not None and "e5" in latest.bank_version:
            return
        time.sleep(2)
    raise RuntimeError("The slow engine's vectors were not ready in time.")


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]
