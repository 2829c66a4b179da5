"""Reads articles and topics from JSON Lines; knows no database.

ImportRefused    the file cannot be imported; its ``problems`` name each bad line
BadText          one text cannot be stored; the message says which and why
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from loket.knowledge.article_limits import (
    ALSO_ASKED_LETTERS,
    ANSWER_LETTERS,
    LINES,
    POSITION_LIMIT,
    SLUG,
    STORED,
    TITLE_LETTERS,
    TRANSLATIONS,
    Limits,
)
from loket.people.language import canonical

PROBLEMS_SHOWN = 20
STATES = ("published", "draft", "archived")

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class TranslationLine:
    """An article in one language; a draft is stored without being shown to readers."""

    question: str
    answer: str = ""
    also_asked: tuple[str, ...] = ()
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article; a translation of None is to be removed, a flow of None stays as it is."""

    number: int
    slug: str
    topic: str
    subtopic: str
    flow: str | None
    state: str
    source_language: str
    translations: Mapping[str, TranslationLine | None]


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One topic, or with a parent a subtopic; a title of None is to be removed, a position of None stays."""

    number: int
    slug: str
    parent: str
    position: int | None
    titles: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong with one line."""

    number: int
    message: str

    def __str__(self) -> str:
        return f"line {self.number}: {self.message}"


@dataclass(frozen=True, slots=True)
class Contents:
    """A whole file, found good."""

    topics: tuple[TopicLine, ...]
    articles: tuple[ArticleLine, ...]


class ImportRefused(ValueError):
    """Nothing was imported, for these reasons."""

    def __init__(self, problems: Sequence[LineProblem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)


class BadText(ValueError):
    """A text or line that cannot be stored; the message says why."""


def read_lines(lines: Iterable[str | bytes], limits: Limits = STORED) -> Contents:
    """Check every line before anything is made of the first; raises ImportRefused."""
    parsed: list[TopicLine | ArticleLine] = []
    problems: list[LineProblem] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, raw in enumerate(lines, start=1):
        try:
            line = _read_line(number, raw, limits)
            if line is not None:
                _refuse_second(line, seen)
                parsed.append(line)
        except BadText as bad:
            problems.append(LineProblem(number, str(bad)))
        if number > LINES:
            problems.append(LineProblem(number, _("a file may have %(most)d lines; split it") % {"most": LINES}))
        if len(problems) >= PROBLEMS_SHOWN or number > LINES:
            break
    if problems:
        raise ImportRefused(problems)
    return Contents(
        topics=tuple(line for line in parsed if isinstance(line, TopicLine)),
        articles=tuple(line for line in parsed if isinstance(line, ArticleLine)),
    )


def read_text(question: str, answer: str = "", also_asked: Sequence[str] = ()) -> TranslationLine:
    """A text from an editor's page by the same rules as one from a file; raises BadText."""
    fields = {"question": question, "answer": answer, "also_asked": list(also_asked)}
    return _translation(fields, "", STORED)


def _read_line(number: int, raw: str | bytes, limits: Limits) -> TopicLine | ArticleLine | None:
    text = _decoded(raw, limits.line_bytes).removeprefix("\ufeff").strip()
    if not text:
        return None
    try:
        fields = json.loads(text)
    except RecursionError:
        raise BadText(_("is nested too deeply")) from None
    except ValueError as error:
        raise BadText(_("is not JSON (%(error)s)") % {"error": error}) from None
    if not isinstance(fields, dict):
        raise BadText(_("is not a JSON object"))
    if "id" in fields or "translations" in fields:
        return _article(number, fields, limits)
    return _topic(number, fields)


def _decoded(raw: str | bytes, limit: int) -> str:
    if len(raw) > limit:
        raise BadText(_("is longer than %(most)d bytes") % {"most": limit})
    if isinstance(raw, str):
        return raw
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise BadText(_("is not UTF-8 (byte %(byte)d)") % {"byte": error.start + 1}) from None


def _refuse_second(line: TopicLine | ArticleLine, seen: dict[tuple[str, ...], int]) -> None:
    key = ("article", line.slug) if isinstance(line, ArticleLine) else ("topic", line.slug, line.parent)
    first = seen.setdefault(key, line.number)
    if first != line.number:
        text = (
            _("article “%(slug)s” stands already in line %(line)d")
            if isinstance(line, ArticleLine)
            else _("topic “%(slug)s” stands already in line %(line)d")
        )
        raise BadText(text % {"slug": line.slug, "line": first})


def _article(number: int, fields: Fields, limits: Limits) -> ArticleLine:
    slug = _slug(fields, "id", limit=100, shape=limits.id_shape)
    state = fields.get("state", "published")
    if state not in STATES:
        raise BadText(_("state is one of %(states)s") % {"states": ", ".join(STATES)})
    topic = _slug(fields, "topic", limit=60)
    source = fields.get("source_language")
    return ArticleLine(
        number=number,
        slug=slug,
        topic=topic,
        subtopic=_slug(fields, "subtopic", limit=60) if fields.get("subtopic") is not None else "",
        flow=_flow(fields),
        state=str(state),
        source_language=_tag(source, "source_language") if source is not None else "",
        translations={
            tag: None if each is None else _translation(each, f"translations.{tag}.", limits)
            for tag, each in _by_tag(fields, "translations").items()
        },
    )


def _flow(fields: Fields) -> str | None:
    if "flow" not in fields:
        return None
    flow = fields["flow"] or ""
    if flow and not (isinstance(flow, str) and len(flow) <= 60 and SLUG.fullmatch(flow)):
        raise BadText(_("flow is a name of at most 60 letters, digits, - and _"))
    return str(flow)


def _translation(each: object, path: str, limits: Limits) -> TranslationLine:
    if not isinstance(each, dict):
        raise BadText(_("%(field)s is neither an object nor null") % {"field": path.rstrip(".")})
    also_asked = each.get("also_asked") or []
    if not isinstance(also_asked, list) or len(also_asked) > limits.also_asked:
        text = _("%(field)s is a list of at most %(most)d texts")
        raise BadText(text % {"field": f"{path}also_asked", "most": limits.also_asked})
    state = each.get("state", "published")
    if state not in ("published", "draft"):
        raise BadText(_("%(field)s is published or draft") % {"field": f"{path}state"})
    asked = (_line_of_text(text, f"{path}also_asked", limit=ALSO_ASKED_LETTERS) for text in also_asked)
    return TranslationLine(
        question=_required(each.get("question"), f"{path}question", limit=limits.question),
        answer=_text(each.get("answer") or "", f"{path}answer", limit=ANSWER_LETTERS),
        also_asked=tuple(dict.fromkeys(filter(None, asked))),
        is_draft=state == "draft",
    )


def _topic(number: int, fields: Fields) -> TopicLine:
    if "topic" not in fields:
        raise BadText(_("has neither an id (an article) nor a topic"))
    position = fields.get("position")
    if position is not None and (
        not isinstance(position, int) or isinstance(position, bool) or not 0 <= position <= POSITION_LIMIT
    ):
        raise BadText(_("position is a whole number from 0 to %(most)d") % {"most": POSITION_LIMIT})
    slug = _slug(fields, "topic", limit=60)
    parent = _slug(fields, "parent", limit=60) if fields.get("parent") is not None else ""
    titles = {
        tag: None if title is None else _required(title, f"titles.{tag}", limit=TITLE_LETTERS)
        for tag, title in _by_tag(fields, "titles").items()
    }
    return TopicLine(number, slug, parent, position, titles)


def _by_tag(fields: Fields, name: str) -> dict[str, object]:
    """An object whose keys are language tags, with the tags as BCP 47 writes them."""
    given = fields.get(name)
    if not isinstance(given, dict) or not given:
        raise BadText(_("%(field)s is an object with at least one language") % {"field": name})
    if len(given) > TRANSLATIONS:
        raise BadText(_("%(field)s has more than %(most)d languages") % {"field": name, "most": TRANSLATIONS})
    found: dict[str, object] = {}
    for key, value in given.items():
        tag = _tag(key, name)
        if tag in found:
            raise BadText(_("%(field)s has %(language)s twice") % {"field": name, "language": tag})
        found[tag] = value
    return found


def _tag(value: object, path: str) -> str:
    try:
        return canonical(str(value))
    except ValueError:
        text = _("%(field)s: %(tag)s is not a language tag such as en, pt-BR or zh-Hans")
        raise BadText(text % {"field": path, "tag": repr(str(value)[:40])}) from None


def _slug(fields: Fields, name: str, *, limit: int, shape: re.Pattern[str] = SLUG) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or len(value) > limit or not shape.fullmatch(value):
        text = _("%(field)s is missing or no slug (at most %(most)d letters a-z, digits, - and _)")
        raise BadText(text % {"field": name, "most": limit})
    return value


def _required(value: object, path: str, *, limit: int) -> str:
    text = _line_of_text(value, path, limit=limit)
    if not text:
        raise BadText(_("%(field)s is empty") % {"field": path})
    return text


def _line_of_text(value: object, path: str, *, limit: int) -> str:
    return " ".join(_text(value, path, limit=limit).split())


def _text(value: object, path: str, *, limit: int) -> str:
    if not isinstance(value, str):
        raise BadText(_("%(field)s is not a text") % {"field": path})
    if _UNSTORABLE.search(value):
        text = _("%(field)s holds a character that cannot be stored (NUL or half of a surrogate pair)")
        raise BadText(text % {"field": path})
    if len(value) > limit:
        text = _("%(field)s has %(count)d characters; %(most)d are allowed")
        raise BadText(text % {"field": path, "count": len(value), "most": limit})
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()
