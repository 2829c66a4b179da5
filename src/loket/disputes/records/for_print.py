"""A dispute as a PDF for archives (PDF/A-2a, tagged for screen readers), in the active language.

The template is ours and loads nothing; what people wrote reaches it as JSON only. Where no font of this server has a
character, a box stands in its place and the record says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime, tzinfo
from functools import lru_cache
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Any

import typst
from django.utils.translation import gettext as _

from loket.disputes.records.paper import Sheet
from loket.disputes.records.pictures import place_pictures
from loket.disputes.records.printed_sheet import sheet_of
from loket.disputes.viewing import DisputeView

_TEMPLATE = Path(__file__).with_name("record.typ")
_ARCHIVAL: list[typst.PDFStandard] = ["a-2a", "ua-1"]
_UNDRAWN = re.compile(r'(?:the text|contains the codepoint) `"(.+?)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_BOX = "\N{WHITE SQUARE}"
_MOST_NAMED = 12
# Control characters say nothing on paper, but for the end of a line.
_SILENT = {code: " " for code in (*range(0x20), *range(0x7F, 0xA0)) if code != ord("\n")}


def as_pdf(view: DisputeView, *, shop: str, tag: str, made_at: datetime, zone: tzinfo) -> bytes:
    """The whole record of a dispute on paper, for a reader of the language ``tag``."""
    with TemporaryDirectory(prefix="loket-record-") as folder:
        copy(_TEMPLATE, folder)
        pictures = place_pictures(view.evidence, Path(folder))
        sheet = sheet_of(view, shop=shop, tag=tag, made_at=made_at, zone=zone, pictures=pictures)
        undrawn: set[str] = set()
        while True:
            try:
                return _print(sheet, undrawn, folder, made_at)
            except typst.TypstError as problem:
                more = _undrawn_in(problem) - undrawn
            if not more:
                # For another reason than letters: no archive takes it, but its reader does.
                return _print(sheet, undrawn, folder, made_at, standards=[])
            undrawn |= more


def _print(
    sheet: Sheet, undrawn: set[str], folder: str, made_at: datetime, *, standards: list[typst.PDFStandard] = _ARCHIVAL
) -> bytes:
    characters = {**_SILENT, **{ord(each): _BOX for each in undrawn}}
    told = replace(sheet, notice=_notice(undrawn)) if undrawn else sheet
    return typst.compile(
        str(Path(folder, _TEMPLATE.name)),
        root=folder,
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"sheet": json.dumps(_translated(asdict(told), characters))},
        pdf_standards=standards,
        timestamp=int(made_at.timestamp()),
    )


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """What is installed here, looked for once."""
    return typst.Fonts()


def _undrawn_in(problem: typst.TypstError) -> set[str]:
    """The characters that no font has: an archive takes no file with gaps, so the typesetter names them."""
    named = "".join(_UNDRAWN.findall(problem.diagnostic))
    return set(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), named))


def _notice(undrawn: set[str]) -> str:
    codes = [f"U+{ord(each):04X}" for each in sorted(undrawn)]
    named = ", ".join(codes[:_MOST_NAMED]) + (" …" if len(codes) > _MOST_NAMED else "")
    return _(
        "This server has no font for some characters, so a box (□) stands in their place: %(characters)s. "
        "The same record as text or data has all of them."
    ) % {"characters": named}


def _translated(value: Any, characters: Mapping[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(characters)
    if isinstance(value, dict):
        return {name: _translated(each, characters) for name, each in value.items()}
    return [_translated(each, characters) for each in value] if isinstance(value, list | tuple) else value
