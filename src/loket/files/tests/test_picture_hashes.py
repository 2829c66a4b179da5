from __future__ import annotations

import io
import random

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageEnhance

from loket.files import queries
from loket.files.actions import store_upload
from loket.files.models import Upload
from loket.files.picture_bands import bands_of, stored_bands
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


HASHES = st.integers(-(2**63), 2**63 - 1)


@given(HASHES, st.sets(st.integers(0, 63), max_size=queries.NEARLY_THE_SAME))
def test_hashes_that_are_nearly_the_same_have_a_piece_in_common(one, flipped):
    other = (one & (2**64 - 1)) ^ sum(1 << bit for bit in flipped)
    other -= (other >> 63) << 64
    assert differing(one, other) == len(flipped)
    assert set(bands_of(one)) & set(bands_of(other))


@pytest.mark.parametrize("picture_hash", [1, -1, 2**63 - 1, -(2**63), 0x0123456789ABCDEF])
def test_the_database_cuts_a_hash_into_the_same_pieces(picture_hash):
    kept = store_upload(making.sent(making.saved(parcel(), "PNG")), scope="x")
    Upload.objects.filter(pk=kept.pk).update(picture_hash=picture_hash)
    assert Upload.objects.values_list(stored_bands(), flat=True).get(pk=kept.pk) == bands_of(picture_hash)


def test_looking_for_like_pictures_reads_the_index_of_pieces():
    chance = random.Random(6)
    Upload.objects.bulk_create(
        Upload(scope="x", name="a.png", media_type="image/png", size=1, picture_hash=chance.getrandbits(64) - 2**63)
        for _each in range(3000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE files_upload")
    found = Upload.objects.filter(original=None, picture_hash__isnull=False)
    plan = found.alias(bands=stored_bands()).filter(bands__overlap=bands_of(77)).explain()
    assert "files_upload_looks" in plan


def test_likeness_beyond_the_pieces_is_refused():
    with pytest.raises(ValueError, match="6 bits"):
        queries.near(77, distance=7)
