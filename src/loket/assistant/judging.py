"""Which move comes next: the rules that keep the assistant honest and out of circles."""

from __future__ import annotations

from dataclasses import dataclass

from loket.assistant.decisions import Ask, Decision, HandOver, Reason, Reply, Silence
from loket.assistant.episode import ASKS, Episode
from loket.assistant.retrieval import Findings
from loket.assistant.understanding import Understanding


@dataclass(frozen=True, slots=True)
class Give:
    """Answer with an article."""

    article: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Offer:
    """Say so, and offer the closest questions; `sentence` names what is said."""

    sentence: str
    otherwise: Reason


@dataclass(frozen=True, slots=True)
class Inquire:
    """Ask one thing."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Say:
    """A short notice in the first wording not yet used; without one left, a person comes, or nothing is said."""

    sentence: str
    otherwise: Reason | None = None


@dataclass(frozen=True, slots=True)
class Bring:
    """Fetch a person."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Stay:
    """Say nothing."""


Move = Give | Offer | Inquire | Say | Bring | Stay


def choose_move(understanding: Understanding, findings: Findings, episode: Episode) -> Move:
    """The move that the rules want, given what is meant, found, and has happened."""
    match understanding.meaning:
        case "person":
            return Bring("asked_for_person")
        case "distress" | "abuse":
            return Bring("abuse_or_distress")
        case "choice":
            return _after_choice(understanding.choice, findings, episode)
        case "question":
            return _after_question(findings, episode)
        case "no":
            return _after_no(episode)
        case "yes":
            return _after_yes(episode)
        case "gibberish" | "empty":
            return Inquire("gibberish") if episode.strikes == 0 else Bring("gibberish")
        case "number" | "picture":
            return Say("number_noted" if understanding.meaning == "number" else "picture", "does_not_know")
        case "greeting":
            return Say("greeting", "repeated")
        case "laughter":
            return Say("carry_on")
        case "thanks" | "solved":
            return Say(understanding.meaning)


def permit(decision: Decision, episode: Episode) -> Decision:
    """The last gate: nothing is said twice, and no question follows a question."""
    if isinstance(decision, Ask) and episode.last_kind in ASKS:
        return HandOver("repeated", decision.language, decision.trace)
    if isinstance(decision, Reply | Ask) and episode.has_said(decision.text):
        if isinstance(decision, Reply) and decision.kind == "notice":
            return Silence(decision.trace)
        return HandOver("repeated", decision.language, decision.trace)
    return decision


def _after_choice(choice: str, findings: Findings, episode: Episode) -> Move:
    if choice == "solved":
        return Say("solved")
    if not choice.startswith("article:"):
        return _strike("not_solved", "not_solved", episode)
    article = choice.removeprefix("article:")
    return _again(episode) if article in episode.given else Give(article, 1.0)


def _after_question(findings: Findings, episode: Episode) -> Move:
    if findings.best is None or not findings.is_sure:
        return _strike("does_not_know", "does_not_know", episode)
    if findings.best.article in episode.given:
        return _again(episode)
    return Give(findings.best.article, findings.confidence)


def _after_no(episode: Episode) -> Move:
    if episode.given or episode.strikes or episode.came_from:
        return _strike("not_solved", "not_solved", episode)
    return Say("carry_on", "not_solved")


def _after_yes(episode: Episode) -> Move:
    if episode.last_kind == "answer":
        return Say("solved")
    if episode.last_kind == "options":
        return Say("choose", "not_solved")
    # "Did it not help?" is answered by yes and no alike: it did not.
    return Bring("not_solved") if episode.last_kind == "question" else Say("carry_on")


def _strike(sentence: str, reason: Reason, episode: Episode) -> Move:
    """First strike: offer the closest questions; the second brings a person."""
    return Offer(sentence, reason) if episode.strikes == 0 else Bring(reason)


def _again(episode: Episode) -> Move:
    return Inquire("again") if episode.strikes == 0 else Bring("repeated")
