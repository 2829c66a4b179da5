from __future__ import annotations

import pytest

from loket.assistant.episode import read_episode
from loket.assistant.follow_ups import correction, follow_up, new_in, reports_no_change
from loket.assistant.transcript import Transcript, Turn


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("and if it's already shipped?", "it's already shipped"),
        ("e se já foi enviado?", "já foi enviado"),
        ("kalau sudah dikirim gimana?", "sudah dikirim"),
        ("¿y quién paga el envío?", "quién paga el envío"),
        ("what about the postage then", "the postage"),
        ("the postage", "the postage"),
    ],
)
def test_a_follow_up_is_known_and_stripped(text, said):
    assert follow_up(text) == said


@pytest.mark.parametrize("text", ["how do I cancel my order now", "", "and " + "so it went on and on " * 5])
def test_what_stands_alone_is_no_follow_up(text):
    assert follow_up(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("no, sorry, I meant the refund", "refund"),
        ("não, eu quis dizer o cupom", "cupom"),
        ("bukan, maksud saya proses komplainnya", "proses komplainnya"),
        ("no, me refería a la dirección de correo", "la dirección de correo"),
        ("not refund, cancel", "cancel"),
        ("bukan refund, tapi batal", "tapi batal"),
    ],
)
def test_a_correction_is_known_and_what_was_meant_remains(text, meant):
    assert correction(text) in {meant, f"the {meant}", meant.removeprefix("la ")}


@pytest.mark.parametrize(
    "text",
    [
        "no se juntó la gente en la compra grupal, qué pasa con mi dinero",
        "não recebi meu pedido até hoje, o que eu faço agora",
        "the seller said he meant the blue one",
        "no, still nothing",
        "no",
        "I meant",
        "",
    ],
)
def test_what_takes_nothing_back_is_no_correction(text):
    assert correction(text) is None


@pytest.mark.parametrize(
    ("meant", "before", "new"),
    [
        ("the delivery address", "how do I change the address on my card", "delivery"),
        ("o prazo da disputa", "qual o prazo do reembolso?", "disputa"),
        ("the refund", "how long does a dispute take", "refund"),
        ("my refund", "where is my refund", "my refund"),
    ],
)
def test_what_a_correction_adds_is_what_was_missed(meant, before, new):
    assert new_in(meant, before) == new


def _answered(*, given=("order-late",)):
    asked = Turn(1, "customer", "text", "my parcel is late")
    return read_episode(Transcript((asked, Turn(2, "assistant", "answer", "Wait.", sources=given))))


@pytest.mark.parametrize(
    "text", ["it has still not come", "ainda nada do pacote", "paketnya masih belum datang", "sigue igual"]
)
def test_word_that_nothing_has_changed_is_known_after_an_answer(text):
    assert reports_no_change(text, _answered())
    assert not reports_no_change(text, _answered(given=()))


@pytest.mark.parametrize("text", ["can i still cancel?", "alamatnya masih bisa diganti ga", "thanks, it came", ""])
def test_a_question_with_still_in_it_is_a_question(text):
    assert not reports_no_change(text, _answered())
