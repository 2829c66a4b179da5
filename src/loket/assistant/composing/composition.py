"""Compose an answer and stand by it, or say why the article itself has to be sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loket.assistant.composing.checking import problem_of
from loket.assistant.composing.prompt import Request, write_prompt
from loket.assistant.composing.reading import Sentence, Unreadable, read_sentences
from loket.assistant.composing.sources import SourceSentence, is_short_enough, number_sentences
from loket.assistant.composing.vocabulary import CHECKED
from loket.translation.detection import detect, primary

Ask = Callable[[list[dict[str, str]]], str]

COMPOSED = "composed"
LONGER_THAN_SOURCE = 1.2
CHARACTERS_TO_SPARE = 80


class ModelFailed(Exception):
    """The model gave nothing to read; the text says why."""


@dataclass(frozen=True, slots=True)
class Composition:
    """``text`` is empty when the article is to be sent; ``verdict`` is "composed" or "fallback: why"."""

    text: str
    verdict: str


def compose(request: Request, ask: Ask) -> Composition:
    """An answer from these articles alone; ``ask`` hands messages to the model and raises ModelFailed without words."""
    if primary(request.language) not in CHECKED:
        return _fallback(f"sentences in {request.language} cannot be checked")
    sources = number_sentences(request.articles)
    if not sources or not is_short_enough(sources):
        return _fallback("the article is too long" if sources else "the article is empty")
    try:
        written = read_sentences(ask(write_prompt(request, sources)), known=len(sources))
    except (ModelFailed, Unreadable) as failure:
        return _fallback(str(failure))
    problem = _problem_of_all(written, sources, request)
    return _fallback(problem) if problem else Composition(lay_out(written, sources), COMPOSED)


def lay_out(written: Sequence[Sentence], sources: Sequence[SourceSentence]) -> str:
    """Sentences from a list are a list again, numbered anew; the others run on as a paragraph for each article."""
    lines: list[str] = []
    last: SourceSentence | None = None
    steps = 0
    for sentence in written:
        source = sources[sentence.sources[0] - 1]
        runs_on = last is not None and last.article == source.article and not source.mark and not last.mark
        if runs_on:
            lines[-1] += f" {sentence.text}"
        elif source.mark:
            steps = steps + 1 if source.mark == "1." else 0
            gap = [""] if last is not None and last.mark != source.mark else []
            lines += [*gap, f"{steps}. {sentence.text}" if steps else f"- {sentence.text}"]
        else:
            steps = 0
            lines += ["", sentence.text] if last is not None else [sentence.text]
        last = source
    return "\n".join(lines)


def _problem_of_all(written: Sequence[Sentence], sources: Sequence[SourceSentence], request: Request) -> str:
    text = " ".join(each.text for each in written)
    if len(text) > LONGER_THAN_SOURCE * sum(len(each.text) for each in sources) + CHARACTERS_TO_SPARE:
        return "longer than the article"
    if len({each.text.casefold() for each in written}) < len(written):
        return "it repeats itself"
    spoken = detect(text, prior=(request.language,)).language
    if primary(spoken) != primary(request.language):
        return f"the language is {spoken}"
    missing = {each.article for each in request.articles} - {
        sources[number - 1].article for each in written for number in each.sources
    }
    if missing:
        return f"nothing from {min(missing)}"
    everything = "\n".join(f"{each.title}\n{each.answer}" for each in request.articles)
    for each in written:
        tied = [sources[number - 1].text for number in each.sources]
        if problem := problem_of(each.text, tied, everything, language=primary(request.language)):
            return problem
    return ""


def _fallback(why: str) -> Composition:
    return Composition("", f"fallback: {why}")
