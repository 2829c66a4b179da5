"""Put a move into words, in the customer's language."""

from __future__ import annotations

from loket.assistant.bank import Bank
from loket.assistant.decisions import Ask, Decision, HandOver, Option, Reply, Silence, Source, Trace
from loket.assistant.episode import Episode
from loket.assistant.judging import Bring, Give, Inquire, Move, Offer, Say
from loket.assistant.retrieval import Findings
from loket.assistant.sentences import language_name, sentence, variants

OFFERED = 3


def draft(move: Move, findings: Findings, episode: Episode, bank: Bank, *, language: str, trace: Trace) -> Decision:
    """The decision that carries out a move."""
    match move:
        case Give():
            return _give(move, bank, language, trace)
        case Offer():
            return _offer(move, findings, episode, bank, language, trace)
        case Inquire():
            text, used = sentence(move.sentence, language)
            options = feedback_options(language) if move.sentence == "again" else ()
            return Ask(text, used, "question", (*options, person_option(language)), trace, findings.confidence)
        case Say():
            return _say(move, episode, language, trace)
        case Bring():
            return HandOver(move.reason, language, trace)
        case _:
            return Silence(trace)


def feedback_options(language: str) -> tuple[Option, ...]:
    """ "Solved" and "not solved", to close an answer with."""
    return tuple(Option(name, sentence(f"label_{name}", language)[0]) for name in ("solved", "not_solved"))


def person_option(language: str) -> Option:
    """The button that leads to a person."""
    return Option("person", sentence("label_person", language)[0])


def _give(move: Give, bank: Bank, language: str, trace: Trace) -> Decision:
    found = bank.article_text(move.article, language)
    if found is None or not found[0].answer.strip():
        return HandOver("does_not_know", language, trace)
    article, is_wanted_language = found
    check, _ = sentence("did_it_help", language)
    parts = [article.answer.strip(), check]
    if not is_wanted_language:
        _, ours = variants("other_language", language)
        parts.insert(0, sentence("other_language", language, other=language_name(article.language, within=ours))[0])
    source = Source(article.article, article.question, article.language, article.version)
    text = "\n\n".join(parts)
    return Reply(text, article.language, "answer", (source,), feedback_options(language), move.confidence, trace)


def _offer(move: Offer, findings: Findings, episode: Episode, bank: Bank, language: str, trace: Trace) -> Decision:
    options = _closest(findings, episode, bank, language)
    if not options:
        return HandOver(move.otherwise, language, trace)
    text, used = sentence(move.sentence, language)
    return Ask(text, used, "options", (*options, person_option(language)), trace, findings.confidence)


def _closest(findings: Findings, episode: Episode, bank: Bank, language: str) -> tuple[Option, ...]:
    """The nearest questions that can be answered and were not answered yet."""
    seen = {*episode.given, episode.came_from}
    texts = [
        found[0]
        for candidate in findings.candidates
        if candidate.article not in seen and (found := bank.article_text(candidate.article, language))
    ]
    answerable = [text for text in texts if text.answer.strip()][:OFFERED]
    return tuple(Option(f"article:{text.article}", text.question) for text in answerable)


def _say(move: Say, episode: Episode, language: str, trace: Trace) -> Decision:
    texts, used = variants(move.sentence, language)
    for text in texts:
        if not episode.has_said(text):
            return Reply(text, used, "notice", trace=trace)
    return HandOver(move.otherwise, language, trace) if move.otherwise else Silence(trace)
