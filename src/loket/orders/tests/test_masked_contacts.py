import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.orders.proofs.masked_contacts import masked_contacts, masked_email, masked_phone


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("+55 11 98765-4317", "+55 •• ••••• ••17"),
        ("+5511987654317", "+55 •••••••••17"),
        ("+62 812 3456 7890", "+62 ••• •••• ••90"),
        ("+1 (415) 555-0132", "+1 ••• ••• ••32"),
        ("+351 912 345 678", "+351 ••• ••• •78"),
        ("011 98765 4317", "••• ••••• ••17"),
        ("12345", "•••••"),
        ("+55 12345", "+55 •••••"),
        ("", ""),
        ("ask Bea", "a•••"),
    ],
)
def test_a_phone_shows_its_country_and_two_digits(phone, shown):
    assert masked_phone(phone) == shown


@pytest.mark.parametrize(
    ("email", "shown"),
    [
        ("bea@bolt.example", "b•••@b•••.example"),
        ("a@b.co", "a•••@b•••.co"),
        ("beatriz.souza+loja@mail.shop.com.br", "b•••@m•••.br"),
        ("bea@localhost", "b•••@l•••"),
        ("bea", "b•••"),
        ("", ""),
    ],
)
def test_an_address_shows_first_letters_and_the_end(email, shown):
    assert masked_email(email) == shown


def test_what_is_not_there_is_not_shown():
    assert masked_contacts(email="bea@bolt.example") == ("b•••@b•••.example",)
    assert masked_contacts() == ()


@given(st.text(alphabet="0123456789 +-().", max_size=30))
def test_a_phone_never_shows_more_than_its_country_and_two_digits(phone):
    shown = sum(each.isdigit() for each in masked_phone(phone))
    assert shown <= (5 if phone.strip().startswith("+") else 2)


@given(st.emails())
def test_how_long_an_address_is_does_not_show(email):
    name, _at, domain = masked_email(email).rpartition("@")
    assert len(name) == 4
    assert domain[1:4] == "•••"
