from __future__ import annotations

import pytest

from loket.translation.detection import detect, tag


@pytest.mark.parametrize(
    ("text", "prior", "language"),
    [
        ("cadê meu pedido mds", ("en",), "pt-BR"), ("barang saya belum sampai juga kak", ("en",), "id"),
        ("bila barang saya nak sampai, tolong tengok", ("en",), "ms"), ("mi pedido no ha llegado", ("pt-BR",), "es"),
        ("udh dicancel tp blm refund", ("en",), "id"), ("where is my refund", ("id",), "en"),
        ("o meu pedido aínda non chegou, onde está, grazas", ("es",), "gl"), ("où est ma commande", ("en",), "fr"),
        ("客服", ("en",), "zh"), ("注文した商品が届きません", ("en",), "ja"), ("주문이 아직 안 왔어요", ("en",), "ko"),
        ("где мой заказ, почему не пришёл", ("en",), "ru"), ("де моє замовлення, чому не прийшло", ("en",), "uk"),
        ("طلبي لم يصل بعد", ("en",), "ar"),
        ("ออเดอร์ของฉันยังไม่มา", ("en",), "th"), ("quiero un reembolso", ("en",), "es"),
        ("a minha encomenda não chegou", ("pt-PT",), "pt-PT"),
    ],
)  # fmt: skip
def test_the_language_of_a_message_is_found(text, prior, language):
    assert detect(text, prior=prior).language == language


@pytest.mark.parametrize("text", ["ok", "oi", "hola", "halo kak", "no", "", "😀", "12345", "\ud800"])
def test_one_or_two_words_never_switch_the_language(text):
    assert detect(text, prior=("pt-BR", "en")).language == "pt-BR"


def test_a_word_in_another_script_does_switch_it():
    assert detect("оператор", prior=("en",)).language in {"ru", "uk", "bg"}


def test_tags_carry_the_expected_region():
    assert tag("pt") == "pt-BR"
    assert tag("pt", ("pt-PT",)) == "pt-PT"
    assert tag("en", ("pt-PT",)) == "en"
