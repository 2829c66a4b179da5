from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.files import kinds, names

CASES = {
    "IMG_1.HEIC": "IMG_1.jpg",
    "recibo março.jpeg": "recibo março.jpeg",
    "../../etc/passwd": "passwd.jpg",
    "C:\\Users\\Bea\\photo.png": "photo.jpg",
    "photo.exe": "photo.exe.jpg",
    "page.html": "page.html.jpg",
    "photo\x00.jpg\x00": "photo.jpg",
    'a"b\r\nSet-Cookie: x=1.jpg': "a_b Set-Cookie_ x=1.jpg",
    "\u202egpj.exe": "gpj.exe.jpg",
    "\ud800.jpg": "picture.jpg",
    ".htaccess": "htaccess.jpg",
    "..": "picture.jpg",
    "": "picture.jpg",
    None: "picture.jpg",
}


@pytest.mark.parametrize("name", CASES)
def test_name_is_tidied(name):
    assert names.tidy_name(name, kinds.JPEG) == CASES[name]


def test_megabyte_of_a_name_is_cut():
    name = names.tidy_name("x" * 1_000_000 + ".jpg", kinds.JPEG)
    assert len(name) == names.LONGEST_NAME and name.endswith("x.jpg")


def test_unnamed_voice_note_is_called_so():
    assert names.tidy_name("", kinds.WEBM) == "voice.webm"


@given(name=st.text(alphabet=st.characters()), kind=st.sampled_from(kinds.ALLOWED))
def test_every_name_ends_up_short_and_plain(name, kind):
    tidy = names.tidy_name(name, kind)
    assert 0 < len(tidy) <= names.LONGEST_NAME
    assert tidy.rpartition(".")[2].lower() in kind.suffixes
    assert not set(tidy) & set('/\\\x00\r\n"<>')
    tidy.encode()
