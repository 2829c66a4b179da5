from __future__ import annotations

import errno
import os

import pytest
from PIL import Image

from loket.files import images, isolation
from loket.files.tests import making


def reencode(directory, content):
    (directory / "sent").write_bytes(content)
    with (directory / "sent").open("rb") as source, (directory / "kept").open("w+b") as target:
        return isolation.reencode_heif(source, target)


def test_heic_becomes_an_upright_jpeg_without_metadata(tmp_path):
    assert reencode(tmp_path, making.fixture("rotated.heic")) == images.Picture("image/jpeg", 32, 64)
    with Image.open(tmp_path / "kept") as image:
        assert image.format == "JPEG" and not image.getexif()
        (_, _, blue_above), (red_below, _, _) = image.getpixel((16, 8)), image.getpixel((16, 56))
        assert blue_above > 180 and red_below > 180


@pytest.mark.parametrize("name", ["kills_its_decoder.heic", "voice_note.mp4"])
def test_picture_that_kills_its_decoder_is_just_damaged(tmp_path, name):
    with pytest.raises(images.PictureDamaged):
        reencode(tmp_path, making.fixture(name))


def test_decoder_that_never_ends_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(isolation, "MOST_SECONDS", 0.001)
    with pytest.raises(images.PictureDamaged):
        reencode(tmp_path, making.fixture("rotated.heic"))


def test_full_disk_is_told_as_such(tmp_path):
    (tmp_path / "sent").write_bytes(making.fixture("rotated.heic"))
    full_disk = pytest.raises(OSError, match=os.strerror(errno.ENOSPC))
    with (tmp_path / "sent").open("rb") as source, open("/dev/full", "wb") as full, full_disk:
        isolation.reencode_heif(source, full)


def test_too_many_pixels_are_told_as_such(tmp_path):
    with (tmp_path / "kept").open("w+b") as target, pytest.raises(images.PictureTooLarge):
        isolation._outcome(isolation._TOO_LARGE, target)
