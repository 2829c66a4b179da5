from __future__ import annotations

import numpy as np
import pytest

from loket.assistant import wish_meaning
from loket.assistant.wish_meaning import WishNet, wish_score
from loket.assistant.wishes import wants_person

ROUNDABOUT = """is there a phone line where i can complain|who do i turn to when your assistant gets nowhere
could one of your people ring me about this|welche Nummer kann ich bei Ihnen anrufen
quién me puede atender por teléfono|com quem eu falo pra resolver isso de vez|vous avez un numéro où on vous joint
ada nomor yang bisa saya telepon untuk komplain|c'è un numero a cui vi posso chiamare"""

BESIDE_IT = """what is the courier's phone number|can the phone automatically switch the number it calls
remind me to call my sister tomorrow|the staff was friendly and the food came quickly|who wrote the ninth symphony
quiero cambiar mis datos personales|restoran ini enak dan pelayannya ramah|wer zahlt den Zoll für das Paket"""


def _listed(text):
    return [part for line in text.splitlines() for part in line.split("|")]


@pytest.fixture
def unembedded(monkeypatch):
    def refuse():
        raise AssertionError("embedded")

    monkeypatch.setattr(wish_meaning, "use", refuse)
    wish_score.cache_clear()
    yield
    wish_score.cache_clear()


@pytest.mark.parametrize("text", _listed(ROUNDABOUT))
def test_a_person_asked_for_in_a_roundabout_way_is_seen(text):
    assert wants_person(text)


@pytest.mark.parametrize("text", _listed(BESIDE_IT))
def test_what_shares_only_words_with_a_wish_is_none(text):
    assert not wants_person(text)


def test_a_question_far_from_any_wish_is_not_embedded(unembedded):
    assert wish_score("the zip of the jacket is broken") < wish_meaning.DOUBTFUL


def test_a_language_that_the_engine_does_not_speak_is_read_by_its_words_alone(unembedded):
    assert wish_score("תעבירו אותי לנציג אנושי בבקשה") > 0


def test_the_net_adds_what_is_hidden_to_what_the_words_say():
    net = WishNet(
        middle=np.zeros(2, dtype=np.float32),
        inner=np.eye(2, dtype=np.float32),
        inner_bias=np.zeros(2, dtype=np.float32),
        outer=np.array([1, 10], dtype=np.float32),
        likelihood=0.5,
        bias=-1.0,
    )
    vectors = np.array([[2, -3], [0, 1]], dtype=np.float32)
    assert net.score(vectors, np.array([4, 0], dtype=np.float32)).tolist() == [3.0, 9.0]
