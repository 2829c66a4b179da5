from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageEnhance

from loket.files import queries
from loket.files.actions import store_upload
from loket.files.picture_hashes import difference_hash
from loket.files.tests import making

pytestmark = pytest.mark.django_db


def parcel(seed=1, size=(800, 600)):
    """A picture with something to see, another one for each seed."""
    image = Image.effect_noise((9, 8), 90 + seed).resize(size, Image.Resampling.BICUBIC).convert("RGB")
    ImageDraw.Draw(image).ellipse((40 * seed, 30, 40 * seed + 300, 400), fill=(200, 30, 20 * seed))
    return image


def looks(image, image_format="JPEG", **extra):
    return difference_hash(io.BytesIO(making.saved(image, image_format, **extra)))


def differing(one, other):
    return ((one ^ other) & (2**64 - 1)).bit_count()


def test_the_same_photo_smaller_darker_and_worse_looks_the_same():
    image = parcel()
    again = ImageEnhance.Brightness(image.resize((400, 300))).enhance(0.8)
    assert differing(looks(image), looks(again, quality=40)) <= queries.NEARLY_THE_SAME
    assert differing(looks(image), looks(image, "PNG")) <= queries.NEARLY_THE_SAME


def test_another_photo_looks_different():
    assert differing(looks(parcel()), looks(parcel(6).transpose(Image.Transpose.ROTATE_180))) > 15


def test_pictures_that_look_alike_are_found_the_likest_first():
    image = parcel()
    first = store_upload(making.sent(making.saved(image, "PNG")), scope="conversation:bea")
    worse = store_upload(making.sent(making.saved(image.resize((300, 225)), "JPEG", quality=30)), scope="x")
    store_upload(making.sent(making.saved(parcel(6).rotate(90), "PNG")), scope="x")
    found = queries.near(first.picture_hash)
    assert {each.file_id: each.scope for each in found} == {first.pk: "conversation:bea", worse.pk: "x"}
    assert [each.distance for each in found] == sorted(each.distance for each in found)
    assert queries.near(first.picture_hash, but=[first.pk, worse.pk]) == []


@pytest.mark.parametrize("sign", [1, -1])
def test_every_hash_of_64_bits_can_be_asked_for(sign):
    assert queries.near(sign * (2**62 + 5)) == []
    assert queries.near(-(2**63), distance=3) == []


def test_a_blank_picture_is_like_no_other():
    blank = store_upload(making.sent(making.saved(Image.new("RGB", (90, 80)), "PNG")), scope="x")
    assert blank.picture_hash == 0 and queries.near(0) == []
