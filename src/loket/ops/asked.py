"""What the assistant would say, and why, in aligned lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loket.assistant.actions import decision_name
from loket.assistant.decisions import Ask, Decision, HandOver, Reply
from loket.assistant.models import AnswerTrace
from loket.assistant.turn_traces import CandidateTrace, TurnTrace, read_trace

Line = tuple[str, str]


def describe(decision: Decision, *, milliseconds: float) -> str:
    """The words, the choices, and below them the facts of the trace."""
    row = AnswerTrace(
        decision=decision_name(decision),
        reason=decision.reason if isinstance(decision, HandOver) else "",
        bank_version=str(decision.trace.data.get("bank", "")),
        data=dict(decision.trace.data),
        milliseconds=milliseconds,
    )
    spoken = decision if isinstance(decision, Reply | Ask) else None
    lines = [spoken.text if spoken else row.reason or "(silence)"]
    lines.extend(f"  [{each.text}]" for each in (spoken.options if spoken else ()))
    trace = read_trace(row)
    facts = (*_of_decision(decision, trace), *_of_reading(trace), *_of_weighing(trace))
    return "\n".join((*lines, "", *(f"{name:<12}{value}".rstrip() for name, value in facts)))


def _of_decision(decision: Decision, trace: TurnTrace) -> Iterator[Line]:
    yield "Decided:", ", ".join(filter(None, (trace.decision, trace.verdict, trace.says, trace.reason)))
    if isinstance(decision, Reply) and decision.sources:
        yield "From:", ", ".join(f"{each.article} ({each.language})" for each in decision.sources)
    if trace.confidence is not None and trace.threshold is not None and trace.candidates:
        hours = "at hand" if trace.policy.at_hand else "not at hand"
        costs = f" ({trace.policy.topic}: {trace.policy.step}, people {hours})" if trace.policy.step else ""
        yield "Sure:", f"{trace.confidence:.0%}, answers from {trace.threshold:.0%}{costs}"
    for place, each in enumerate(trace.candidates):
        yield "" if place else "Candidates:", _weighed(each)


def _of_reading(trace: TurnTrace) -> Iterator[Line]:
    language, reading = trace.language, trace.reading
    if trace.meaning:
        yield "Meaning:", trace.meaning
    if language.tag:
        searched = f", searched in {language.searched_in}" if language.searched_in else ""
        yield "Language:", f"{language.tag}, from the {language.found_in} (page: {language.page}){searched}"
    if reading.kind:
        yield "Read:", reading.kind.replace("_", " ") + (", swearing set aside" if reading.is_angry else "")
    if reading.looked_up:
        yield "Looked up:", " / ".join(reading.looked_up.splitlines())
    for part in reading.parts:
        yield "Part:", f"{part.text}{f' -> {_weighed(part.nearest)}' if part.nearest else ''}"
    for text in trace.unanswered:
        yield "Left open:", text


def _of_weighing(trace: TurnTrace) -> Iterator[Line]:
    if trace.stages:
        yield "Stages:", " -> ".join(f"{' + '.join(each.engines)} {each.confidence:.0%}" for each in trace.stages)
    if trace.calibrated:
        yield "Calibrated:", trace.calibrated
    yield "Versions:", f"bank {trace.bank}, engines {' + '.join(trace.engines) or 'none'}"
    times = trace.times
    steps = f": {_times(times.steps)}" if times.steps else ""
    embedding = f"; searches {times.searches}; embedding {_times(times.embedding)}" if times.embedding else ""
    yield "Time:", f"{times.total:.1f} ms{steps}{embedding}"
    if trace.composing:
        yield "Model:", f"{trace.composing.model}, {trace.composing.milliseconds:.0f} ms: {trace.composing.verdict}"


def _weighed(candidate: CandidateTrace) -> str:
    features = ", ".join(f"{name} {value:.2f}" for name, value in candidate.features.items())
    return f"{candidate.confidence:>4.0%}  {candidate.article}" + (f"  ({features})" if features else "")


def _times(milliseconds: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:.1f}" for name, value in milliseconds.items())
