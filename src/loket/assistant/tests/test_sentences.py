from __future__ import annotations

import json
from importlib import resources
from itertools import combinations

import pytest

from loket.assistant.likeness import is_same
from loket.assistant.sentences import COMPLETE, language_name, sentence, variants


def _file(name):
    return json.loads((resources.files("loket.assistant") / "wording" / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("language", COMPLETE)
def test_every_sentence_exists_in_each_interface_language(language):
    counts = {name: len(texts) for name, texts in _file(language).items()}
    assert counts == {name: len(texts) for name, texts in _file("en").items()}


@pytest.mark.parametrize("language", COMPLETE)
def test_no_two_wordings_are_the_same_to_a_reader(language):
    texts = [text for name, texts in _file(language).items() if not name.startswith("label") for text in texts]
    assert not [pair for pair in combinations(texts, 2) if is_same(*pair)]


def test_not_knowing_handing_over_and_being_a_machine_are_said_in_more_than_thirty_languages():
    others = _file("others")
    assert len(others) + len(COMPLETE) > 34
    assert all(set(names) == {"does_not_know", "handover", "machine"} for names in others.values())


@pytest.mark.parametrize(
    ("asked", "used"),
    [
        ("pt", "pt-BR"),
        ("pt-PT", "pt-BR"),
        ("es-MX", "es"),
        ("de-AT", "de"),
        ("no", "nb"),
        ("xx", "en"),
    ],
)
def test_the_nearest_language_is_used_and_named(asked, used):
    assert sentence("handover", asked)[1] == used


def test_a_sentence_missing_in_a_language_is_said_in_english():
    assert sentence("greeting", "de")[1] == "en"
    assert variants("thanks", "id")[1] == "id"


def test_languages_are_named_in_the_readers_own():
    assert language_name("es", within="pt-BR") == "espanhol"
    assert language_name("en", within="nonsense") == "en"
