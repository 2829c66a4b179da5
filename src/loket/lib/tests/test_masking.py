import pytest

from loket.lib.masking import mask_cards

CARDS = ["4111 1111 1111 1111", "5500-0000-0000-0004", "378282246310005", "6011111111111117", "6362970000457013"]
NOT_CARDS = [
    "4111 1111 1111 1112",  # fails Luhn
    "LK-2026-00817-3",
    "529.982.247-25",  # CPF
    "34191.79001 01043.510047 91020.150008 5 89340000026000",  # boleto line
    "+55 81 99999-8888",
    "3275014507890002",  # NIK: no issuer begins so
    "2026-11-22 14:00:00",
    "1234567890123",
    "JNE0012345678901234567890",
]


@pytest.mark.parametrize("card", CARDS)
def test_a_card_number_keeps_its_last_four_digits_only(card):
    masked = mask_cards(f"meu cartao {card} foi recusado")
    digits = "".join(character for character in card if character.isdigit())
    assert masked.changed
    assert digits not in masked.text.replace(" ", "").replace("-", "")
    assert masked.text.endswith(f"{digits[-4:]} foi recusado")


@pytest.mark.parametrize("text", NOT_CARDS)
def test_other_numbers_stay_as_they_are(text):
    assert mask_cards(f"aqui: {text} ok") == mask_cards(f"aqui: {text} ok").__class__(f"aqui: {text} ok", False)


def test_a_number_that_the_shop_knows_is_no_card():
    assert not mask_cards("4111111111111111", is_known=lambda digits: digits == "4111111111111111").changed


def test_two_cards_in_one_message_are_both_masked():
    masked = mask_cards("4111111111111111 or 5500000000000004?")
    assert masked.text == "••••••••••••1111 or ••••••••••••0004?"


@pytest.mark.parametrize(
    ("written", "masked"),
    [
        ("4111 1111 1111 1111 12/28", "••••••••••••1111 12/28"),
        ("4111 1111 1111 1111 12 28 123", "••••••••••••1111 12 28 123"),
        ("2 4111111111111111 123", "2 ••••••••••••1111 123"),
        ("4111\u00a01111\u20131111  1111", "••••••••••••1111"),
        ("٤١١١١١١١١١١١١١١١", "••••••••••••1111"),
        ("a 4111111111111111 4111 1111 1111 1111", "a ••••••••••••1111 ••••••••••••1111"),
    ],
)
def test_a_card_is_found_beside_other_numbers_and_however_it_is_typed(written, masked):
    assert mask_cards(written).text == masked


def test_a_card_inside_a_longer_number_is_none():
    assert not mask_cards("94111111111111111 x4111111111111111 4111111111111111y").changed


@pytest.mark.parametrize("text", ["1 " * 5_000, "4" * 10_000, "4111-" * 2_000, "4 " * 5_000])
def test_the_longest_message_of_digits_is_read(text):
    # A pattern that tried every way to split the digits would not end before the suite's patience does.
    assert mask_cards(text).text
