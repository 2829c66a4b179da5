from hypothesis import given
from hypothesis import strategies as st

from loket.conversations.numbers import ALPHABET, LENGTH, new_number, read_number

bodies = st.builds(lambda _: new_number(), st.integers())


def test_a_new_number_has_eight_characters_that_nobody_misreads():
    number = new_number()
    assert len(number) == LENGTH
    assert not set(number) & set("ILOU")


@given(bodies)
def test_a_number_is_read_back_however_it_is_typed(number):
    assert read_number(f" {number[:4].lower()}-{number[4:]} ") == number


@given(bodies, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(number, place, character):
    wrong = number[:place] + character + number[place + 1 :]
    assert (read_number(wrong) == wrong) == (wrong == number)


def test_letters_that_look_like_digits_are_read_as_digits():
    number = next(each for each in iter(new_number, None) if "0" in each and "1" in each)
    assert read_number(number.replace("0", "O").replace("1", "l")) == number


def test_what_is_no_number_is_refused():
    for text in ("", "ABC", "!!!!!!!!", "U" * LENGTH, "0" * 9, "\0" * LENGTH):
        assert read_number(text) is None
