from __future__ import annotations

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from loket.people.language import (
    best_match,
    canonical,
    direction,
    display_name,
    fallback_chain,
    from_django,
    primary,
    to_django,
)

SHOP = ["en", "pt-BR", "id", "es"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("pt_br", "pt-BR"),
        ("EN", "en"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("es-419", "es-419"),
        ("in", "id"),
        ("iw", "he"),
    ],
)
def test_a_tag_is_written_as_bcp_47_writes_it(written, expected):
    assert canonical(written) == expected


@pytest.mark.parametrize("written", ["", "x", "english", "pt-", "pt--BR", "a1", "en\0", "e n", "\ud800", "en-" * 9])
def test_what_is_no_tag_is_refused(written):
    with pytest.raises(ValueError, match="language tag"):
        canonical(written)


@pytest.mark.parametrize("code", [code for code, _ in settings.LANGUAGES])
def test_the_interface_languages_map_both_ways(code):
    assert to_django(from_django(code)) == code


@pytest.mark.parametrize(
    ("requested", "expected"),
    [
        ("pt-BR", "pt-BR"),
        ("pt", "pt-BR"),
        ("pt-PT", "pt-BR"),
        ("es-MX", "es"),
        ("en-GB", "en"),
        ("ID", "id"),
        ("de", None),
        ("nonsense tag", None),
        (["de", "es-419", "en"], "es"),
    ],
)
def test_the_nearest_tag_of_the_same_language_is_found(requested, expected):
    assert best_match(requested, SHOP) == expected


def test_chinese_scripts_are_not_mixed_up():
    assert best_match("zh-TW", ["zh-Hans", "zh-Hant"]) == "zh-Hant"
    assert best_match("zh-CN", ["zh-Hant"]) is None
    assert best_match("zh", ["zh-Hant"]) == "zh-Hant"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("pt-PT", ["pt-BR", "es", "en", "id"]),
        ("gl", ["pt-BR", "es", "en", "id"]),
        ("ms", ["id", "en", "pt-BR", "es"]),
        ("de", ["en", "pt-BR", "id", "es"]),
    ],
)
def test_a_reader_falls_back_to_neighbours_then_english(tag, expected):
    assert fallback_chain(tag, SHOP) == expected


@given(st.text(max_size=12), st.lists(st.sampled_from([*SHOP, "pt", "zh-Hant", "ar"]), unique=True))
def test_a_chain_holds_every_language_once(tag, available):
    assert sorted(fallback_chain(tag, available)) == sorted(available)


@given(st.text(max_size=20))
def test_any_text_is_survived(text):
    assert best_match(text, SHOP) in {None, *SHOP}
    assert direction(text) in {"ltr", "rtl"}
    assert isinstance(primary(text), str)
    assert isinstance(display_name(text), str)


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("pt-BR", "Português (Brasil)"),
        ("id", "Bahasa Indonesia"),
        ("es", "Español"),
        ("en", "English"),
        ("qq-ZZ", "qq-ZZ"),
    ],
)
def test_a_language_is_named_in_its_own_words(tag, name):
    assert display_name(tag) == name


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("uz-Arab", "rtl"),
        ("uz", "ltr"),
        ("ar-Latn", "ltr"),
        ("zh-Hans", "ltr"),
    ],
)
def test_direction_follows_script_then_language(tag, expected):
    assert direction(tag) == expected
