from __future__ import annotations

import pytest

from loket.assistant.sisters import in_sister_words

KNOWN = frozenset(["paket", "barang", "resi", "alamat", "update", "order", "bisa", "mana"])


def _said(text, language):
    return in_sister_words(text, language, knows=KNOWN.__contains__)


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("bila bungkusan saya tiba?", "ms", "kapan paket saya sampai?"),
        ("Macam mana nak tukar kata laluan?", "ms", "bagaimana mau ganti kata sandi?"),
        ("dhuwitku piye, barange durung teko", "id", "dhuwitku bagaimana, barangnya belum datang"),
        ("resine opo", "id", "resinya apa"),
        ("paketna can dongkap", "id", "paketnya belum datang"),
        ("resi nang endi\nwis suwe", "id-ID", "resi di mana\nsudah lama"),
    ],
)
def test_a_sisters_words_are_said_in_the_articles_own(text, language, said):
    assert _said(text, language) == said


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("paket saya sudah sampai mana?", "id"),
        ("Note the date, please: where is it?", "en"),
        ("wis durung", "en"),
        ("bila order", "id"),
        ("", "ms"),
        ("où est mon colis", "fr"),
    ],
)
def test_what_is_nobodys_sister_stays_as_it_was_written(text, language):
    assert _said(text, language) == text


def test_a_word_of_the_articles_is_never_replaced():
    assert _said("order saya", "ms") == "order saya"
