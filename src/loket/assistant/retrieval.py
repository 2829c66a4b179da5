"""Look up what may answer: a message alone, in its parts, or together with what was said before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from loket.assistant.bank import VERBATIM, Bank, Candidate
from loket.assistant.episode import Episode
from loket.assistant.findings import Findings, PartFindings, Reading
from loket.assistant.follow_ups import correction, follow_up, new_in, reports_no_change
from loket.assistant.sisters import SISTERS, in_sister_words
from loket.assistant.splitting import Part, clauses, is_plea, split, without_courtesies
from loket.assistant.topics import bare_topic, needs
from loket.assistant.understanding import Understanding
from loket.assistant.weighing import shares, weigh
from loket.translation.detection import primary

CANDIDATES = 8
CONTEXT = 12  # candidates weighed with what was said before
RELATED = 5  # articles nearest to what was said before
# Confidence: who was answered and says that nothing has changed needs a surer answer than the next best.
SURE_AGAIN = 0.6
ASKED_FOR = 3.0  # how much nearer than all else what was just offered is to the answer of who was asked to choose
LEAST_FOR_TOPIC = 0.15  # confidence; what is farther from everything is no subject of the shop's
SAME_TOPIC = 0.75  # how near articles of one topic are, where those spoken of together are 1: a topic is a seventh
LEAST_IN_TOPIC = 0.1  # confidence; what is farther from everything is not made nearer by its neighbours
MOST_CLAUSES = 6  # looked up one by one
NEAR = 0.4  # of the best confidence; what comes that near may be meant as well


def retrieve(understanding: Understanding, episode: Episode, bank: Bank) -> Findings:
    """Search with the customer's question; for "no" and the like, with the question it refers to."""
    language = reading_language(understanding.language, bank)
    understanding, episode = _as_read(understanding, episode, bank)
    if understanding.meaning != "question":
        return _look_up(_question_meant(understanding, episode, bank), bank, language)
    meant = correction(understanding.text) if episode.last_question else None
    if meant:
        return _weighed(new_in(meant, episode.last_question), "corrected", episode, bank, language)
    alone = _look_up(understanding.text, bank, language)
    if alone.confidence >= VERBATIM:
        return alone
    if reports_no_change(understanding.text, episode) and alone.confidence < SURE_AGAIN:
        return _weighed(understanding.text, "unchanged", episode, bank, language)
    alone = _by_clause(alone, bank, language)
    parts = split(understanding.text)
    if len(parts) > 1 or (parts and not alone.is_sure):
        return _in_parts(alone, parts, episode, bank, language)
    said = _leaning(alone, episode)
    return _with_before(said, alone, episode, bank, language) if said else _by_topic(alone, bank, language)


def _as_read(understanding: Understanding, episode: Episode, bank: Bank) -> tuple[Understanding, Episode]:
    """What was asked now and before, in the words of the articles that its writer reads."""
    text, before = (
        in_sister_words(without_courtesies(each), understanding.language, knows=bank.knows_word)
        for each in (understanding.text, episode.last_question)
    )
    return replace(understanding, text=text), replace(episode, last_question=before)


def reading_language(language: str, bank: Bank) -> str:
    """The language whose articles serve the customer best: its own, else its sister's."""
    sister = SISTERS.get(primary(language))
    return sister if sister and not _is_written(primary(language), bank) else language


def _is_written(language: str, bank: Bank) -> bool:
    return any(primary(tag) == language for translations in bank.texts.values() for tag in translations)


def _look_up(text: str, bank: Bank, language: str, *, hasty: bool = False) -> Findings:
    candidates = bank.search(text, language, CANDIDATES, hasty=hasty) if text else ()
    return Findings(candidates, bank.answer_at(candidates), looked_up=text)


def _question_meant(understanding: Understanding, episode: Episode, bank: Bank) -> str:
    if understanding.meaning not in {"no", "choice", "yes"}:
        return ""
    if episode.last_question or episode.came_from is None:
        return episode.last_question
    found = bank.article_text(episode.came_from, understanding.language)
    return found[0].question if found else ""


def _by_clause(alone: Findings, bank: Bank, language: str) -> Findings:
    """An unsure message by the one clause that names what the whole is about; the others tell around it."""
    if alone.is_sure or alone.best is None:
        return alone
    found = [_look_up(clause, bank, language, hasty=True) for clause in clauses(alone.looked_up)[:MOST_CLAUSES]]
    sure = [each for each in found if each.is_sure]
    if {each.best.article for each in sure if each.best} != {alone.best.article}:
        return alone
    return replace(max(sure, key=lambda each: each.confidence), reading="part")


def _in_parts(alone: Findings, parts: tuple[Part, ...], episode: Episode, bank: Bank, language: str) -> Findings:
    """Every part looked up alone; where only one is sure and the whole is not, that one speaks for the whole."""
    found = _by_sister_parts(tuple(_part(part, bank, language) for part in parts), bank)
    sure = [each for each in found if each.is_sure and not is_plea(each.part.text)]
    whole = replace(alone, parts=found)
    if not alone.is_sure and not sure and episode.last_kind == "answer":
        given = {text.topic for slug in episode.last_given for text in bank.texts.get(slug, {}).values()}
        sure = [near for each in found if (near := _nearer(each, given, bank)).is_sure]
    if alone.is_sure or len({each.candidates[0].article for each in sure}) != 1:
        return whole
    best = max(sure, key=lambda each: each.candidates[0].confidence)
    return replace(
        whole, candidates=best.candidates, answer_at=best.answer_at, reading="part", looked_up=best.part.text
    )


def _part(part: Part, bank: Bank, language: str) -> PartFindings:
    candidates = bank.search(part.text, language, CANDIDATES, hasty=True)
    return PartFindings(part, candidates, bank.answer_at(candidates))


def _by_sister_parts(found: tuple[PartFindings, ...], bank: Bank) -> tuple[PartFindings, ...]:
    """Unsure questions beside sure ones: what is asked in one breath is mostly of one topic."""
    topics = {bank.topic_of(each.candidates) for each in found if _confidence(each) >= SURE_AGAIN}
    return tuple(each if _confidence(each) >= SURE_AGAIN else _nearer(each, topics, bank) for each in found)


def _confidence(found: PartFindings) -> float:
    return found.candidates[0].confidence if found.candidates else 0.0


def _nearer(found: PartFindings, topics: Collection[str], bank: Bank) -> PartFindings:
    """A part with the articles of these topics weighing more; as it was where it is near to nothing."""
    if not topics or _confidence(found) < LEAST_FOR_TOPIC:
        return found
    of_topic = dict.fromkeys(
        (each.article for each in found.candidates if bank.topic_of((each,)) in topics), SAME_TOPIC
    )
    weighed = weigh(found.candidates, of_topic, without=())
    return PartFindings(found.part, weighed, bank.answer_at(weighed))


def _leaning(alone: Findings, episode: Episode) -> str:
    """What is said by a message that leans on what was said before; empty for one that stands by itself."""
    if not episode.last_question:
        return ""
    if _was_asked(episode):
        near = shares(alone.candidates)
        is_near = any(near.get(article, 0.0) >= NEAR for article in episode.offered)
        return alone.looked_up if is_near or not alone.is_sure else ""
    return "" if alone.is_sure else follow_up(alone.looked_up) or ""


def _with_before(said: str, alone: Findings, episode: Episode, bank: Bank, language: str) -> Findings:
    """What leans on something, first without its "and if", then with what it leans on."""
    if said != alone.looked_up:
        bare = _look_up(said, bank, language)
        if bare.is_sure and bare.best and bare.best.article not in episode.given:
            return bare
    weighed = _weighed(said, "with_before", episode, bank, language)
    return weighed if weighed.is_sure or not alone.is_sure else alone


def _was_asked(episode: Episode) -> bool:
    """Whether the last thing said was which of a few articles is meant."""
    return episode.last_kind == "question" and bool(episode.offered)


def _weighed(said: str, reading: Reading, episode: Episode, bank: Bank, language: str) -> Findings:
    """What is said, weighed with the articles around what was said before; what was given is not meant again."""
    together = f"{episode.last_question}\n{said}"
    related = dict.fromkeys(_related(episode, bank, language), ASKED_FOR if _was_asked(episode) else 1.0)
    for article, share in shares(bank.search(together, language, CONTEXT)).items():
        related[article] = related.get(article, 0.0) + share
    weighed = weigh(bank.search(said, language, CONTEXT), related, without=episode.given)
    return Findings(weighed[:CANDIDATES], bank.answer_at(weighed), reading, together)


def _related(episode: Episode, bank: Bank, language: str) -> list[str]:
    """The articles around what was just spoken of: those offered, else those near the last question and answer."""
    if _was_asked(episode):
        return list(episode.offered)
    asked = [episode.last_question]
    asked += [found[0].question for slug in episode.last_given if (found := bank.article_text(slug, language))]
    near = (each.article for text in dict.fromkeys(asked) for each in bank.search(text, language, RELATED))
    return list(dict.fromkeys(near))


def _by_topic(alone: Findings, bank: Bank, language: str) -> Findings:
    """A subject without a question ("refund"): the best article for each thing that people usually want with it."""
    topic = bare_topic(alone.looked_up)
    if not topic or alone.confidence < LEAST_FOR_TOPIC or (alone.is_sure and len(_rivals(alone)) < 2):
        return alone
    of_it = {each.article for each in bank.search(alone.looked_up, language, CONTEXT)}
    best: dict[str, Candidate] = {}
    for need in needs(topic, language):
        found = (
            each for each in bank.search(need, language, CANDIDATES, hasty=True) if each.article in of_it - best.keys()
        )
        fresh = [each for each in found if each.confidence >= LEAST_FOR_TOPIC]
        if fresh:
            nearest = max(fresh, key=lambda each: each.confidence)
            best[nearest.article] = nearest
    return replace(alone, candidates=tuple(best.values()), reading="topic") if len(best) > 1 else alone


def _rivals(alone: Findings) -> list[str]:
    return [article for article, share in shares(alone.candidates).items() if share >= NEAR]
