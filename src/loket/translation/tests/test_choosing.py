"""Which engine is asked, for how long, and what happens when it fails."""

from __future__ import annotations

import re
import time

import pytest

from loket.translation import choosing, configured
from loket.translation.checks import check_translators
from loket.translation.choosing import breaker, engines_for, speaks, try_engines
from loket.translation.protecting import protect
from loket.translation.shapes import BRACKETS, LETTERS, TAGS
from loket.translation.tests.translator_servers import FakeEngine, fails

TEXT = "Order LK-1 is late,\n\n  see https://shop.example/a \nThanks"


@pytest.fixture(autouse=True)
def _nothing_is_known_yet():
    breaker.cache_clear()
    choosing._kept_shapes.clear()
    yield
    breaker.cache_clear()


def tried(*engines, text=TEXT, seconds=2.0):
    return try_engines(protect(text), engines, source="en", target="pt-BR", seconds=seconds)


def broken(text):
    return text.replace("⟦1⟧", "")


def test_the_first_engine_that_keeps_all_is_believed_and_lines_stay_where_they_were():
    outcome = tried(FakeEngine(lambda text: text.replace("Order", "Pedido").replace("Thanks", "Obrigado")))
    assert outcome.text == TEXT.replace("Order", "Pedido").replace("Thanks", "Obrigado")
    assert (outcome.engine, outcome.problem) == ("fake", "")


def test_an_engine_sees_neither_numbers_nor_blanks_around_a_line():
    engine = FakeEngine()
    tried(engine)
    assert engine.asked[0][0] == ["Order ⟦1⟧ is late,", "see ⟦2⟧", "Thanks"]


def test_the_next_engine_is_asked_where_one_fails():
    assert tried(FakeEngine(fails, name="a"), FakeEngine(name="b")).engine == "b"


def test_the_next_engine_is_asked_where_one_is_late_and_both_together_keep_the_time():
    started = time.monotonic()
    outcome = tried(FakeEngine(name="a", takes=9.0), FakeEngine(name="b"), seconds=0.5)
    assert outcome.engine == "b"
    assert time.monotonic() - started < 0.6


@pytest.mark.parametrize(
    ("engines", "problem"),
    [
        ((), "no_engine"),
        ((FakeEngine(fails),), "failed"),
        ((FakeEngine(takes=9.0),), "too_slow"),
        ((FakeEngine(broken),), "not_safe"),
        ((FakeEngine(broken, name="a"), FakeEngine(fails, name="b")), "not_safe"),
        ((FakeEngine(lambda text: 1 / 0),), "failed"),
        ((FakeEngine(lambda text: ""),), "not_safe"),
        ((FakeEngine(lambda text: text + " blah" * 500),), "not_safe"),
    ],
)
def test_what_went_wrong_is_said_in_one_word(engines, problem):
    assert tried(*engines, seconds=0.2).problem == problem


def test_an_engine_that_fails_three_times_is_left_alone_for_a_while():
    engine = FakeEngine(fails)
    for _ in range(6):
        tried(engine)
    assert len(engine.asked) == choosing.FAILURES_TO_OPEN


def test_a_wrong_number_of_lines_is_a_failure():
    engine = FakeEngine()
    engine.translate = lambda texts, **_: ["one"]
    assert tried(engine).problem == "failed"


@pytest.mark.parametrize("kept", [BRACKETS, LETTERS, TAGS], ids=lambda shape: shape.name)
def test_the_shape_that_an_engine_keeps_is_found_and_remembered(kept):
    marks = {"brackets": r"⟦\d+⟧", "letters": r"XQ\d+X", "tags": r"<x id=\"\d+\"/>"}
    del marks[kept.name]
    engine = FakeEngine(lambda text: re.sub("|".join(marks.values()), "", text), shapes=(BRACKETS, LETTERS, TAGS))
    assert tried(engine).text == TEXT
    first = len(engine.asked)
    assert tried(engine).text == TEXT
    assert len(engine.asked) == first + 1


def test_without_parts_an_engine_sees_the_very_words():
    engine = FakeEngine(shapes=(TAGS,))
    assert tried(engine, text="Tom & Jerry < Co").text == "TOM & JERRY < CO"
    assert engine.asked[0][0] == ["Tom & Jerry < Co"]


def test_regions_do_not_matter_for_which_pairs_an_engine_speaks():
    engine = FakeEngine(pairs=frozenset({("zh", "pt")}))
    assert speaks(engine, "zh-CN", "pt-BR")
    assert not speaks(engine, "zh-TW", "pt-BR")
    assert not speaks(engine, "pt", "zh")


def test_engines_are_asked_in_the_operators_order_and_memory_is_none(settings, tmp_path):
    settings.LOKET_TRANSLATORS = ["memory", "deepl", "libretranslate", "fxtranslate", "deepl"]
    settings.LOKET_DEEPL_KEY = "key"
    settings.LOKET_LIBRETRANSLATE_URL = "http://127.0.0.1:9"
    settings.LOKET_TRANSLATION_MODELS = str(tmp_path)
    assert configured.setting_problems() == ()
    assert [engine.name for engine in engines_for("es", "pt-BR")] == ["deepl", "libretranslate"]
    assert engines_for("xx", "yy") != []


@pytest.mark.parametrize("name", ["fxtranslate", "libretranslate", "deepl", "model", "babelfish"])
def test_a_translator_without_its_settings_is_left_out_and_said(settings, name):
    settings.LOKET_TRANSLATORS = [name]
    assert configured.configured_engines() == ()
    (problem,) = configured.setting_problems()
    assert "LOKET_" in problem


def test_a_check_tells_what_is_left_out_and_what_travels_readable(settings):
    settings.LOKET_TRANSLATORS = ["deepl", "libretranslate"]
    settings.LOKET_LIBRETRANSLATE_URL = "http://translator.example"
    assert [each.id for each in check_translators()] == ["translation.W001", "translation.W002"]
    settings.LOKET_LIBRETRANSLATE_URL = "http://127.0.0.1:5000"
    settings.LOKET_DEEPL_KEY = "key"
    assert check_translators() == []


@pytest.mark.parametrize("url", ["nonsense", "https://a:b@c/"])
def test_an_address_that_is_none_is_said_with_its_setting(settings, url):
    settings.LOKET_TRANSLATORS = ["libretranslate"]
    settings.LOKET_LIBRETRANSLATE_URL = url
    (problem,) = configured.setting_problems()
    assert problem.startswith("LOKET_LIBRETRANSLATE_URL: it must")


def test_nobody_translates_where_the_operator_named_nobody(settings):
    settings.LOKET_TRANSLATORS = []
    assert engines_for("es", "pt") == []
