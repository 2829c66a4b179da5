"""What the table of promises says, in words for the desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from loket.assistant.flows.register import FLOWS
from loket.desk.closed_days import country_name
from loket.knowledge.queries.titles import topic_titles
from loket.people.language import display_name
from loket.promises.rules import ABOUT_ORDER, OTHERWISE, QUESTION, SIMPLE, Condition, Decided, Rule

BUILT_IN_NAMES: Mapping[str, str | LazyText] = {
    SIMPLE.key: gettext_lazy("A simple question"),
    OTHERWISE.key: gettext_lazy("Everything else"),
}
KINDS: Mapping[str, str | LazyText] = {
    QUESTION: gettext_lazy("A question"),
    ABOUT_ORDER: gettext_lazy("About an order"),
}
URGENCIES: Mapping[str, str | LazyText] = {
    "any": gettext_lazy("Urgent or not"),
    "urgent": gettext_lazy("Only urgent ones"),
    "ordinary": gettext_lazy("Only ordinary ones"),
}
FAILED: Mapping[Condition, str | LazyText] = {
    "kind": gettext_lazy("It is for another kind of case."),
    "topic": gettext_lazy("It is for other topics."),
    "urgency": gettext_lazy("It asks whether a case is urgent."),
    "language": gettext_lazy("It is for other languages."),
    "country": gettext_lazy("It is for other countries."),
    "channel": gettext_lazy("It is for other channels."),
}
MINUTES_PER_HOUR, MINUTES_PER_DAY = 60, 24 * 60


def rule_name(key: str, name: str) -> str:
    """What a rule is called."""
    return str(BUILT_IN_NAMES.get(key, name))


def say_conditions(rule: Rule, topics: Mapping[str, str]) -> list[str]:
    """What a rule asks, a few words for each condition; nothing for one that fits all."""
    said: list[str] = []
    if rule.kinds:
        said.append(_listed(str(KINDS.get(each, each)) for each in rule.kinds))
    if rule.topics:
        said.append(_listed(topics.get(each, each) for each in rule.topics))
    if rule.urgency != "any":
        said.append(str(URGENCIES[rule.urgency]))
    if rule.languages:
        said.append(_listed(display_name(each) for each in rule.languages))
    if rule.countries:
        said.append(_listed(country_name(each) for each in rule.countries))
    if rule.channels:
        said.append(_listed(rule.channels))
    return said


def say_target(minutes: int | None, *, counts_working_time: bool) -> str:
    """How long an answer may take: "2 hours of working time", or that nothing is promised."""
    if minutes is None:
        return _("No promise")
    words = _span(minutes)
    return _("%(time)s of working time") % {"time": words} if counts_working_time else words


def say_why(decided: Decided) -> str:
    """Why this rule counts, in a sentence."""
    if not decided.fits:
        return _("It asks nothing, so it fits every case that no rule above it takes.")
    if not decided.passed:
        return _("It stands first, and all that it asks is so.")
    return _("All that it asks is so, and no rule above it fits.")


def topic_names(slugs: Sequence[str], *, reader: str) -> Mapping[str, str]:
    """Topics and guided flows by what they are called; a flow has only its own name."""
    return {**{flow: flow.replace("_", " ") for flow in FLOWS}, **topic_titles(slugs, reader=reader)}


def _span(minutes: int) -> str:
    if minutes % MINUTES_PER_DAY == 0 and minutes > MINUTES_PER_DAY:
        count = minutes // MINUTES_PER_DAY
        return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}
    if minutes % MINUTES_PER_HOUR == 0:
        count = minutes // MINUTES_PER_HOUR
        return ngettext("%(count)d hour", "%(count)d hours", count) % {"count": count}
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
