from __future__ import annotations

import errno
import os
import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import OperationalError, connection, transaction
from django.utils import timezone, translation
from psycopg import errors

from loket.files import actions, storage
from loket.files.actions import receiving
from loket.files.models import Upload
from loket.files.refusals import UploadRefused
from loket.files.tests import making

pytestmark = pytest.mark.django_db
BEA, OLGA = "conversation:bea", "conversation:olga"


def store(content, *, name="photo.jpg", scope=BEA):
    return actions.store_upload(making.sent(content, name), scope=scope)


def refusal_of(content, name="photo.jpg"):
    with pytest.raises(UploadRefused) as refused:
        store(content, name=name)
    return refused.value


def test_photo_is_kept_clean_and_private(stored_files):
    upload = store(making.photo(orientation=6), name="my kettle.jpg")
    assert (upload.name, upload.media_type) == ("my kettle.jpg", "image/jpeg")
    assert (upload.width, upload.height, upload.claimed_at) == (40, 60, None)
    [path] = stored_files()
    assert path == storage.path_of(upload.sha256)
    assert path.stat().st_mode & 0o777 == 0o600 and path.stat().st_size == upload.size
    assert b"SecretCamera" not in path.read_bytes()


@pytest.mark.parametrize(
    ("content", "name", "media_type", "kept_name"),
    [
        (making.fixture("voice_note.webm"), "blob", "audio/webm", "blob.webm"),
        (making.fixture("voice_note.mp4"), "note.m4a", "audio/mp4", "note.m4a"),
        (making.fixture("rotated.heic"), "IMG_0001.HEIC", "image/jpeg", "IMG_0001.jpg"),
        (making.pdf(), "invoice.pdf", "application/pdf", "invoice.pdf"),
    ],
)
def test_content_decides_what_it_is(content, name, media_type, kept_name):
    upload = store(content, name=name)
    assert (upload.media_type, upload.name) == (media_type, kept_name)


def test_voice_note_tells_its_length():
    assert store(making.wav(1.5), name="note.wav").duration == 1.5


def test_large_file_from_disk_is_kept_whole(settings):
    file = TemporaryUploadedFile("long.wav", "audio/wav", 0, "utf-8")
    content = making.wav(600)
    file.write(content)
    file.size = len(content)
    assert actions.store_upload(file, scope=BEA).size == len(content) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"<html><script>alert(1)</script></html>", "type_not_allowed"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "type_not_allowed"),
        (b"PK\x03\x04" + bytes(200), "type_not_allowed"),
        (b"MZ" + bytes(300), "type_not_allowed"),
        (making.fixture("camera_clip.webm"), "type_not_allowed"),
        (making.photo()[:200], "unreadable"),
        (b"\xff\xd8<html><script>alert(1)</script>", "type_not_allowed"),
        (making.fixture("kills_its_decoder.heic"), "unreadable"),
        (making.bomb(), "too_large"),
        (making.endless_scans(), "unreadable"),
        (b"x" * (10 * 1024 * 1024 + 1), "too_large"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_leaves_nothing(content, code, stored_files):
    refusal = refusal_of(content)
    assert refusal.code == code and len(refusal.message) > 40
    assert not stored_files() and not Upload.objects.exists()


def test_ten_megabytes_to_the_byte_are_taken(settings):
    content = making.wav(1)
    settings.UPLOAD_LIMIT_BYTES = len(content)
    assert store(content).size == len(content)
    settings.UPLOAD_LIMIT_BYTES -= 1
    assert refusal_of(content).code == "too_large"


def test_announced_size_is_not_believed(settings, stored_files):
    settings.UPLOAD_LIMIT_BYTES = 1000
    file = SimpleUploadedFile("long.wav", making.wav(1))
    file.size = 10
    with pytest.raises(UploadRefused, match="too large"):
        actions.store_upload(file, scope=BEA)
    assert not stored_files()


def test_refusal_names_the_limit():
    with translation.override("en"):
        assert "10.0\xa0MB" in refusal_of(b"x" * (10 * 1024 * 1024 + 1)).message


def test_same_content_lies_once(stored_files):
    first, second = store(making.pdf(), name="a.pdf"), store(making.pdf(), name="b.pdf", scope=OLGA)
    assert first.pk != second.pk and first.sha256 == second.sha256
    assert len(stored_files()) == 1


@pytest.mark.parametrize("step", ["fsync", "replace", "mkdir"])
def test_full_disk_leaves_nothing_behind(step, monkeypatch, stored_files):
    store(making.wav(), name="first.wav")
    kept = stored_files()

    def full(*_arguments, **_named):
        raise OSError(errno.ENOSPC, "No space left on device")

    owner = os if step == "fsync" else storage.Path
    monkeypatch.setattr(owner, step, full)
    assert refusal_of(making.photo()).code == "storage_full"
    assert stored_files() == kept and Upload.objects.count() == 1


def test_full_disk_while_receiving_leaves_nothing_behind(monkeypatch, stored_files):
    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(receiving, "_receive", full)
    assert refusal_of(making.photo()).code == "storage_full"
    assert not stored_files()


def test_full_database_leaves_nothing_behind(monkeypatch, stored_files):
    def full(*_arguments, **_named):
        raise OperationalError from errors.DiskFull()

    monkeypatch.setattr(Upload, "save", full)
    assert refusal_of(making.photo()).code == "storage_full"
    assert not stored_files()


def test_failure_of_one_sender_keeps_the_other_ones_content(monkeypatch, stored_files):
    store(making.pdf())
    monkeypatch.setattr(Upload, "save", lambda *_a, **_n: (_ for _ in ()).throw(ValueError("broken")))
    with pytest.raises(ValueError, match="broken"):
        store(making.pdf(), scope=OLGA)
    assert len(stored_files()) == 1


def test_claim_keeps_the_order():
    uploads = [store(making.wav(seconds)) for seconds in (0.1, 0.2, 0.3)]
    wanted = [uploads[2].pk, uploads[0].pk, uploads[1].pk]
    claimed = actions.claim(wanted, scope=BEA)
    assert [upload.pk for upload in claimed] == wanted
    assert all(upload.claimed_at for upload in claimed)
    assert not Upload.objects.filter(claimed_at=None).exists()


def test_claim_of_nothing_is_nothing():
    assert actions.claim([], scope=BEA) == []


def test_second_claim_finds_nothing():
    upload = store(making.pdf())
    actions.claim([upload.pk], scope=BEA)
    with pytest.raises(actions.UploadNotFound):
        actions.claim([upload.pk], scope=BEA)


def test_outsider_claims_nothing_and_spoils_nothing():
    own, foreign = store(making.pdf(), scope=OLGA), store(making.pdf())
    with pytest.raises(actions.UploadNotFound):
        actions.claim([own.pk, foreign.pk], scope=OLGA)
    assert Upload.objects.filter(claimed_at=None).count() == 2


def test_eleven_files_are_too_many():
    uploads = [store(making.pdf()).pk for _ in range(11)]
    with pytest.raises(UploadRefused) as refused:
        actions.claim(uploads, scope=BEA)
    assert refused.value.code == "too_many"
    assert len(actions.claim(uploads[:10], scope=BEA)) == 10


@pytest.mark.django_db(transaction=True)
def test_only_one_of_two_claims_at_once_succeeds():
    upload = store(making.pdf())
    outcomes = []

    def attempt():
        try:
            actions.claim([upload.pk], scope=BEA)
            outcomes.append("claimed")
        except actions.UploadNotFound:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(outcomes) == ["claimed", "refused", "refused", "refused"]


def test_erased_file_is_gone_from_disk(django_capture_on_commit_callbacks, stored_files):
    upload = store(making.photo())
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.erase([upload]) == 1
        assert stored_files(), "content stays until the transaction is certain"
    assert not stored_files() and not Upload.objects.exists()


def test_content_that_somebody_else_sent_too_stays(django_capture_on_commit_callbacks, stored_files):
    upload = store(making.pdf())
    store(making.pdf(), scope=OLGA)
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase([upload])
    assert len(stored_files()) == 1


@pytest.mark.django_db(transaction=True)
def test_erasure_that_is_rolled_back_loses_nothing(stored_files):
    upload = store(making.pdf())
    with pytest.raises(ValueError, match="changed my mind"), transaction.atomic():
        actions.erase([upload])
        raise ValueError("changed my mind")
    assert stored_files() and Upload.objects.filter(pk=upload.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_storing_and_erasing_the_same_content_at_once_never_loses_it():
    def send_and_erase():
        try:
            for _ in range(8):
                actions.erase([store(making.pdf())])
        finally:
            connection.close()

    threads = [threading.Thread(target=send_and_erase) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(8):
        kept = store(making.pdf(), scope=OLGA)
        assert storage.path_of(kept.sha256).exists()
    for thread in threads:
        thread.join(30)
    assert storage.path_of(kept.sha256).exists() and Upload.objects.filter(scope=BEA).count() == 0


def test_unclaimed_is_swept_after_a_day(django_capture_on_commit_callbacks, stored_files):
    forgotten, claimed = store(making.wav(1)), store(making.wav(2))
    actions.claim([claimed.pk], scope=BEA)
    now = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.sweep_unclaimed(now + timedelta(hours=23)) == 0
        assert actions.sweep_unclaimed(now + timedelta(hours=25)) == 1
    assert [upload.pk for upload in Upload.objects.all()] == [claimed.pk]
    assert not storage.path_of(forgotten.sha256).exists() and len(stored_files()) == 1


def test_what_a_killed_process_left_is_swept(settings, stored_files):
    orphan = storage.path_of("ab" * 32)
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"content")
    storage.thumbnail_path_of("ab" * 32, 320).write_bytes(b"small")
    (settings.MEDIA_ROOT / "incoming-1234").write_bytes(b"half")
    actions.sweep_unclaimed(timezone.now())
    assert len(stored_files()) == 3, "too young: its transaction may still be open"
    actions.sweep_unclaimed(timezone.now() + timedelta(hours=2))
    assert not stored_files()


def test_sweep_of_a_store_that_was_never_used(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "nowhere"
    assert actions.sweep_unclaimed(timezone.now()) == 0
