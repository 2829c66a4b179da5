from __future__ import annotations

import pytest

from loket.assistant.transcript import Transcript, Turn
from loket.assistant.understanding import understand


def understood(text, *earlier, page="en"):
    turns = [Turn(number, "customer", "text", said) for number, said in enumerate(earlier)]
    turns.append(Turn(50, "assistant", "answer", "…")) if earlier else None
    return understand(Transcript((*turns, Turn(99, "customer", "text", text)), page), knows=lambda word: False)


@pytest.mark.parametrize(
    ("text", "page", "language"),
    [
        ("cupom invalido", "en", "pt-BR"), ("cupon invalido", "en", "es"), ("refund brp hari", "en", "id"),
        ("barang rusak", "en", "id"), ("produto quebrado", "es", "pt-BR"), ("no llega", "pt-BR", "es"),
        ("where order", "pt-BR", "en"), ("lupa password", "en", "id"), ("返品", "ja", "ja"),
    ],
)  # fmt: skip
def test_telling_words_keep_their_own_language_on_a_page_in_another(text, page, language):
    assert understood(text, page=page).language == language


@pytest.mark.parametrize(
    "text", ["ok", "oi", "halo kak", "hola", "no", "wkwkwk", "thanks", "cancel order", "123", "ok oi"]
)
def test_words_that_everybody_uses_take_the_language_of_the_page(text):
    assert understood(text, page="id").language == "id"


@pytest.mark.parametrize("text", ["ok thanks", "no, sorry", "refund", "oi", "João Silva", "iPhone 15 pro max"])
def test_a_conversation_is_not_turned_round_by_neutral_words(text):
    assert understood(text, "barang saya belum sampai juga kak", page="en").language == "id"


def test_a_whole_sentence_does_turn_it_round():
    assert understood("where is my money, please?", "cadê meu pedido", page="pt-BR").language == "en"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("me passa pra alguém", "person"), ("转人工", "person"), ("chega de robô", "person"),
        ("HAKSDSAOIJLjklJKLJ", "gibberish"),
        ("someone is emptying my account", "distress"), ("123.456.789-09", "number"), ("wkwkwk", "laughter"),
        ("pedido 2026-00817", "number"), ("fdp ladrões", "abuse"), ("bando de ladrões", "abuse"), ("vlw", "thanks"),
    ],
)  # fmt: skip
def test_what_is_meant_is_seen_before_any_article_is_looked_at(text, meaning):
    assert understood(text).meaning == meaning
