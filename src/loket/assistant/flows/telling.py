"""A flow's step in words, in the customer's language, from the order's own record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext, override

from loket.assistant.decisions import Option, Source
from loket.assistant.flows.claiming import claimed_reason
from loket.assistant.flows.own_words import LANGUAGES, wording_of
from loket.assistant.flows.record import record_of, short_title
from loket.assistant.flows.shapes import LATER, SOLVED, Choice, Flow, Step
from loket.assistant.flows.situation import Situation, holds
from loket.assistant.order_context import KnownOrder
from loket.assistant.sentences import sentence
from loket.orders.telling.pictures import own_picture
from loket.orders.telling.wording import state_label
from loket.people.language import best_match, to_django


@dataclass(frozen=True, slots=True)
class Told:
    """What is said at a step: its wordings, of which one not yet said is taken, in which language, and the buttons."""

    texts: tuple[str, ...]
    language: str
    options: tuple[Option, ...]
    sources: tuple[Source, ...] = ()


def tell(flow: Flow, step: Step, situation: Situation, language: str, **further: str) -> Told:
    """The step's words, filled from the order; `further` holds what only this moment knows."""
    tag = _spoken(language)
    with override(to_django(tag)):
        fields = record_of(situation, wording_of(tag)) | further
    texts = tuple(_filled(text, fields) for text in wording_of(tag)["flows"][flow.name][step.name])
    options = (*_items(step, situation), *_choices(flow, step, situation, tag))
    return Told(texts, tag, (*options, _person(tag)), (*_sources(situation, tag), *_claim(flow, step, situation, tag)))


def tell_shared(name: str, language: str, *, offers: Sequence[Option] = (), **fields: str) -> Told:
    """A sentence that several flows share: which order, whose it is, the code."""
    tag = _spoken(language)
    texts = tuple(_filled(text, fields) for text in wording_of(tag)["shared"][name])
    return Told(texts, tag, (*offers, _person(tag)))


def label(name: str, language: str, **fields: str) -> str:
    """A button's label."""
    return _filled(str(wording_of(_spoken(language))["labels"][name]), fields)


def flow_option(flow: str, language: str) -> Option:
    """The button that begins a flow."""
    return Option(f"flow:{flow}", flow_title(flow, language))


def flow_title(flow: str, language: str) -> str:
    """What a flow is called; its own name where it has no other any more."""
    titles: dict[str, str] = wording_of(_spoken(language))["titles"]
    return titles.get(flow, flow)


def order_option(order: KnownOrder, language: str) -> Option:
    """The button that chooses an order: its first item with picture, how many more, its number and state."""
    items = order.facts.items
    title = short_title(items[0].title) if items else order.number
    more = label("more_items", language, count=str(len(items) - 1)) if len(items) > 1 else ""
    with override(to_django(_spoken(language))):
        detail = f"{order.number} · {state_label(order.facts)}"
    image = items[0].image_url if items else ""
    return Option(f"order:{order.number}", " ".join(filter(None, (title, more))), detail, own_picture(image))


def _items(step: Step, situation: Situation) -> tuple[Option, ...]:
    if not step.picks:
        return ()
    return tuple(
        Option(f"line:{each.line}", short_title(each.title), image=own_picture(each.image_url))
        for each in situation.facts.items
    )


def _choices(flow: Flow, step: Step, situation: Situation, tag: str) -> tuple[Option, ...]:
    shown = (each for each in step.choices if holds(each.when, situation))
    return tuple(Option(_target(flow, each), label(each.label, tag)) for each in shown)


def _target(flow: Flow, choice: Choice) -> str:
    if ":" in choice.to or choice.to in {SOLVED, LATER}:
        return choice.to
    return f"go:{flow.name}:{choice.to}"


def _sources(situation: Situation, tag: str) -> tuple[Source, ...]:
    if situation.order is None:
        return ()
    number = situation.order.number
    return (Source(f"order:{number}", number, tag),)


def _claim(flow: Flow, step: Step, situation: Situation, tag: str) -> tuple[Source, ...]:
    """The way to a claim with what was told filled in, where the flow has come to what a seller can answer."""
    reason = claimed_reason(flow.name, step.name, situation)
    if situation.order is None or reason is None:
        return ()
    line = situation.position.told.get("line", "")
    asked = urlencode({"reason": reason.value, **({"lines": line} if line else {})})
    with override(to_django(tag)):
        title = gettext("Open a claim")
    return (Source(f"claim:{situation.order.number}?{asked}", title, tag),)


def _person(tag: str) -> Option:
    return Option("person", sentence("label_person", tag)[0])


def _spoken(language: str) -> str:
    return best_match(language, LANGUAGES) or "en"


def _filled(text: str, fields: Mapping[str, str]) -> str:
    """The text with its fields; what the record does not hold leaves no gap of two spaces."""
    filled = text.format_map(fields)
    return "\n".join(" ".join(line.split()) for line in filled.split("\n")).strip()
