"""Put a move into words, in the customer's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from loket.assistant.article_texts import ArticleText
from loket.assistant.bank import Bank
from loket.assistant.decisions import Ask, Decision, HandOver, Option, Reply, Silence, Source, Trace
from loket.assistant.episode import Episode
from loket.assistant.findings import Findings
from loket.assistant.flows.register import FLOWS
from loket.assistant.flows.telling import flow_option
from loket.assistant.judging import Bring, Give, GiveSeveral, Inquire, Move, Offer, Say, Separate
from loket.assistant.retrieval import reading_language
from loket.assistant.sentences import language_name, sentence, variants

AskKind = Literal["question", "options"]

OFFERED = 3
BUTTONS = frozenset({"chat"})  # the channels that show options as buttons; the others get them as a numbered list


@dataclass(frozen=True, slots=True)
class Listener:
    """To whom it is said: in which language, and whether buttons reach them."""

    language: str
    channel: str = "chat"


def draft(move: Move, findings: Findings, episode: Episode, bank: Bank, *, to: Listener, trace: Trace) -> Decision:
    """The decision that carries out a move."""
    match move:
        case Give():
            return _give(move, bank, to, trace)
        case GiveSeveral():
            return _give_several(move, bank, to, trace)
        case Separate():
            return _separate(move, findings, bank, to, trace)
        case Offer():
            return _offer(move, findings, episode, bank, to, trace)
        case Inquire():
            text, used = sentence(move.sentence, to.language)
            options = feedback_options(to.language) if move.sentence == "again" else ()
            return Ask(text, used, "question", (*options, person_option(to.language)), trace, findings.confidence)
        case Say():
            return _say(move, episode, to, trace)
        case Bring():
            return HandOver(move.reason, to.language, trace)
        case _:
            return Silence(trace)


def feedback_options(language: str) -> tuple[Option, ...]:
    """ "Solved" and "not solved", to close an answer with."""
    return tuple(Option(name, sentence(f"label_{name}", language)[0]) for name in ("solved", "not_solved"))


def person_option(language: str) -> Option:
    """The button that leads to a person."""
    return Option("person", sentence("label_person", language)[0])


def nearest_options(slugs: Sequence[str], episode: Episode, bank: Bank, *, to: Listener) -> tuple[Option, ...]:
    """What a question may be about, as buttons, the likeliest first: the flow of an article, else the article."""
    articles = (article for slug in slugs if (article := _article(slug, bank, to)))
    options = (
        flow_option(each.flow, to.language) if each.flow in FLOWS else Option(f"article:{each.article}", each.question)
        for each in articles
        if each.flow in FLOWS or each.article not in episode.given
    )
    return tuple({each.id: each for each in options}.values())[:OFFERED]


def _give(move: Give, bank: Bank, to: Listener, trace: Trace) -> Decision:
    article = _article(move.article, bank, to)
    if article is None:
        return HandOver("does_not_know", to.language, trace)
    check, _ = sentence("did_it_help", to.language)
    text = "\n\n".join((*_language_note(article, bank, to), article.answer.strip(), check))
    options = (*feedback_options(to.language), *_way_on(article, to))
    return Reply(text, article.language, "answer", (_source(article),), options, move.confidence, trace)


def _way_on(article: ArticleText, to: Listener) -> tuple[Option, ...]:
    """The button to the guided flow that the article leads to."""
    return (flow_option(article.flow, to.language),) if article.flow in FLOWS else ()


def _give_several(move: GiveSeveral, bank: Bank, to: Listener, trace: Trace) -> Decision:
    """Each answer below its own question, in the order in which they were asked."""
    articles = [article for give in move.gives if (article := _article(give.article, bank, to))]
    if not articles:
        return HandOver("does_not_know", to.language, trace)
    parts = [each for article in articles for each in _headed(article, bank, to)]
    parts += [sentence("part_unknown", to.language, part=part)[0] for part in move.unknown]
    check, used = sentence("did_it_help" if len(articles) == 1 else "did_they_help", to.language)
    options = feedback_options(to.language)
    options += (person_option(to.language),) if move.unknown else ()
    languages = {article.language for article in articles}
    spoken = languages.pop() if len(languages) == 1 else used
    sources = tuple(map(_source, articles))
    return Reply("\n\n".join((*parts, check)), spoken, "answer", sources, options, move.confidence, trace)


def _headed(article: ArticleText, bank: Bank, to: Listener) -> tuple[str, ...]:
    return (f"**{article.question.strip()}**", *_language_note(article, bank, to), article.answer.strip())


def _separate(move: Separate, findings: Findings, bank: Bank, to: Listener, trace: Trace) -> Decision:
    articles = [article for slug in move.articles if (article := _article(slug, bank, to))][:OFFERED]
    if not articles:
        return HandOver(move.otherwise, to.language, trace)
    return _ask("which", "question", articles, findings, to, trace)


def _offer(move: Offer, findings: Findings, episode: Episode, bank: Bank, to: Listener, trace: Trace) -> Decision:
    """The nearest questions that can be answered and were not answered yet."""
    seen = {*episode.given, episode.came_from}
    slugs = [candidate.article for candidate in findings.candidates if candidate.article not in seen]
    articles = [article for slug in slugs if (article := _article(slug, bank, to))][:OFFERED]
    if not articles:
        return HandOver(move.otherwise, to.language, trace)
    return _ask(move.sentence, "options", articles, findings, to, trace)


def _ask(
    name: str, kind: AskKind, articles: Sequence[ArticleText], findings: Findings, to: Listener, trace: Trace
) -> Decision:
    text, used = sentence(name, to.language)
    options = tuple(Option(f"article:{article.article}", article.question) for article in articles)
    if to.channel not in BUTTONS:
        lines = (f"{number}. {option.text}" for number, option in enumerate(options, start=1))
        text = "\n".join((text, "", *lines))
    return Ask(text, used, kind, (*options, person_option(to.language)), trace, findings.confidence)


def _say(move: Say, episode: Episode, to: Listener, trace: Trace) -> Decision:
    texts, used = variants(move.sentence, to.language)
    options = (person_option(to.language),) if move.sentence == "machine" else ()
    for text in texts:
        if not episode.has_said(text):
            return Reply(text, used, "notice", options=options, trace=trace)
    return HandOver(move.otherwise, to.language, trace) if move.otherwise else Silence(trace)


def _article(slug: str, bank: Bank, to: Listener) -> ArticleText | None:
    """An article in the best language for the listener; None where it has no answer."""
    found = bank.article_text(slug, reading_language(to.language, bank))
    return found[0] if found and found[0].answer.strip() else None


def _language_note(article: ArticleText, bank: Bank, to: Listener) -> tuple[str, ...]:
    """The sentence that says openly that an article is in another language; none where it is not."""
    found = bank.article_text(article.article, to.language)
    if found is None or found[1]:
        return ()
    _, ours = variants("other_language", to.language)
    return (sentence("other_language", to.language, other=language_name(article.language, within=ours))[0],)


def _source(article: ArticleText) -> Source:
    return Source(article.article, article.question, article.language, article.version)
