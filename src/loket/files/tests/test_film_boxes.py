from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loket.files import blanking, copies, film_boxes, kinds
from loket.files.tests import films, making

SECRETS = (films.HOME, films.MODEL, films.POSITIONS[:18], b"quicktime.location", b"\xa9xyz")
FILMED_AT = films.FILMED_AT.to_bytes(4)


def copied(content, media_type="video/quicktime"):
    target = io.BytesIO()
    copies.write_copy(io.BytesIO(content), target, media_type=media_type)
    return target.getvalue()


@pytest.mark.parametrize("how", [{}, {"moov_first": True}, {"long_mdat": True}, {"brand": b"isom"}])
def test_a_copy_tells_neither_where_nor_when_nor_with_what(how):
    original = films.phone_film(**how)
    copy = copied(original)
    for secret in (*SECRETS, FILMED_AT):
        assert secret in original and secret not in copy
    assert len(copy) == len(original)


def test_pictures_stay_where_players_look_for_them():
    original = films.phone_film(moov_first=True)
    copy = copied(original)
    assert copy.find(films.PICTURES) == original.find(films.PICTURES) > 0
    assert b"stco" in copy and b"vide" in copy


def test_a_copy_is_still_a_film_and_copying_it_again_changes_nothing():
    copy = copied(films.phone_film(brand=b"isom"), "video/mp4")
    assert kinds.judge(io.BytesIO(copy), films=True) is kinds.FILM_MP4
    assert copied(copy, "video/mp4") == copy


def test_what_cameras_append_behind_the_last_box_is_left_out():
    tail = b"SEFT camera notes " + films.HOME
    assert tail not in copied(films.phone_film(trailer=tail))


def test_an_unknown_box_is_emptied():
    assert b"my diary" not in copied(films.phone_film(trailer=films.box(b"uuid", b"my diary")))


@pytest.mark.parametrize("content", [b"", b"\0\0\0\x08ftyp", films.strangers_in_fragments()])
def test_what_cannot_be_copied_safely_is_called_damaged(content):
    with pytest.raises(film_boxes.FilmDamaged):
        copied(content)


@given(at=st.integers(0, len(films.phone_film()) - 1), byte=st.integers(0, 255))
@settings(max_examples=300, deadline=None)
def test_a_broken_film_is_copied_or_called_damaged(at, byte):
    content = bytearray(films.phone_film())
    content[at] = byte
    try:
        plan = film_boxes.plan_without_particulars(io.BytesIO(bytes(content)))
    except film_boxes.FilmDamaged:
        return
    target = io.BytesIO()
    blanking.copy_by(plan, io.BytesIO(bytes(content)), target)
    assert len(target.getvalue()) <= len(content)


def test_tags_of_an_mp3_are_left_out():
    tagged = b"ID3\x03\x00\x00\x00\x00\x00\x0cBea at home!" + making.mp3(tagged=False) + b"TAG" + b"Bea".ljust(125)
    assert copied(tagged, "audio/mpeg") == making.mp3(tagged=False)


def test_words_in_a_wav_are_emptied():
    wav = making.wav(0.1)
    told = wav + b"LIST" + (12).to_bytes(4, "little") + b"INFOBea home"
    copy = copied(told, "audio/wav")
    assert b"Bea" not in copy and copy.startswith(wav[:12])


def test_a_webm_keeps_its_length_and_loses_its_tags():
    webm = making.fixture("camera_clip.webm")
    tags = b"\x12\x54\xc3\x67\x8aBea's home"
    copy = copied(webm + tags, "video/webm")
    assert b"Bea" not in copy
    assert kinds.judge(io.BytesIO(copy), films=True) is kinds.FILM_WEBM


def test_a_document_is_copied_as_it_is():
    assert copied(making.pdf(), "application/pdf") == making.pdf()
