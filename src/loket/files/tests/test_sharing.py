"""What the other side sees of evidence, and who sees it as it came."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from PIL import Image

from loket.files import access, actions, queries, serving, storage, tickets
from loket.files.models import Upload
from loket.files.refusals import UploadNotFound
from loket.files.tests import films, making
from loket.files.thumbnails import thumbnail
from loket.people.actors import NOBODY, SYSTEM, CustomerActor, ServerActor, StaffActor
from loket.people.models import User

pytestmark = pytest.mark.django_db
BEA, OLGA = CustomerActor(UUID(int=1)), CustomerActor(UUID(int=2))


def evidence(content, name="photo.jpg"):
    return actions.store_for(tickets.holder_for(BEA), making.sent(content, name))


def content_of(upload):
    return storage.path_of(upload.sha256).read_bytes()


def test_the_copy_of_a_photo_says_nothing_of_its_place_and_the_original_stays_whole():
    photo = making.photo(orientation=6)
    original = evidence(photo)
    copy = queries.shared_copy(original.pk)
    assert content_of(original) == photo
    with Image.open(storage.path_of(copy.sha256)) as image:
        assert not dict(image.getexif()) and not image.getexif().get_ifd(0x8825)
        assert image.size == (copy.width, copy.height) == (40, 60)
    assert b"SecretCamera" not in content_of(copy)
    assert copy.picture_hash == original.picture_hash is not None


def test_a_heic_is_kept_as_it_came_and_shown_as_a_jpeg():
    original = evidence(making.fixture("rotated.heic"), "IMG_1.HEIC")
    copy = queries.shared_copy(original.pk)
    assert (original.media_type, original.name, original.is_image) == ("image/heif", "IMG_1.HEIC", False)
    assert (copy.media_type, copy.name, copy.is_image) == ("image/jpeg", "IMG_1.jpg", True)


def test_the_copy_of_a_film_is_made_by_a_job_once():
    original = evidence(films.phone_film(), "unboxing.mov")
    assert queries.shared_copy(original.pk) is None
    copy = actions.make_shared_copy(original.pk)
    assert actions.make_shared_copy(original.pk) == copy == queries.shared_copies([original.pk])[original.pk]
    assert films.HOME not in content_of(copy) and films.HOME in content_of(original)
    shown = serving.response_for(copy, inline=True, range_header="bytes=0-9")
    assert (shown.status_code, shown["Content-Type"]) == (206, "video/quicktime")
    assert shown["Content-Disposition"].startswith("inline")


def test_a_film_has_a_mark_for_a_poster():
    copy = actions.make_shared_copy(evidence(films.phone_film(), "unboxing.mov").pk)
    with Image.open(thumbnail(copy)) as poster:
        assert (poster.format, poster.size) == ("WEBP", (320, 180))


def test_a_document_is_offered_for_download_alone():
    copy = actions.make_shared_copy(evidence(making.pdf(), "invoice.pdf").pk)
    assert content_of(copy) == making.pdf()
    assert serving.response_for(copy, inline=True)["Content-Disposition"].startswith("attachment")


def test_originals_are_for_their_sender_and_the_desk():
    original = evidence(making.photo())
    ada = StaffActor(User(pk=7, email="ada@x.example", roles=["agent"]))
    for actor in (BEA, ada, SYSTEM):
        assert access.original_for(actor, original.pk) == original
    edith = StaffActor(User(pk=8, email="edith@x.example", roles=["editor"]))
    for actor in (OLGA, edith, NOBODY, ServerActor(uuid4(), "Shop", ("conversations",))):
        with pytest.raises(UploadNotFound):
            access.original_for(actor, original.pk)


def test_a_copy_is_no_original_and_cannot_be_claimed():
    copy = queries.shared_copy(evidence(making.photo()).pk)
    for ask in (queries.original, actions.make_shared_copy):
        with pytest.raises(UploadNotFound):
            ask(copy.pk)
    with pytest.raises(UploadNotFound):
        actions.claim_all([copy.pk], scope=copy.scope)


def test_evidence_is_claimed_once_by_who_sent_it():
    first, second = evidence(making.photo()), evidence(making.pdf(), "invoice.pdf")
    with pytest.raises(UploadNotFound):
        actions.claim_for(OLGA, [first.pk])
    assert actions.claim_for(BEA, [second.pk, first.pk]) == [second, first]
    with pytest.raises(UploadNotFound):
        actions.claim_for(BEA, [first.pk])


def test_a_copy_goes_with_its_original(django_capture_on_commit_callbacks, stored_files):
    used = evidence(making.photo())
    actions.claim_for(BEA, [used.pk])
    gone = evidence(making.photo(size=(90, 90)))
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.discard_unused_of(BEA.label) == 1
    assert not Upload.objects.filter(original=gone.pk).exists()
    assert len(stored_files()) == 2


def test_only_ones_own_unused_file_can_be_taken_back():
    original = evidence(making.pdf(), "invoice.pdf")
    with pytest.raises(UploadNotFound):
        actions.discard(original.pk, OLGA)
    actions.discard(original.pk, BEA)
    assert not Upload.objects.exists()


def test_a_ticket_says_for_whom_it_was_issued_and_cannot_be_altered():
    secret = tickets.issue_ticket(tickets.holder_for(BEA))
    assert tickets.read_ticket(secret) == tickets.holder_for(BEA)
    for wrong in (secret[:-1], secret + "x", "up_", "", "up_" + "x" * 2000, secret.replace("up_", "")):
        with pytest.raises(tickets.TicketOver):
            tickets.read_ticket(wrong)
