"""Gathers what the page about careful and eager answering shows; reads only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loket.assistant.costs import BALANCED, STEPS, Step
from loket.assistant.models import AnswerPolicy
from loket.assistant.policies.access import steps_for
from loket.assistant.policies.figures import MOST_TRACES, figures_for
from loket.assistant.policies.replaying import Tally
from loket.desk.forms.answering import AnsweringForm, field_name
from loket.desk.templatetags.evaluation_at_desk import grouped
from loket.knowledge.queries.contents import topics_of_articles
from loket.knowledge.queries.titles import topic_titles
from loket.people.actors import Actor


@dataclass(frozen=True, slots=True)
class StepRow:
    """What one step would have done in a topic, in figures and in a sentence."""

    step: Step
    label: str
    tally: Tally
    words: str


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic's slider; no steps where nothing was asked about it."""

    slug: str
    name: str
    field: BoundField
    steps: tuple[StepRow, ...]
    place: int

    @property
    def now(self) -> StepRow | None:
        """The row of the step that the slider stands at."""
        return self.steps[self.place] if self.steps else None

    @property
    def previews(self) -> str:
        """The sentence of each step, and where the slider's name for it stands, as JSON for the slider's script."""
        labels = AnswerPolicy.Step.labels
        words = [row.words for row in self.steps] or ["" for _step in STEPS]
        return json.dumps([{"label": str(each), "words": said} for each, said in zip(labels, words, strict=True)])


def answering_form(actor: Actor, data: Mapping[str, str] | None, *, reader: str) -> AnsweringForm:
    """A slider for each topic in which something is published; raises NotVisible."""
    steps = steps_for(actor)
    topics = topic_titles(topics_of_articles().values(), reader=reader)
    return AnsweringForm(data, topics=topics, steps={slug: steps.get(slug, BALANCED) for slug in topics})


def answering_context(actor: Actor, form: AnsweringForm) -> dict[str, Any]:
    """Each topic's slider beside what every step would have done with last month's questions."""
    figures = figures_for(actor, timezone.now())
    rows = [_row(name.removeprefix("step-"), form, figures) for name in form.fields]
    return {
        "section": "evaluation",
        "here": "answering",
        "form": form,
        "rows": rows,
        "labels": AnswerPolicy.Step.labels,
        "has_figures": any(row.steps for row in rows),
        "most": MOST_TRACES,
    }


def _row(slug: str, form: AnsweringForm, figures: Mapping[str, Mapping[Step, Tally]]) -> TopicRow:
    field = form[field_name(slug)]
    tallies = figures.get(slug, {})
    value = field.value()
    place = int(value) if str(value) in map(str, range(len(STEPS))) else int(field.initial)
    steps = tuple(_step_row(step, tallies[step]) for step in STEPS if step in tallies)
    return TopicRow(slug, str(field.label), field, steps, place)


def _step_row(step: Step, tally: Tally) -> StepRow:
    return StepRow(step, str(AnswerPolicy.Step(step).label), tally, f"{_outcomes(tally)} {_wrong(tally)}")


def _outcomes(tally: Tally) -> str:
    text = ngettext(
        "Of %(total)s question: %(answered)s answered, %(asked)s asked back, %(person)s to a person.",
        "Of %(total)s questions: %(answered)s answered, %(asked)s asked back, %(person)s to a person.",
        tally.total,
    )
    counts = {"total": tally.total, "answered": tally.answered, "asked": tally.asked, "person": tally.person}
    return text % {name: grouped(count) for name, count in counts.items()}


def _wrong(tally: Tally) -> str:
    if not tally.wrong:
        return _("None of the answers would have been wrong.")
    text = ngettext(
        "%(wrong)s of the answers would have been wrong.",
        "%(wrong)s of the answers would have been wrong.",
        tally.wrong,
    )
    return text % {"wrong": grouped(tally.wrong)}
