"""Named fields in braces: which ones a text may hold, and how they are filled."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from loket.texts.text_errors import BadField

# Where the caret stands after a macro was put in; it says nothing itself.
CURSOR = "cursor"
FIELDS_OF_KIND: Mapping[str, tuple[str, ...]] = {
    "macro": ("name", "agent", "shop", "number", "order", "item", CURSOR),
    "reason": ("name", "shop", "number", "order", "item", "amount", "date"),
    "notice": ("name", "agent", "shop", "number", "order", "item", "amount", "date", "time", "code", "link"),
    "flow": (),
}
SAMPLES: Mapping[str, str] = {
    "name": "Beatriz",
    "agent": "Ada",
    "shop": "Samudra",
    "number": "K7Q2M4",
    "order": "LK-2026-00817-3",
    "item": "Linen shirt",
    "amount": "R$ 129,90",
    "date": "14/03/2026",
    "time": "15:30",
    "code": "481 902",
    "link": "https://shop.example/case",
}
_FIELD = re.compile(r"\{([^{}]*)\}")
_BRACE = re.compile(r"[{}]")
_WIDE_BRACES = str.maketrans({"｛": "{", "｝": "}"})
# After a full stop, and in Chinese also without a space behind it.
_SENTENCE_END = re.compile(r"(?<=[.!?…])(?=\s)|(?<=[。！？])")
_CARET = "\0"


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled text around the caret; ``missing`` names the fields for whose want a sentence was left out."""

    before: str
    after: str
    missing: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole text."""
        return self.before + self.after


def with_plain_braces(text: str) -> str:
    """The text with the wide braces of Chinese keyboards as plain ones."""
    return text.translate(_WIDE_BRACES)


def fields_in(text: str) -> tuple[str, ...]:
    """The names in braces, each once, in their order."""
    return tuple(dict.fromkeys(_FIELD.findall(text)))


def check_fields(text: str, allowed: Collection[str]) -> None:
    """Raises BadField, naming it, for a field that is unknown or a brace that stands alone."""
    stray = _BRACE.search(_FIELD.sub(lambda found: " " * len(found.group()), text))
    if stray is not None:
        near = text[max(0, stray.start() - 12) : stray.end() + 12].strip()
        told = {"brace": stray.group(), "near": near, "fields": _listed(allowed)}
        raise BadField(
            _("The “%(brace)s” near “%(near)s” belongs to no field. Write fields like these: %(fields)s.") % told
            if allowed
            else _("The “%(brace)s” near “%(near)s” belongs to no field, and this text has none.") % told,
            near,
        )
    unknown = next((name for name in fields_in(text) if name not in allowed), None)
    if unknown is None:
        return
    told = {"field": f"{{{unknown}}}", "fields": _listed(allowed)}
    raise BadField(
        _("There is no field “%(field)s” here. Use one of these: %(fields)s.") % told
        if allowed
        else _("There is no field “%(field)s” here: this text has none.") % told,
        unknown,
    )


def fits(text: str, allowed: Collection[str]) -> bool:
    """Whether the text holds these fields alone, and no brace beside them."""
    return not _BRACE.search(_FIELD.sub("", text)) and all(name in allowed for name in fields_in(text))


def fill(text: str, values: Mapping[str, object]) -> Filled:
    """The text with its fields; a sentence with a field that has no value is left out. Never raises.

    No brace of the text itself remains, whatever it holds.
    """
    known = {name: told for name, value in values.items() if (told := _told(value))}
    known[CURSOR] = _CARET
    missing = tuple(name for name in fields_in(text) if name not in known)
    lines = (_filled_line(line, known) for line in text.replace("\r\n", "\n").split("\n"))
    tidy = re.sub(r"\n{3,}", "\n\n", "\n".join(line for line in lines if line is not None)).strip()
    before, _caret, after = tidy.partition(_CARET)
    return Filled(before, after.replace(_CARET, ""), missing)


def fill_whole(text: str, values: Mapping[str, object]) -> str | None:
    """The text with all its fields, or None where one has no value. Never raises."""
    filled = fill(text, values)
    return None if filled.missing else filled.text


def _filled_line(line: str, known: Mapping[str, str]) -> str | None:
    """The line's sentences that can be said; None where there was something to say and nothing is left."""
    sentences = _SENTENCE_END.split(line)
    said = [each for each in sentences if all(name in known for name in fields_in(each))]
    if not said and line:
        return None
    return "".join(_put_in(each, known) for each in said).strip(" ")


def _put_in(sentence: str, known: Mapping[str, str]) -> str:
    pieces = _FIELD.split(sentence)
    pieces[::2] = [_BRACE.sub("", piece) for piece in pieces[::2]]
    pieces[1::2] = [known[name] for name in pieces[1::2]]
    return "".join(pieces)


def _told(value: object) -> str:
    return "" if value is None else str(value).replace(_CARET, "").strip()


def _listed(allowed: Collection[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in allowed)
