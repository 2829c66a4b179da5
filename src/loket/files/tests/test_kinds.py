from __future__ import annotations

import io

import pytest
from PIL import Image

from loket.files import kinds
from loket.files.tests import making


def judge(content):
    return kinds.judge(io.BytesIO(content))


ALLOWED = {
    "jpeg": (making.photo, kinds.JPEG),
    "png": (lambda: making.photo("PNG"), kinds.PNG),
    "webp": (lambda: making.photo("WEBP"), kinds.WEBP),
    "gif": (making.animation, kinds.GIF),
    "heic": (lambda: making.fixture("rotated.heic"), kinds.HEIF),
    "pdf": (making.pdf, kinds.PDF),
    "wav": (making.wav, kinds.WAV),
    "ogg": (making.ogg, kinds.OGG),
    "mp3": (making.mp3, kinds.MP3),
    "mp3 without tag": (lambda: making.mp3(tagged=False), kinds.MP3),
    "voice note as webm": (lambda: making.fixture("voice_note.webm"), kinds.WEBM),
    "voice note as mp4": (lambda: making.fixture("voice_note.mp4"), kinds.MP4),
}

REFUSED = {
    "page": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
    "svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "zip": b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(100),
    "windows program": b"MZ" + bytes(58) + b"\x80\x00\x00\x00" + bytes(64) + b"PE\x00\x00" + bytes(200),
    "linux program": b"\x7fELF\x02\x01\x01" + bytes(200),
    "shell": b"#!/bin/sh\necho hello\n",
    "text": b"My parcel never came.",
    "nothing at all": b"\x00" * 500,
    "shockwave": b"FWS\x09" + bytes(100),
    "tiff": making.saved(Image.new("RGB", (9, 9)), "TIFF"),
    "film": making.fixture("camera_clip.webm"),
    "webm cut off before its tracks": making.fixture("voice_note.webm")[:60],
    "page behind a picture's first bytes": b"\xff\xd8<html><script>alert(1)</script>",
}


@pytest.mark.parametrize("name", ALLOWED)
def test_kind_is_known_by_its_content(name):
    make, kind = ALLOWED[name]
    assert judge(make()) is kind


@pytest.mark.parametrize("name", REFUSED)
def test_other_content_has_no_kind(name):
    assert judge(REFUSED[name]) is None


def test_library_comes_from_the_wheel():
    import magic  # noqa: PLC0415  after the wheel has shown it the way

    assert "pylibmagic" in magic.libmagic._name
