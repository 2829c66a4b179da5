"""Why the assistant decided as it did: one plain sentence, and the facts below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel.numbers import format_decimal
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from loket.assistant.flows.telling import flow_title
from loket.assistant.models import AnswerPolicy
from loket.assistant.turn_traces import CandidateTrace, GuidedTrace, TurnTrace
from loket.design.wording import page_locale
from loket.desk.article_links import ArticleLinks, Link, links_to
from loket.desk.templatetags.desk import percent, readers_language_name
from loket.people.actors import Actor
from loket.people.language import from_django
from loket.translation.detection import primary

MEANINGS: Mapping[str, str | Promise] = {
    "question": gettext_lazy("A question"),
    "person": gettext_lazy("Wish for a person"),
    "distress": gettext_lazy("Distress"),
    "abuse": gettext_lazy("Abuse"),
    "choice": gettext_lazy("One of the choices"),
    "greeting": gettext_lazy("Greeting"),
    "thanks": gettext_lazy("Thanks"),
    "yes": gettext_lazy("Yes"),
    "no": gettext_lazy("No"),
    "solved": gettext_lazy("Solved"),
    "laughter": gettext_lazy("Laughter"),
    "gibberish": gettext_lazy("Unreadable"),
    "number": gettext_lazy("A number alone"),
    "name": gettext_lazy("A name alone"),
    "picture": gettext_lazy("A file without words"),
    "empty": gettext_lazy("Nothing"),
    "machine": gettext_lazy("Whether it speaks with a machine"),
    "cheating": gettext_lazy("Help with cheating"),
}
READINGS: Mapping[str, str | Promise] = {
    "alone": gettext_lazy("A message of its own"),
    "part": gettext_lazy("One part of it, which alone was sure"),
    "with_before": gettext_lazy("A follow-up, with what was said before"),
    "corrected": gettext_lazy("A correction of what was said before"),
    "unchanged": gettext_lazy("Word that nothing has changed since the last answer"),
    "topic": gettext_lazy("A subject without a question"),
}
FOUND_IN: Mapping[str, str | Promise] = {
    "words": gettext_lazy("%(language)s, read from the words"),
    "conversation": gettext_lazy("%(language)s, as before in the conversation: these words belong to no language"),
    "page": gettext_lazy("%(language)s, as the page: these words belong to no language"),
}
PERSONS: Mapping[str, str | Promise] = {
    "asked_for_person": gettext_lazy("Brought a person because the customer asked for one."),
    "not_solved": gettext_lazy("Brought a person because what it said did not solve it."),
    "gibberish": gettext_lazy("Brought a person because the messages could not be read."),
    "repeated": gettext_lazy("Brought a person rather than say the same again."),
    "abuse_or_distress": gettext_lazy("Brought a person at once because of abuse or distress."),
    "assistant_unavailable": gettext_lazy("Brought a person because the assistant did not work."),
    "guided": gettext_lazy("Brought a person at the end of a guided flow."),
}
CALIBRATED: Mapping[str, str | Promise] = {
    "home": gettext_lazy("On articles in this language"),
    "abroad": gettext_lazy("For languages without articles"),
}
STEPS: Mapping[str, str | Promise] = {
    "understand": gettext_lazy("understanding %(time)s"),
    "retrieve": gettext_lazy("searching %(time)s"),
    "judge": gettext_lazy("deciding and writing %(time)s"),
}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate as the page shows it."""

    link: Link
    percent: int
    is_enough: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: what it is called, and its value; ``is_quoted`` where those are somebody's own words."""

    name: str
    value: str
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Why:
    """All there is to know about one decision."""

    candidates: tuple[Weighed, ...]
    facts: tuple[Fact, ...]


def explain(trace: TurnTrace, actor: Actor) -> Why:
    """The articles that were weighed, with links, and the technical facts in the order of the thinking."""
    links = links_to(actor, trace.articles)
    weighed = (_weighed(each, links) for each in trace.candidates)
    return Why(tuple(each for each in weighed if each), tuple(_facts(trace, links.titles)))


def sentence_of(trace: TurnTrace, titles: Mapping[str, str]) -> str:
    """What was decided and why, in one plain sentence."""
    if trace.guided and trace.decision != "hand_over":
        return _of_guide(trace.guided, is_done=trace.decision == "perform")
    match trace.decision:
        case "reply":
            return _of_reply(trace, titles)
        case "ask":
            return _of_question(trace, titles)
        case "hand_over":
            return _of_person(trace)
    return _("Said nothing: there was nothing to answer.")


def _of_guide(guided: GuidedTrace, *, is_done: bool) -> str:
    named = {"flow": flow_title(guided.flow, from_django(get_language() or "en")), "order": guided.order}
    if is_done:
        return _("Had done what the customer confirmed in “%(flow)s”, for order %(order)s.") % named
    if not guided.order:
        return _("Went on in the guided flow “%(flow)s”.") % named
    return _("Went on in the guided flow “%(flow)s”, with order %(order)s.") % named


def _of_reply(trace: TurnTrace, titles: Mapping[str, str]) -> str:
    named = {"articles": _quoted(trace.answers, titles), **_sureness(trace)}
    if not trace.answers:
        return _("Answered with a short notice, without an article.") if trace.says else _("Answered.")
    if trace.meaning == "choice":
        return _("Answered with %(articles)s: the customer chose it.") % named
    if trace.confidence is None or trace.threshold is None:
        return _("Answered with %(articles)s.") % named
    if len(trace.answers) > 1:
        return (
            _("Answered several questions with %(articles)s: at least %(sure)s sure, answering starts at %(limit)s.")
            % named
        )
    return _("Answered with %(articles)s: %(sure)s sure, answering starts at %(limit)s.") % named


def _of_question(trace: TurnTrace, titles: Mapping[str, str]) -> str:
    named = {"articles": _quoted(trace.choices, titles), **_sureness(trace)}
    if trace.verdict == "separate":
        return _("Asked which of these was meant: %(articles)s.") % named
    if trace.says == "gibberish":
        return _("Asked for other words: the message could not be read.")
    if trace.says == "again":
        return _("Asked back: the article that fits was given before.")
    if trace.says == "not_solved":
        return _("Offered what is near, for the last answer did not help: %(articles)s.") % named
    if trace.confidence is None or trace.threshold is None:
        return _("Asked back.")
    return _("Asked back: only %(sure)s sure, answering starts at %(limit)s.") % named


def _of_person(trace: TurnTrace) -> str:
    if trace.reason in PERSONS:
        return str(PERSONS[trace.reason])
    if trace.confidence is None or trace.threshold is None or trace.confidence >= trace.threshold:
        return _("Brought a person because it does not know.")
    return _(
        "Brought a person because it does not know: only %(sure)s sure, answering starts at %(limit)s."
    ) % _sureness(trace)


def _sureness(trace: TurnTrace) -> dict[str, str]:
    return {"sure": percent(trace.confidence or 0.0), "limit": percent(trace.threshold or 0.0)}


def _facts(trace: TurnTrace, titles: Mapping[str, str]) -> Iterator[Fact]:
    if trace.meaning:
        yield Fact(_("Meaning"), _named(MEANINGS, trace.meaning))
    yield from _of_language(trace)
    yield from _of_reading(trace, titles)
    yield from _of_weighing(trace)
    yield from _of_machine(trace)


def _of_language(trace: TurnTrace) -> Iterator[Fact]:
    found = trace.language
    if not found.tag:
        return
    named = {"language": readers_language_name(found.tag)}
    yield Fact(_("Language"), _named(FOUND_IN, found.found_in, otherwise="%(language)s") % named)
    if found.page and primary(found.page) != primary(found.tag):
        yield Fact(_("Page"), readers_language_name(found.page))
    if found.searched_in and found.searched_in != primary(found.tag):
        yield Fact(_("Searched in"), readers_language_name(found.searched_in))


def _of_reading(trace: TurnTrace, titles: Mapping[str, str]) -> Iterator[Fact]:
    reading = trace.reading
    if reading.kind:
        yield Fact(_("Read as"), _named(READINGS, reading.kind))
    if reading.is_angry:
        yield Fact(_("Manner"), _("Swearing was set aside"))
    if reading.before:
        yield Fact(_("Said before"), reading.before, is_quoted=True)
    if reading.looked_up and not reading.before:
        yield Fact(_("Looked up"), reading.looked_up, is_quoted=True)
    for number, part in enumerate(reading.parts, start=1):
        near = part.nearest
        found = f" → {titles.get(near.article, near.article)}, {percent(near.confidence)}" if near else ""
        yield Fact(_("Part %(number)d") % {"number": number}, f"{part.text}{found}", is_quoted=True)
    for text in trace.unanswered:
        yield Fact(_("Left open"), text, is_quoted=True)


def _of_weighing(trace: TurnTrace) -> Iterator[Fact]:
    if trace.stages:
        steps = (f"{' + '.join(each.engines)} {percent(each.confidence)}" for each in trace.stages)
        yield Fact(_("Stages"), " → ".join(steps))
    if trace.candidates and trace.threshold is not None:
        yield Fact(_("Answers from"), percent(trace.threshold))
        yield from _of_costs(trace)
    if trace.calibrated:
        yield Fact(_("Calibrated"), _named(CALIBRATED, trace.calibrated))
    if trace.candidates and trace.candidates[0].features:
        features = trace.candidates[0].features
        yield Fact(_("Features"), ", ".join(f"{name} {_decimal(value, '0.00')}" for name, value in features.items()))


def _of_costs(trace: TurnTrace) -> Iterator[Fact]:
    policy = trace.policy
    if policy.step in AnswerPolicy.Step.values:
        step = str(AnswerPolicy.Step(policy.step).label)
        said = step if policy.at_hand else _("%(step)s, with nobody at hand") % {"step": step}
        yield Fact(_("Eagerness"), said)


def _of_machine(trace: TurnTrace) -> Iterator[Fact]:
    if trace.engines:
        yield Fact(_("Engines"), " + ".join(trace.engines))
    if trace.bank:
        yield Fact(_("Knowledge"), trace.bank)
    times = trace.times
    steps = [str(said) % {"time": _time(times.steps[name])} for name, said in STEPS.items() if name in times.steps]
    yield Fact(_("Time"), "; ".join((_time(times.total), *steps)))
    if times.embedding:
        engines = ", ".join(f"{name} {_time(value)}" for name, value in times.embedding.items())
        yield Fact(
            _("Embedding"), _("%(engines)s; searches: %(count)d") % {"engines": engines, "count": times.searches}
        )
    if trace.composing:
        said = trace.composing
        yield Fact(_("Language model"), f"{said.model}, {_time(said.milliseconds)}: {said.verdict}")


def _weighed(candidate: CandidateTrace, links: ArticleLinks) -> Weighed | None:
    link = links.one(candidate.article)
    return Weighed(link, candidate.percent, candidate.is_enough) if link else None


def _quoted(slugs: tuple[str, ...], titles: Mapping[str, str]) -> str:
    return ", ".join(_("“%(title)s”") % {"title": titles.get(slug, slug)} for slug in slugs)


def _named(names: Mapping[str, str | Promise], key: str, *, otherwise: str = "") -> str:
    return str(names.get(key) or otherwise or key)


def _time(milliseconds: float) -> str:
    return _("%(number)s ms") % {"number": _decimal(milliseconds, "#,##0.0")}


def _decimal(number: float, pattern: str) -> str:
    return str(format_decimal(number, format=pattern, locale=page_locale()))
