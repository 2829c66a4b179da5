from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.knowledge.folding import dictionary_for, fold, prefix_query


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Devolução do PEDIDO!", "devolucao do pedido"),
        ("¿Dónde está?", "donde esta"),
        ("don't", "dont"),
        ("STRASSE straße", "strasse strasse"),
        ("ﬁn Ⅳ", "fin iv"),
        ("退款", "退 款"),
        ("😀 !!", ""),
    ],
)
def test_text_is_folded(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_no_text_can_break_out_of_a_query(text):
    query = prefix_query(text)
    assert query == "" or query.endswith("':*")
    for part in filter(None, query.removesuffix(":*").split(" | ")):
        assert part[0] == part[-1] == "'"
        assert not set(part[1:-1]) & set("'\\&|!()<>:* ")


def test_only_the_last_word_may_be_unfinished():
    assert prefix_query("Where is my refu") == "'where' | 'is' | 'my' | 'refu':*"


@pytest.mark.parametrize(("tag", "name"), [("pt-BR", "portuguese"), ("id", "indonesian"), ("tlh", "simple")])
def test_each_language_has_its_dictionary(tag, name):
    assert dictionary_for(tag) == name
