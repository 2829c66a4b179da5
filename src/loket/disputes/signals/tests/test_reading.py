"""Which messages and places are worth a look, and which are everyday talk."""

import pytest

from loket.disputes.signals.reading import is_elsewhere, wishes_in
from loket.disputes.signals.signs import Sign


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Please pay the rest directly to my account", Sign.ASKS_TO_PAY_ELSEWHERE),
        ("Pode pagar por fora, sai mais barato", Sign.ASKS_TO_PAY_ELSEWHERE),
        ("请直接转账给我", Sign.ASKS_TO_PAY_ELSEWHERE),
        ("Add me on WhatsApp", Sign.ASKS_TO_TALK_ELSEWHERE),
        ("Tolong batalkan komplain ini dulu", Sign.ASKS_TO_WITHDRAW),
        ("Feche a reclamação e eu envio outro", Sign.ASKS_TO_WITHDRAW),
        ("请先取消纠纷", Sign.ASKS_TO_WITHDRAW),
    ],
)
def test_a_wish_that_leads_out_of_the_shop_is_seen(text, sign):
    assert wishes_in(text) == (sign,)


@pytest.mark.parametrize("text", ["Your parcel is on its way", "Terima kasih, sudah kami kirim", "O pagamento chegou"])
def test_everyday_talk_is_left_alone(text):
    assert wishes_in(text) == ()


@pytest.mark.parametrize(
    ("place", "city", "found"),
    [
        ("Sao Paulo, BR", "São Paulo", False),
        ("Recife", "Recife - PE", False),
        ("Curitiba", "Recife", True),
        ("上海", "Recife", False),
        ("", "Recife", False),
        ("Recife", "", False),
    ],
)
def test_a_place_is_elsewhere_only_where_both_can_be_compared(place, city, found):
    assert is_elsewhere(place, city) is found
