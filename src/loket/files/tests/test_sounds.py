from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.files import sounds
from loket.files.tests import making


def test_voice_note_from_a_browser_is_measured_by_its_blocks():
    sound = sounds.read_webm(io.BytesIO(making.fixture("voice_note.webm")))
    assert (sound.has_audio, sound.has_video) == (True, False)
    assert sound.seconds == pytest.approx(1, abs=0.3)


def test_film_has_a_picture_track():
    assert sounds.read_webm(io.BytesIO(making.fixture("camera_clip.webm"))).has_video


def test_mp4_voice_note_has_sound_alone():
    sound = sounds.read_mp4(io.BytesIO(making.fixture("voice_note.mp4")))
    assert (sound.has_audio, sound.has_video) == (True, False)


def test_lengths_of_wav_and_ogg():
    assert sounds.read_wav(io.BytesIO(making.wav(1.5))).seconds == 1.5
    assert sounds.read_ogg(io.BytesIO(making.ogg(2))).seconds == 2


def test_endless_parts_end():
    empty_elements = making.fixture("voice_note.webm")[:40] + b"\xec\x80" * 5_000_000
    assert not sounds.read_webm(io.BytesIO(empty_elements)).has_audio


@pytest.mark.parametrize("reader", sounds.READERS.values())
@given(content=st.binary(max_size=300))
def test_nonsense_is_read_without_trouble(reader, content):
    reader(io.BytesIO(content))


@pytest.mark.parametrize("name", ["voice_note.webm", "voice_note.mp4", "camera_clip.webm"])
@given(data=st.data())
def test_damaged_recordings_are_read_without_trouble(name, data):
    content = bytearray(making.fixture(name))
    for _ in range(8):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    reader = sounds.read_mp4 if name.endswith("mp4") else sounds.read_webm
    reader(io.BytesIO(bytes(content)))
