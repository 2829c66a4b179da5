from __future__ import annotations

import errno
import io
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from loket.files import images
from loket.files.tests import making

SAVED = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


def reencode(content, media_type="image/jpeg"):
    target = io.BytesIO()
    picture = images.reencode(io.BytesIO(content), target, media_type=media_type)
    return picture, target.getvalue()


def opened(content):
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def is_near(pixel, colour):
    return all(abs(one - other) < 40 for one, other in zip(pixel[:3], colour, strict=True))


@pytest.mark.parametrize("image_format", SAVED)
def test_place_and_camera_are_gone(image_format):
    content = making.photo(image_format)
    assert b"SecretCamera" in content
    _, cleaned = reencode(content, SAVED[image_format])
    assert b"SecretCamera" not in cleaned
    assert not opened(cleaned).getexif()


def test_comments_are_gone():
    for content, media_type in [
        (making.photo(comment=b"at home"), "image/jpeg"),
        (making.saved(Image.new("RGB", (9, 9)), "GIF", comment=b"at home"), "image/gif"),
    ]:
        assert b"at home" in content
        assert b"at home" not in reencode(content, media_type)[1]


@pytest.mark.parametrize("image_format", SAVED)
def test_picture_is_turned_upright(image_format):
    picture, cleaned = reencode(making.photo(image_format, orientation=6), SAVED[image_format])
    assert (picture.width, picture.height) == (40, 60)
    image = opened(cleaned).convert("RGB")
    assert is_near(image.getpixel((20, 5)), making.BLUE) and is_near(image.getpixel((20, 55)), making.RED)


def test_script_behind_a_picture_is_gone():
    _, cleaned = reencode(making.photo() + b"<script>alert(1)</script><?php system('id'); ?>")
    assert b"script" not in cleaned and b"php" not in cleaned


def test_large_picture_is_made_smaller():
    picture, _ = reencode(making.photo(size=(6000, 1500)))
    assert (picture.width, picture.height) == (4096, 1024)


def test_transparency_stays():
    content = making.saved(Image.new("RGBA", (9, 9), (10, 20, 30, 0)), "PNG")
    assert opened(reencode(content, "image/png")[1]).convert("RGBA").getpixel((4, 4))[3] == 0


def test_colours_are_brought_to_srgb_without_a_profile():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    _, cleaned = reencode(making.photo("PNG", icc_profile=profile), "image/png")
    assert "icc_profile" not in opened(cleaned).info


def test_broken_profile_is_dropped():
    _, cleaned = reencode(making.photo(icc_profile=b"nonsense" * 40))
    assert "icc_profile" not in opened(cleaned).info


def test_print_colours_become_screen_colours():
    content = making.saved(Image.new("CMYK", (9, 9), (0, 255, 255, 0)), "JPEG")
    assert is_near(opened(reencode(content)[1]).getpixel((4, 4)), (255, 0, 0))


@pytest.mark.parametrize(("image_format", "media_type"), [("GIF", "image/gif"), ("WEBP", "image/webp")])
def test_animation_keeps_moving(image_format, media_type):
    _, cleaned = reencode(making.animation(image_format), media_type)
    assert opened(cleaned).n_frames == 3


def test_endless_animation_becomes_its_first_frame():
    _, cleaned = reencode(making.animation(frames=images.MOST_FRAMES + 5), "image/gif")
    assert opened(cleaned).n_frames == 1


@pytest.mark.parametrize("size", [(60_000, 60_000), (8_000, 6_501)])
def test_bomb_is_refused_before_it_is_decoded(size):
    started = time.monotonic()
    with pytest.raises(images.PictureTooLarge):
        reencode(making.bomb(*size), "image/png")
    assert time.monotonic() - started < 15


def test_endless_scans_are_refused():
    with pytest.raises(images.PictureDamaged):
        reencode(making.endless_scans())


@pytest.mark.parametrize("cut", [3, 30, 300])
def test_damaged_picture_is_named_so(cut):
    with pytest.raises(images.PictureDamaged):
        reencode(making.photo()[:cut])


ANY_PICTURE = {
    "image/jpeg": making.photo(comment=b"x"),
    "image/png": making.photo("PNG"),
    "image/webp": making.photo("WEBP"),
    "image/gif": making.animation(),
}


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("media_type", ANY_PICTURE)
@given(data=st.data())
def test_hostile_bytes_are_a_picture_or_damage(media_type, data):
    content = bytearray(ANY_PICTURE[media_type])
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(images.PictureDamaged, images.PictureTooLarge):
        reencode(bytes(content), media_type)


def test_full_disk_is_not_taken_for_damage():
    class FullDisk(io.BytesIO):
        def write(self, _data):
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        images.reencode(io.BytesIO(making.photo()), FullDisk(), media_type="image/jpeg")


def test_thumbnail_fits_its_side():
    target = io.BytesIO()
    images.write_thumbnail(io.BytesIO(making.photo(size=(900, 300))), target, side=320)
    image = opened(target.getvalue())
    assert (image.format, image.size) == ("WEBP", (320, 107))
