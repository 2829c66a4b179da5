"""The operator's own words in place of those of guided flows.

They come from whoever was given to `listen_to`, so that flows can be told, and tried, without a database.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from loket.texts.built_in import BuiltInText
from loket.texts.fields import fields_in, fits

# The texts that an operator wrote in a language, by slug: the same object for as long as nobody changes one.
OwnTexts = Callable[[str], Mapping[str, str]]
Wording = Mapping[str, Any]
LANGUAGES = ("en", "pt-BR", "id", "es")
# What stands between the wordings of one step, of which one not yet said is taken.
BETWEEN_WORDINGS = "\n---\n"
# What one has to press or read in one piece, and what can be said in several ways.
_SINGLE, _SEVERAL = ("titles", "labels", "rails"), ("shared", "flows")
_PLACES = {"shared": "In several flows", "titles": "Name of a flow", "labels": "Button", "rails": "Way of paying"}
_own_texts: OwnTexts | None = None
_laid: dict[str, tuple[Mapping[str, str], Wording]] = {}


def listen_to(own_texts: OwnTexts | None) -> None:
    """Ask this for an operator's texts from now on; None for nobody."""
    global _own_texts
    _own_texts = own_texts


def wording_of(tag: str) -> Wording:
    """All words of flows in one of their languages, those of the operator in their places. Never raises."""
    own = _own_texts(tag) if _own_texts else {}
    if not own:
        return built_in_wording(tag)
    known, laid = _laid.get(tag, (None, {}))
    if known is not own:
        laid = _laid_over(built_in_wording(tag), own)
        _laid[tag] = (own, laid)
    return laid


@cache
def built_in_wording(tag: str) -> Wording:
    """The words as they come with Loket."""
    file = resources.files("loket.assistant.flows") / "wording" / f"{tag}.json"
    wording: Wording = json.loads(file.read_text("utf-8"))
    return wording


def built_in_texts() -> Iterable[BuiltInText]:
    """Every text of the flows for the desk, by slugs such as ``flows.tracking.start``."""
    by_language = {tag: dict(_texts(built_in_wording(tag))) for tag in LANGUAGES}
    titles = built_in_wording("en")["titles"]
    for slug in by_language["en"]:
        texts = {tag: texts[slug] for tag, texts in by_language.items() if slug in texts}
        yield BuiltInText(slug, _title(slug, titles), _fields(slug), texts)


def _laid_over(built_in: Wording, own: Mapping[str, str]) -> Wording:
    """A text with a field that its place does not know is passed over: it was written for another version of Loket."""
    laid = {name: dict(part) for name, part in built_in.items()}
    laid["flows"] = {flow: dict(steps) for flow, steps in laid["flows"].items()}
    for slug, text in own.items():
        part, name, step = (*slug.split("."), "", "")[:3]
        place = laid["flows"].get(name, {}) if part == "flows" else laid.get(part, {})
        key = step if part == "flows" else name
        if key in place and fits(text, _fields(slug)):
            place[key] = text.split(BETWEEN_WORDINGS) if part in _SEVERAL else text
    return laid


def _texts(wording: Wording) -> Iterator[tuple[str, str]]:
    for flow, steps in wording["flows"].items():
        for step, texts in steps.items():
            yield f"flows.{flow}.{step}", BETWEEN_WORDINGS.join(texts)
    for name, texts in wording["shared"].items():
        yield f"shared.{name}", BETWEEN_WORDINGS.join(texts)
    for part in _SINGLE:
        for name, text in wording[part].items():
            yield f"{part}.{name}", text


@cache
def _fields(slug: str) -> tuple[str, ...]:
    """A step may say what any step says, since each is told the whole record; all else only what it says already."""
    texts = [(each, text) for tag in LANGUAGES for each, text in _texts(built_in_wording(tag))]
    is_step = slug.startswith("flows.")
    said = (text for each, text in texts if each == slug or (is_step and each.startswith("flows.")))
    return tuple(sorted({name for text in said for name in fields_in(text)}))


def _title(slug: str, titles: Mapping[str, str]) -> str:
    part, name, *step = slug.split(".")
    if part == "flows":
        return f"{titles.get(name, name)}: {step[0].replace('_', ' ')}"
    return f"{_PLACES[part]}: {name.replace('_', ' ')}"
