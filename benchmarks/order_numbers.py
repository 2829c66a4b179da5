"""Order and tracking numbers in what buyers write: how many are found, and what else is taken for one."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.order_number_messages import Message, messages
from loket.orders.numbers import number_key
from loket.orders.recognising.finding import Candidate, find_numbers

AIM = 0.99
OURS, SEED = 2_600, 20_260_817
# Written by others than the finder's author; each line tells what it names.
WRITTEN = Path(__file__).parent / "data" / "order-number-messages.jsonl"
HOSTILE = ("1", "1-", "1 ", "12.", "1,", "a1", "+1", "(1)", "#1", "1/", "00020126", "R$1", "1\n", "LK-1 ")
AIM_MS = 2.0
_PROSE = "The parcel with my daughter's birthday present has still not come and nobody answers me. "
ORDINARY = (
    f"{_PROSE * 6}My order is LK-2026-00817-3, I paid R$ 129,90 on 12/01/2026. {_PROSE * 8}Tracking RR123456785CN, "
    f"my phone is +55 11 91234-5678. {_PROSE * 20}"
)[:2_000]
_TOKEN = re.compile(r"[\w#/.\-]*\d[\w#/.\- ]*\d|\d")


@dataclass(slots=True)
class Score:
    """What was named, how much of it was found, and what was taken for it."""

    named: int = 0
    found: int = 0
    wrong: int = 0
    looked_up: int = 0

    @property
    def precision(self) -> float:
        """Which share of what was taken for a number is one."""
        return self.found / max(1, self.found + self.wrong)

    @property
    def recall(self) -> float:
        """Which share of the numbers was found."""
        return self.found / max(1, self.named)

    def __str__(self) -> str:
        silent = self.looked_up / max(1, self.named)
        return f"precision {self.precision:.4f}  recall {self.recall:.4f}  with those looked up silently {silent:.4f}"


def run() -> list[str]:
    """Both halves, by language and by kind; then false alarms and pace."""
    lines = _measured("made up with a seed", messages(OURS, seed=SEED))
    written = written_independently()
    if written:
        lines += _measured("written independently", written)
        # The finder was mended on the others.
        lines += _measured("of these, the quarter that its author never saw", written[3::4])[:2]
    else:
        lines.append(f"written independently: no {WRITTEN.name} here")
    return lines + _pace()


def score_of(half: list[Message]) -> Score:
    """How many of the numbers in all these messages are found, and how much else is taken for one."""
    registered, overall = _registered(half), Score()
    for message in half:
        _count(overall, message, find_numbers(message.text), registered)
    return overall


def written_independently() -> list[Message]:
    """The messages that others than the finder's author wrote; none where the file is not here."""
    return list(_written(WRITTEN.read_text("utf-8").splitlines())) if WRITTEN.exists() else []


def _registered(half: list[Message]) -> set[str]:
    """The numbers of all orders and parcels, and every other run of digits as if it were one too."""
    real = {number_key(each) for message in half for each in (*message.orders, *message.tracking)}
    return real | {decoy for message in half for decoy in _decoys(message, real)}


def _written(lines: Iterable[str]) -> Iterable[Message]:
    for line in filter(None, lines):
        read = json.loads(line)
        yield Message(read["text"], read["language"], tuple(read["orders"]), tuple(read["tracking"]))


def _measured(name: str, half: list[Message]) -> list[str]:
    """A candidate counts where its number is registered; the other numbers of all messages are registered as well."""
    registered = _registered(half)
    overall, languages, kinds = Score(), _Scores(), _Scores()
    alarms = calm = 0
    for message in half:
        found = find_numbers(message.text)
        for score in (overall, languages[message.language]):
            _count(score, message, found, registered)
        _count_kinds(kinds, message, found)
        if not message.orders and not message.tracking:
            calm += 1
            alarms += any(each.kind != "unknown" for each in found)
    lines = [f"{name}: {len(half)} messages, {overall.named} numbers named, {len(registered)} registered, aim {AIM}"]
    lines += [f"  all             {overall}", *(f"  {tag:<14}  {score}" for tag, score in sorted(languages.items()))]
    lines += [f"  {kind:<18} {score.found:>4} of {score.named:>4} found" for kind, score in sorted(kinds.items())]
    return [*lines, f"  something looked like a number in {alarms} of {calm} messages that name none"]


class _Scores(dict[str, Score]):
    def __missing__(self, name: str) -> Score:
        self[name] = Score()
        return self[name]


def _count(score: Score, message: Message, found: tuple[Candidate, ...], registered: set[str]) -> None:
    named = {number_key(each) for each in (*message.orders, *message.tracking)}
    taken = {each.key for each in found if each.kind != "unknown" and each.key in registered}
    score.named += len(named)
    score.found += len(named & taken)
    score.wrong += len(taken - named)
    score.looked_up += len(named & {each.key for each in found})


def _count_kinds(kinds: _Scores, message: Message, found: tuple[Candidate, ...]) -> None:
    taken = {each.key for each in found if each.kind != "unknown"}
    numbers = (*message.orders, *message.tracking)
    names = message.kinds or ("order",) * len(message.orders) + ("tracking",) * len(message.tracking)
    for kind, number in zip(names, numbers, strict=True):
        kinds[kind].named += 1
        kinds[kind].found += number_key(number) in taken


def _decoys(message: Message, real: set[str]) -> Iterable[str]:
    """Every other run of digits in a message, as if it were somebody's order."""
    named = {number_key(each) for each in (*message.orders, *message.tracking)}
    runs = (number_key(part) for match in _TOKEN.findall(message.text) for part in (match, *match.split()))
    for key in (*runs, *map(number_key, message.others)):
        if len(key) >= 4 and key not in real and not any(key in each or each in key for each in named):
            yield key


def _pace() -> list[str]:
    """Processor time for messages of 2,000 characters, and for hostile ones that are fifty times as long."""
    full = " ".join(each.text for each in messages(400, seed=1))
    dense = [full[place : place + 2_000] for place in range(0, len(full) - 2_000, 2_000)]
    hostile = {part: _milliseconds(part * (100_000 // len(part))) for part in HOSTILE}
    candidates = sum(len(find_numbers(each)) for each in dense)
    slowest = max(HOSTILE, key=lambda part: hostile[part])
    return [
        f"2,000 characters of prose with five numbers: {_times([ORDINARY])}, aim {AIM_MS:.0f} ms",
        f"2,000 characters of numbers, {candidates // len(dense)} candidates: {_times(dense)}",
        f"100,000 characters of {slowest!r}, the slowest of {len(HOSTILE)} kinds: {hostile[slowest]:.0f} ms",
    ]


def _times(texts: list[str]) -> str:
    for text in texts:
        find_numbers(text)
    times = sorted(_milliseconds(text) for text in texts * (200 // len(texts)))
    return f"p50 {times[len(times) // 2]:.2f} ms, p95 {times[int(len(times) * 0.95)]:.2f} ms"


def _milliseconds(text: str) -> float:
    started = time.process_time()
    find_numbers(text)
    return (time.process_time() - started) * 1000
