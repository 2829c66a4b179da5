"""The language model that a shop may connect: it puts an article into an answer's words, or changes nothing.

Without LOKET_MODEL_URL nothing here costs anything; the HTTP client is not even imported.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.conf import settings

from loket.assistant.article_texts import ArticleText
from loket.assistant.bank import Bank
from loket.assistant.composing.composition import COMPOSED, Composition, ModelFailed, compose
from loket.assistant.composing.prompt import Request
from loket.assistant.composing.sources import SourceArticle
from loket.assistant.decisions import Decision, Reply, Trace
from loket.assistant.likeness import is_same
from loket.assistant.transcript import Transcript
from loket.translation.detection import primary

if TYPE_CHECKING:
    from loket.lib.chat_completions import ChatCompletions

MOST_SECONDS = 20.0


def compose_answer(decision: Decision, transcript: Transcript, bank: Bank) -> Decision:
    """The same answer in the model's words where they stood every check, else as it was; the trace says which and why.

    Waits up to LOKET_MODEL_SECONDS, so no transaction may be open.
    """
    if not settings.LOKET_MODEL_URL or not isinstance(decision, Reply) or decision.kind != "answer":
        return decision
    articles = _articles(decision, bank)
    span = _span(decision.text, articles)
    if span is None:
        return decision
    started = time.perf_counter()
    composition = _compose(decision, transcript, articles)
    begin, end = span
    text = f"{decision.text[:begin]}{composition.text}{decision.text[end:]}"
    if composition.verdict == COMPOSED and any(is_same(text, turn.text) for turn in transcript.ours):
        composition = Composition("", "fallback: said before")
    milliseconds = round((time.perf_counter() - started) * 1000, 1)
    noted = _noted(decision.trace, composition.verdict, milliseconds)
    return replace(decision, text=text if composition.verdict == COMPOSED else decision.text, trace=noted)


def patience() -> timedelta:
    """How long a turn may wait for the model."""
    return timedelta(seconds=_seconds()) if settings.LOKET_MODEL_URL else timedelta(0)


def setting_problem() -> str:
    """What is wrong with the settings of the model, in one sentence; empty when nothing is."""
    try:
        connected()
    except ValueError as error:
        return str(error)
    return ""


def connected() -> ChatCompletions | None:
    """The client for the shop's model, the same for all threads; raises ValueError where a setting cannot be used."""
    if not settings.LOKET_MODEL_URL:
        return None
    return _client(
        settings.LOKET_MODEL_URL,
        settings.LOKET_MODEL_NAME,
        settings.LOKET_MODEL_KEY,
        settings.LOKET_MODEL_SECONDS,
        settings.LOKET_MODEL_OPTIONS,
    )


@lru_cache(maxsize=1)
def _client(url: str, name: str, key: str, seconds: str, options: str) -> ChatCompletions:
    # Who connects no model pays for no HTTP client.
    from loket.lib.chat_completions import ChatCompletions, Endpoint, address_problem  # noqa: PLC0415

    if problem := address_problem(url):
        raise ValueError(f"LOKET_MODEL_URL: {problem}.")
    if not name:
        raise ValueError("LOKET_MODEL_NAME is empty: name the model that the server should use.")
    if not (key.isascii() and key.isprintable()):
        raise ValueError("LOKET_MODEL_KEY holds characters that no key has.")
    wanted = _read_seconds(seconds)
    return ChatCompletions(Endpoint(url=url, name=name, key=key, seconds=wanted, options=_read_options(options)))


def _read_seconds(written: str) -> float:
    try:
        seconds = float(written)
    except ValueError:
        seconds = 0.0
    if not 0.1 <= seconds <= MOST_SECONDS:
        raise ValueError(f"LOKET_MODEL_SECONDS is {written}: it must be a number from 0.1 to {MOST_SECONDS:g}.")
    return seconds


def _read_options(written: str) -> dict[str, object]:
    try:
        options = json.loads(written or "{}")
    except ValueError:
        options = None
    if not isinstance(options, dict):
        raise ValueError('LOKET_MODEL_OPTIONS must be a JSON object, such as {"temperature": 0.2}.')
    return options


def _seconds() -> float:
    try:
        return _read_seconds(settings.LOKET_MODEL_SECONDS)
    except ValueError:
        return 0.0


def _articles(decision: Reply, bank: Bank) -> list[ArticleText]:
    found = [bank.article_text(source.article, source.language) for source in decision.sources]
    return [each[0] for each in found if each is not None]


def _span(text: str, articles: Sequence[ArticleText]) -> tuple[int, int] | None:
    """Where the articles stand in the drafted text; None where it holds something else."""
    bodies = [each.answer.strip() for each in articles]
    # Several answers stand below headings of their own, which one text by the model would tear apart.
    if len(bodies) != 1 or not all(body and body in text for body in bodies):
        return None
    return min(map(text.index, bodies)), max(text.index(body) + len(body) for body in bodies)


def _compose(decision: Reply, transcript: Transcript, articles: Sequence[ArticleText]) -> Composition:
    wanted = str(decision.trace.data.get("language") or decision.language)
    foreign = next((each.language for each in articles if primary(each.language) != primary(wanted)), None)
    if foreign:
        return Composition("", f"fallback: the article is in {foreign}")
    burst = transcript.burst
    begins = burst[0].sequence if burst else 0
    request = Request(
        question="\n".join(turn.text for turn in burst),
        articles=tuple(SourceArticle(each.article, each.question, each.answer) for each in articles),
        language=wanted,
        earlier=tuple((turn.sender, turn.text) for turn in transcript.turns if turn.sequence < begins),
    )
    return compose(request, _ask)


def _ask(messages: list[dict[str, str]]) -> str:
    from loket.lib.chat_completions import CompletionFailed  # noqa: PLC0415  as in _client

    try:
        model = connected()
        if model is None:
            raise ModelFailed("no model is connected")
        return model.complete(messages)
    except (CompletionFailed, ValueError) as failure:
        raise ModelFailed(str(failure)) from None


def _noted(trace: Trace, verdict: str, milliseconds: float) -> Trace:
    noted = {"model": settings.LOKET_MODEL_NAME, "verdict": verdict, "milliseconds": milliseconds}
    return Trace(MappingProxyType({**trace.data, "composing": noted}))
