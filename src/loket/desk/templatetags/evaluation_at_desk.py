"""Tags for the pages about evaluations: figures as people read them."""

from __future__ import annotations

from dataclasses import dataclass

from babel.numbers import format_decimal, format_percent
from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.assistant.evaluation_runs.comparing import Measure
from loket.assistant.models import EvaluationLine
from loket.design.wording import page_locale

register = template.Library()

NOTHING = "–"
_RATIOS = ("auroc",)
_DECIMALS = "#,##0.0"

TITLES: dict[str, str | Promise] = {
    "top1": gettext_lazy("Right article first"),
    "wrong": gettext_lazy("Wrong answers"),
    "covered": gettext_lazy("Answered at once"),
    "recall": gettext_lazy("Unknowns held back"),
    "auroc": gettext_lazy("Knows what it knows"),
    "offered": gettext_lazy("Right one offered"),
    "p50": gettext_lazy("Usual time"),
    "p95": gettext_lazy("Slow time"),
}
# What the field and `loket evaluate` call the same figure.
TERMS = {
    "top1": "top-1",
    "wrong": "wrong answer rate",
    "covered": "coverage",
    "recall": "handover recall",
    "auroc": "AUROC",
    "offered": "right among offered",
    "p50": "p50",
    "p95": "p95",
}
MEANINGS: dict[str, str | Promise] = {
    "top1": gettext_lazy("Of the questions that an article answers: the right article came first, sent or not."),
    "wrong": gettext_lazy("Of all questions: an article would have been sent that does not answer them."),
    "covered": gettext_lazy("Of the questions that an article answers: an article was sent without asking back."),
    "recall": gettext_lazy("Of the questions that no article answers: none was sent."),
    "auroc": gettext_lazy("How well its confidence tells the two kinds of question apart: 1 is always, 0.5 is chance."),
    "offered": gettext_lazy("When it asked back: the right article was among the choices."),
    "p50": gettext_lazy("Half of the questions took less, asked behind all other work; conversations wait less."),
    "p95": gettext_lazy("Of 20 questions, 19 took less, asked behind all other work."),
}


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure moved: an arrow, the amount, and what that means."""

    arrow: str
    text: str


@register.filter
def measure_title(measure: Measure) -> str:
    """What a figure is called."""
    return str(TITLES[measure.name])


@register.filter
def measure_term(measure: Measure) -> str:
    """What the field calls it."""
    return TERMS[measure.name]


@register.filter
def measure_meaning(measure: Measure) -> str:
    """What it means, in one sentence."""
    return str(MEANINGS[measure.name])


@register.filter
def measured(measure: Measure | None) -> str:
    """The figure itself."""
    return _say(measure, measure.value) if measure else NOTHING


@register.filter
def measured_before(measure: Measure) -> str:
    """The same figure of the run beside it."""
    return _say(measure, measure.before)


@register.filter
def measured_change(measure: Measure) -> Change | None:
    """How it moved; None without anything to compare with."""
    if measure.change is None:
        return None
    if measure.trend == "same":
        return Change("=", _("as before") if not measure.change else _("about as before"))
    amount = {"amount": _amount(measure, abs(measure.change))}
    arrow = "▲" if measure.change > 0 else "▼"
    return Change(arrow, (_("%(amount)s better") if measure.trend == "better" else _("%(amount)s worse")) % amount)


@register.filter
def verdict_name(verdict: str) -> str:
    """What became of a line."""
    return str(EvaluationLine.Verdict(verdict).label)


@register.filter
def verdict_tone(verdict: str) -> str:
    """The badge that fits it."""
    return {"wrong": "danger", "needless": "danger", "unanswered": "warning", "offered": "accent"}.get(
        verdict, "positive"
    )


@register.filter
def sure_percent(confidence: float) -> str:
    """A confidence in whole percent."""
    return str(format_percent(confidence, format="#,##0 %", locale=page_locale()))


@register.filter
def grouped(number: int) -> str:
    """A count with its thousands apart."""
    return str(format_decimal(number, locale=page_locale()))


def _say(measure: Measure, value: float | None) -> str:
    if value is None:
        return NOTHING
    if measure.is_time:
        return _("%(number)s ms") % {"number": format_decimal(value, format=_DECIMALS, locale=page_locale())}
    if measure.name in _RATIOS:
        return str(format_decimal(value, format="0.000", locale=page_locale()))
    return str(format_percent(value, format=f"{_DECIMALS} %", locale=page_locale()))


def _amount(measure: Measure, change: float) -> str:
    if measure.is_time or measure.name in _RATIOS:
        return _say(measure, change)
    return _("%(number)s points") % {"number": format_decimal(change * 100, format=_DECIMALS, locale=page_locale())}
