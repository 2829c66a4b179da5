"""Which sentences sellers meet. In simplified Chinese, which no other page speaks, the catalogue holds these alone.

``python -m loket.config.seller_texts`` prints what that catalogue lacks, as entries to be translated, and what it
holds that nobody says any more. A room whose words sellers meet adds itself to ``PYTHON`` or ``TEMPLATES``.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_from_file
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent
CATALOGUE = SOURCE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
# Modules below the package whose sentences stand in letters to sellers or on their pages.
PYTHON = (
    "notices/**/*.py",
    "sellers/**/*.py",
    "orders/talk/*.py",
    "orders/telling/formats.py",
    "design/wording.py",
    "files/refusals.py",
    "disputes/**/wording/*.py",
    "disputes/**/*_wording.py",
    "disputes/showing/*.py",
    "disputes/records/*.py",
    "files/serving.py",
)
# Pages of sellers; what they extend and include is found by itself.
TEMPLATES = ("sellers/templates/**/*.html",)
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_OTHERS = re.compile(r"{%\s*(?:extends|include)\s+\"([^\"]+)\"")

# Context, and the sentence with its plural where it has one.
Said = tuple[str | None, tuple[str, ...]]


def texts_sellers_meet() -> set[Said]:
    """Every sentence that sellers meet in letters and on pages."""
    return {each for path in (*_modules(), *_templates()) for each in _said_in(path)}


def catalogue_texts(catalogue: Catalog) -> set[Said]:
    """What a catalogue holds."""
    return {(each.context, _texts(each.id)) for each in catalogue if each.id}


def missing_entries() -> Catalog:
    """What the catalogue lacks, as entries without a translation."""
    missing = Catalog(locale="zh_Hans")
    for context, texts in sorted(texts_sellers_meet() - catalogue_texts(_read()), key=str):
        missing.add(texts if len(texts) > 1 else texts[0], context=context)
    return missing


def _read() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def _modules() -> Iterator[Path]:
    for pattern in PYTHON:
        for path in sorted(SOURCE.glob(pattern)):
            if "tests" not in path.relative_to(SOURCE).parts:
                yield path


def _templates() -> set[Path]:
    todo = {path for pattern in TEMPLATES for path in SOURCE.glob(pattern)}
    found: set[Path] = set()
    while todo:
        path = todo.pop()
        found.add(path)
        named = _OTHERS.findall(path.read_text(encoding="utf-8"))
        todo |= {other for name in named for other in SOURCE.glob(f"*/templates/{name}")} - found
    return found


def _said_in(path: Path) -> Iterator[Said]:
    if path.suffix == ".py":
        for _line, texts, _comments, context in extract_from_file("python", path, keywords=KEYWORDS):
            yield context, _texts(texts)
        return
    written = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for _line, texts, _comments, context in extract("python", io.BytesIO(written.encode()), keywords=KEYWORDS):
        yield context, _texts(texts)


def _texts(value: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


if __name__ == "__main__":
    write_po(sys.stdout.buffer, missing_entries(), omit_header=True)
    for gone in sorted(catalogue_texts(_read()) - texts_sellers_meet(), key=str):
        sys.stderr.write(f"no longer said: {gone[1][0]!r}\n")
