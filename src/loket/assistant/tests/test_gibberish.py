from __future__ import annotations

import pytest

from loket.assistant.gibberish import is_gibberish

RANDOM = (
    "HAKSDSAOIJLjklJKLJLKJKLJA|asdfgh|asdasdasd|qwertyuiop|dfkjghdkjf|jkljkl|xcvbnm|фывапролдж|fgh fgh fgh fgh|asdf"
    "|ячсмить|ㅁㄴㅇㄹ|qwerty|lkjhgf|fjdksl|kpyrdvnerxyaimvubuiuag"
)
SENSE = """wkwkwk|kkkkk|kkkkkkkkkkk|rsrsrs|jajaja|hahahaha|blz|vlw|INV/2026/0817|123.456.789-09|Mbappé|Schwarzenegger
LK-2026-00817-3|cadê meu pedido mds|udh dicancel tp blm refund|n chegou|barange durung teko|asd|não não não não|Nguyen
szczecin|ㅋㅋㅋㅋ|ㅠㅠㅠㅠ|hshshs|ajsjajs|BR123456789CN|Björk Guðmundsdóttir|Nguyễn Văn Thịnh|brgnya blm smpe
Rua Conselheiro Crispiniano 344|ShipmentTrackingStatus|were|00020126580014BR.GOV.BCB.PIX0136abcd5204000053039865802BR
wo ist mein paket|obrigado|help help help help"""


@pytest.mark.parametrize("text", RANDOM.split("|"))
def test_random_typing_is_gibberish(text):
    assert is_gibberish(text, knows=lambda word: False)


@pytest.mark.parametrize("text", [part for line in SENSE.splitlines() for part in line.split("|")])
def test_slang_laughter_numbers_and_names_are_not(text):
    assert not is_gibberish(text, knows=lambda word: word in {"nao", "help"})


def test_long_nonsense_is_judged_quickly():
    is_gibberish("hA" * 5_000 + "1" * 5_000, knows=lambda word: False)
