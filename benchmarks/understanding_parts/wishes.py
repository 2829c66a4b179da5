"""The wish for a person, on a list that nothing was learnt from; distress; the time that it all takes."""

from __future__ import annotations

import time
from collections import defaultdict

from benchmarks.understanding_parts.sources import Row, own, questions, share
from loket.assistant.small_talk import is_distress
from loket.assistant.transcript import Transcript, Turn
from loket.assistant.understanding import understand
from loket.assistant.wishes import wants_person


def rows() -> list[Row]:
    """Recall, over all and of the weakest languages, and false alarms."""
    wishes: dict[str, list[bool]] = defaultdict(list)
    mentions: list[bool] = []
    for row in own("wishes-3"):
        (wishes[row["language"]] if row["wants_person"] else mentions).append(wants_person(row["text"]))
    every = [found for listed in wishes.values() for found in listed]
    weakest = sorted(wishes, key=lambda language: share(wishes[language]))[:5]
    asked = questions()
    return [
        Row(f"wish for a person, recall, {len(wishes)} languages", share(every), "0.98", len(every)),
        *(Row(f"wish for a person, recall, {code}", share(wishes[code]), "-", len(wishes[code])) for code in weakest),
        Row("wish for a person, false alarms, persons mentioned", share(mentions), "< 0.005", len(mentions)),
        Row(
            "wish for a person, false alarms, real questions", share([*map(wants_person, asked)]), "< 0.005", len(asked)
        ),
        Row("distress, false alarms, real questions", share([*map(is_distress, asked)]), "< 0.005", len(asked)),
        Row("understanding, processor ms p50, warm", _pace(), "<= 0.3", len(list(own("market-dev-2")))),
    ]


def _pace() -> float:
    """A process that has answered before, and messages it has not seen."""
    for row in own("market-dev"):
        _understood(row["text"])
    return sorted(_understood(row["text"]) for row in own("market-dev-2"))[len(list(own("market-dev-2"))) // 2] * 1000


def _understood(text: str) -> float:
    transcript = Transcript((Turn(1, "customer", "text", text),))
    started = time.process_time()
    understand(transcript, knows=lambda word: False)
    return time.process_time() - started
