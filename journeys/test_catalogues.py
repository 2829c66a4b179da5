"""The interface speaks its four languages whole, and letters a fifth: nothing untranslated or unsure, no field lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import loket
from loket.config.messages import compile_catalogues

LOCALE = Path(loket.__file__).parent / "locale"
FIELD = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def catalogue(code):
    with (LOCALE / code / "LC_MESSAGES" / "django.po").open("rb") as file:
        return [message for message in read_po(file, locale=code) if message.id]


def texts(value):
    return [value] if isinstance(value, str) else list(value)


@pytest.mark.parametrize("code", ["pt_BR", "id", "es", "zh_Hans"])
def test_every_sentence_is_translated(code):
    missing = [message.id for message in catalogue(code) if message.fuzzy or not all(texts(message.string))]
    assert missing == []


@pytest.mark.parametrize("code", ["pt_BR", "id", "es", "zh_Hans"])
def test_a_translation_has_the_fields_of_its_original(code):
    for message in catalogue(code):
        allowed = {field for text in texts(message.id) for field in FIELD.findall(text)}
        for text in texts(message.string):
            assert set(FIELD.findall(text)) <= allowed, text


def test_what_letters_say_is_in_chinese_too():
    """Sellers read it; the other pages do not speak it, so its catalogue holds no more."""
    folder = Path(loket.__file__).parent / "notices"
    words = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
    found = extract_from_dir(folder, [("**/tests/**", "ignore"), ("**.py", "python")], keywords=words)
    said = {(context, each if isinstance(each, str) else each[0]) for _file, _line, each, _comments, context in found}
    known = {(message.context, texts(message.id)[0]) for message in catalogue("zh_Hans")}
    assert said == known


def test_a_catalogue_is_compiled_when_it_is_newer(tmp_path):
    folder = tmp_path / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_bytes((LOCALE / "id" / "LC_MESSAGES" / "django.po").read_bytes())
    assert compile_catalogues(tmp_path) == 1
    assert compile_catalogues(tmp_path) == 0
