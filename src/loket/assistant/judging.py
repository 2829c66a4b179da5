"""Which move comes next: the rules that keep the assistant honest and out of circles."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from loket.assistant.bank import Candidate
from loket.assistant.decisions import Ask, Decision, HandOver, Reason, Reply, Silence
from loket.assistant.episode import ASKS, Episode
from loket.assistant.findings import Findings, PartFindings
from loket.assistant.splitting import is_plea
from loket.assistant.understanding import Understanding

MOST_ANSWERS = 3  # in one message
MOST_UNKNOWN = 2
WORDS_OF_A_QUESTION = 4
WORDS_OF_A_STORY = 60
LEAST_TO_ASK = 0.25  # confidence of the best; below it nothing competes, for nothing is near
LEAST_NEAR = 0.05  # confidence of what is worth a button beside an order
COMPETING = 0.5  # of the best confidence, where that is not sure: half as likely is worth a question
CLOSE = 0.6  # where it is sure
CLOSE_AND_ALONE = 0.18  # where it is sure, of two that stand far before all others
FAR = 0.2  # of the second confidence
CLEAR = 0.9  # confidence of the best from which few words are enough
BOTH = 0.6  # confidence of the second from which either article would do


@dataclass(frozen=True, slots=True)
class Give:
    """Answer with an article."""

    article: str
    confidence: float


@dataclass(frozen=True, slots=True)
class GiveSeveral:
    """Answer several questions, each with its article, and name the parts that nothing answers."""

    gives: tuple[Give, ...]
    unknown: tuple[str, ...] = ()

    @property
    def confidence(self) -> float:
        return min(each.confidence for each in self.gives)


@dataclass(frozen=True, slots=True)
class Separate:
    """Ask which of a few articles is meant."""

    articles: tuple[str, ...]
    otherwise: Reason = "does_not_know"


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


Move = Give | GiveSeveral | Separate | Offer | Inquire | Say | Bring | Stay


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
            return _after_question(understanding, findings, episode)
        case "cheating":
            return Bring("does_not_know")
        case "no":
            return _after_no(episode)
        case "yes":
            return _after_yes(episode)
        case "gibberish" | "empty":
            return Inquire("gibberish") if episode.strikes == 0 else Bring("gibberish")
        case "number" | "picture":
            return Say("number_noted" if understanding.meaning == "number" else "picture", "does_not_know")
        case "greeting" | "machine":
            return Say(understanding.meaning, "repeated")
        case "name":
            return Say("carry_on", "does_not_know")
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


def nearest_articles(findings: Findings) -> tuple[str, ...]:
    """The articles that a question of which nobody is sure may be about, the likeliest first."""
    return tuple(each.article for each in findings.candidates if each.confidence >= LEAST_NEAR)


def _after_choice(choice: str, findings: Findings, episode: Episode) -> Move:
    if choice == "solved":
        return Say("solved")
    if not choice.startswith("article:"):
        return _strike("not_solved", "not_solved", episode)
    article = choice.removeprefix("article:")
    return _again(episode) if article in episode.given else Give(article, 1.0)


def _after_question(understanding: Understanding, findings: Findings, episode: Episode) -> Move:
    several = _several(findings, episode)
    if several is not None:
        return several
    if findings.reading == "unchanged":
        return _strike("not_solved", "not_solved", episode)
    if understanding.may_want_person and not findings.is_sure:
        return Bring("asked_for_person")
    rivals = _rivals(findings, episode)
    if episode.strikes == 0 and len(rivals) > 1 and not understanding.is_angry:
        return Separate(rivals)
    if findings.best is None or not findings.is_sure or findings.reading == "topic":
        # Whoever swears, or has told a whole story, deserves somebody who answers rather than a list of questions.
        is_spent = understanding.is_angry or len(understanding.text.split()) >= WORDS_OF_A_STORY
        return Bring("does_not_know") if is_spent else _strike("does_not_know", "does_not_know", episode)
    if findings.best.article in episode.given:
        return _again(episode)
    return Give(findings.best.article, findings.confidence)


def _several(findings: Findings, episode: Episode) -> Move | None:
    """The answers to what was asked in several parts; None where there is but one question."""
    asked = [each for each in findings.parts if each.part.may_be_question and not is_plea(each.part.text)]
    sure = {each.candidates[0].article: each for each in asked if each.is_sure}
    if findings.is_sure and findings.best and findings.best.article not in sure and len(sure) < 2:
        return None
    gives = [
        Give(article, each.candidates[0].confidence) for article, each in sure.items() if article not in episode.given
    ]
    unknown = tuple(each.part.text for each in asked if _is_unknown(each, sure))
    if not gives or len(sure) + len(unknown) < 2:
        return None
    return GiveSeveral(tuple(gives[:MOST_ANSWERS]), unknown[:MOST_UNKNOWN])


def _is_unknown(found: PartFindings, sure: Collection[str]) -> bool:
    """Whether a part asks for something that nothing answers, and not for more about what was answered."""
    if found.is_sure or not found.part.is_asked or len(found.part.text.split()) < WORDS_OF_A_QUESTION:
        return False
    return bool(found.candidates) and found.candidates[0].article not in sure


def _rivals(findings: Findings, episode: Episode) -> tuple[str, ...]:
    """The articles between which only the customer can decide; fewer than two where nothing competes."""
    fresh = [each for each in findings.candidates if each.article not in episode.given][:MOST_ANSWERS]
    if findings.reading == "topic":
        return tuple(each.article for each in fresh)
    if not fresh or fresh[0].confidence < LEAST_TO_ASK or findings.best is not fresh[0]:
        return ()
    if len(fresh) > 1 and fresh[1].confidence >= BOTH:
        return ()  # what is asked lies in either
    near = CLOSE if findings.is_sure else COMPETING
    is_short = len(findings.looked_up.split()) <= WORDS_OF_A_QUESTION
    if findings.is_sure and is_short and _are_alone(fresh):
        near = CLOSE_AND_ALONE
    return tuple(each.article for each in fresh if each.confidence >= near * fresh[0].confidence)


def _are_alone(fresh: Sequence[Candidate]) -> bool:
    """Whether two articles stand so far before all others that only they can be meant."""
    if len(fresh) < 2 or fresh[0].confidence >= CLEAR:
        return False
    return all(each.confidence <= FAR * fresh[1].confidence for each in fresh[2:])


def _after_no(episode: Episode) -> Move:
    if episode.given or episode.strikes or episode.came_from:
        return _strike("not_solved", "not_solved", episode)
    return Say("carry_on", "not_solved")


def _after_yes(episode: Episode) -> Move:
    if episode.last_kind == "answer":
        return Say("solved")
    if episode.last_kind == "options" or episode.offered:
        return Say("choose", "not_solved")
    # "Did it not help?" is answered by yes and no alike: it did not.
    return Bring("not_solved") if episode.last_kind == "question" else Say("carry_on")


def _strike(sentence: str, reason: Reason, episode: Episode) -> Move:
    """First strike: offer the closest questions; the second brings a person."""
    return Offer(sentence, reason) if episode.strikes == 0 else Bring(reason)


def _again(episode: Episode) -> Move:
    return Inquire("again") if episode.strikes == 0 else Bring("repeated")
