"""The interface speaks its four languages whole, and letters a fifth: nothing untranslated or unsure, no field lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import loket
from loket.config.messages import compile_catalogues
from loket.config.seller_texts import catalogue_texts, texts_sellers_meet

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


def test_what_sellers_meet_is_in_chinese_too():
    """Their letters and pages; the other pages do not speak it, so its catalogue holds no more."""
    known = catalogue_texts(catalogue("zh_Hans"))
    said = texts_sellers_meet()
    assert (said - known, known - said) == (set(), set())


def test_sellers_meet_what_their_pages_extend_include_and_call():
    said = {text for _context, texts in texts_sellers_meet() for text in texts}
    # A page, the shell that it extends, what that includes, a tag's module, a letter.
    for text in ("No claims", "Skip to the content", "Talk to a person", "yesterday %(time)s", "Open the conversation"):
        assert text in said
    assert "My orders" not in said


def test_a_catalogue_is_compiled_when_it_is_newer(tmp_path):
    folder = tmp_path / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_bytes((LOCALE / "id" / "LC_MESSAGES" / "django.po").read_bytes())
    assert compile_catalogues(tmp_path) == 1
    assert compile_catalogues(tmp_path) == 0
