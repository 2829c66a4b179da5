from __future__ import annotations

import pytest

from loket.assistant.small_talk import is_distress, small_talk


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("that solved it", "solved"), ("not really", "no"), ("não resolveu", "no"), ("belum", "no"),
        ("ya sudah", "solved"), ("Ok, thanks!", "thanks"), ("oi, não resolveu", "no"), ("halo kak", "greeting"),
        ("buenas tardes", "greeting"), ("wkwkwk", "laughter"), ("👍", "yes"), ("😡😡", "no"), ("ja", "yes"),
        ("blz", "yes"), ("vlw", "thanks"), ("спасибо", "thanks"), ("idiot", "abuse"), ("obrgado", "thanks"),
    ],
)  # fmt: skip
def test_small_talk_is_understood(text, meaning):
    assert small_talk(text) == meaning


@pytest.mark.parametrize("text", ["no tracking number", "yes but where is my refund", "oi cadê meu pedido", "refund"])
def test_a_question_with_small_talk_in_it_is_a_question(text):
    assert small_talk(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "o vendedor me ameaçou",
        "saya diancam penjual",
        "I want to die",
        "мне угрожают",
        "someone is emptying my account right now",
        "estão esvaziando minha conta",
        "rekening saya dikuras",
        "quiero matarme",
        "ich will sterben",
        "me están extorsionando",
        "想死",
        "죽고 싶어요",
        "beni tehdit ediyorlar",
        "mau bundir aja",
    ],
)
def test_danger_is_noticed(text):
    assert is_distress(text)


@pytest.mark.parametrize(
    "text",
    [
        "this app is killing me",
        "my order died in customs",
        "bateria do celular morreu",
        "vocês são uns ladrões",
        "this seller is a fucking idiot",
        "anjing lama banget",
        "suicide squad dvd not arrived",
    ],
)
def test_figures_of_speech_are_no_danger(text):
    assert not is_distress(text)
