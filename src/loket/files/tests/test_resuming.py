"""Files in parts: broken off, continued, refused early, finished once, swept."""

from __future__ import annotations

import hashlib
import os
import signal
import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from loket.files import actions, kinds, partial_files, queries, storage
from loket.files.actions.resuming import OffsetConflict
from loket.files.models import PartialUpload, Upload
from loket.files.partial_files import Checksum, ChecksumWrong, PartTooLong
from loket.files.purposes import Purpose
from loket.files.refusals import UploadNotFound, UploadRefused
from loket.files.tests import films, making
from loket.files.tickets import Holder

pytestmark = pytest.mark.django_db
BEA = Holder(owner="customer:bea", scope="customer:bea")
OLGA = "customer:olga"
FILM = films.phone_film(trailer=films.box(b"free", bytes(200_000)))


def begun(content=FILM, *, name="film.mov", holder=BEA):
    return actions.begin(holder, length=len(content), name=name, now=timezone.now())


def sends(partial, content, *, offset=0, owner="customer:bea", **more):
    return actions.append(partial.pk, [content[:1000], content[1000:]], owner=owner, offset=offset, **more)


def whole(content, **more):
    partial = begun(content, **more)
    sends(partial, content)
    return queries.original(partial.pk)


def test_a_film_in_three_parts_becomes_one_file(stored_files):
    partial = begun()
    for start in range(0, len(FILM), 100_000):
        partial = sends(partial, FILM[start : start + 100_000], offset=start)
    upload = queries.original(partial.pk)
    assert (upload.media_type, upload.name, upload.size) == ("video/quicktime", "film.mov", len(FILM))
    assert upload.sha256 == hashlib.sha256(FILM).hexdigest() and upload.owner == "customer:bea"
    assert stored_files() == [storage.path_of(upload.sha256)]


def test_a_part_that_does_not_fit_says_where_the_next_one_begins():
    partial = begun()
    sends(partial, FILM[:70_000])
    for wrong in (0, 69_999, 70_001):
        with pytest.raises(OffsetConflict) as conflict:
            sends(partial, b"x", offset=wrong)
        assert conflict.value.offset == 70_000


def test_a_process_killed_while_it_wrote_spoils_nothing():
    partial = begun()
    sends(partial, FILM[:80_000])
    child = os.fork()
    if not child:
        partial_files.append(partial.pk, _killed_half_way(), offset=80_000, most=len(FILM))
        os._exit(0)
    _pid, ended = os.waitpid(child, 0)
    assert os.WTERMSIG(ended) == signal.SIGKILL
    assert partial_files.path_of(partial.pk).stat().st_size > 80_000
    sends(partial, FILM[80_000:], offset=80_000)
    assert queries.original(partial.pk).sha256 == hashlib.sha256(FILM).hexdigest()


def test_a_process_killed_while_it_finished_is_made_up_for(monkeypatch):
    partial = begun()
    monkeypatch.setattr("loket.files.actions.resuming.keep_arrived", _lights_out)
    with pytest.raises(SystemExit):
        sends(partial, FILM)
    monkeypatch.undo()
    assert not Upload.objects.exists()
    assert actions.finish_if_whole(partial.pk, owner="customer:bea").finished_at
    assert actions.finish_if_whole(partial.pk, owner="customer:bea").offset == len(FILM)
    assert Upload.objects.count() == 1


def _killed_half_way():
    yield b"half a part, then the lights went out"
    os.kill(os.getpid(), signal.SIGKILL)


def _lights_out(arrived):
    raise SystemExit


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_damaged_part_is_thrown_away_and_can_be_sent_again(algorithm):
    partial, part = begun(), FILM[:90_000]
    right = Checksum(algorithm, hashlib.new(algorithm, part).digest())
    with pytest.raises(ChecksumWrong):
        sends(partial, part[:-1] + b"!", checksum=right)
    assert sends(partial, part, checksum=right).offset == len(part)


def test_more_than_was_announced_is_refused_and_what_came_before_stays():
    partial = begun()
    sends(partial, FILM[:90_000])
    with pytest.raises(PartTooLong):
        sends(partial, FILM[90_000:] + b"more", offset=90_000)
    assert sends(partial, FILM[90_000:], offset=90_000).finished_at


def test_a_program_is_refused_by_its_first_part():
    partial = begun(b"x" * 5_000_000, name="invoice.pdf")
    with pytest.raises(UploadRefused) as refused:
        sends(partial, b"MZ" + bytes(kinds.HEAD_BYTES))
    assert refused.value.code == "program"
    assert not partial_files.path_of(partial.pk).exists()
    standing = queries.standing_of(partial.pk, owner="customer:bea")
    assert (standing.state, standing.refusal) == ("refused", "program") and "program" in standing.text
    with pytest.raises(UploadRefused):
        sends(partial, b"more", offset=partial.offset)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html>hello</html>", "type_not_allowed"),
        (making.bomb(), "too_large"),
        (making.photo()[:300], "unreadable"),
        (making.endless_scans(), "unreadable"),
        (making.fixture("kills_its_decoder.heic"), "unreadable"),
        (films.strangers_in_fragments(), "recording_damaged"),
    ],
)
def test_what_cannot_be_evidence_is_refused_and_leaves_nothing(content, code, stored_files):
    partial = begun(content)
    with pytest.raises(UploadRefused) as refused:
        sends(partial, content)
    assert refused.value.code == code
    assert stored_files() == [] and not Upload.objects.exists()


def test_sizes_are_refused_before_anything_is_sent(settings):
    settings.LOKET_EVIDENCE_LIMIT_MB = 3
    for length, code in ((0, "empty"), (3_000_001, "too_large")):
        with pytest.raises(UploadRefused) as refused:
            actions.begin(BEA, length=length, name="film.mov", now=timezone.now())
        assert refused.value.code == code
    assert actions.begin(BEA, length=3_000_000, name="film.mov", now=timezone.now()).offset == 0


def test_one_person_cannot_fill_the_disk():
    for _ in range(7):
        actions.begin(BEA, length=200_000_000, name="film.mov", now=timezone.now())
    with pytest.raises(UploadRefused) as refused:
        actions.begin(BEA, length=200_000_000, name="film.mov", now=timezone.now())
    assert refused.value.code == "too_much_unsent"
    unlimited = Holder(owner="customer:bea", scope="server:shop", is_limited=False)
    assert actions.begin(unlimited, length=200_000_000, name="film.mov", now=timezone.now())


def test_nobody_else_reaches_an_upload():
    partial = begun()
    with pytest.raises(UploadNotFound):
        sends(partial, FILM, owner=OLGA)
    for act in (actions.terminate, actions.finish_if_whole, queries.standing_of):
        with pytest.raises(UploadNotFound):
            act(partial.pk, owner=OLGA)


def test_a_file_for_a_message_is_cleaned_and_claimed_as_any_other():
    photo = making.photo(orientation=6)
    upload = whole(photo, holder=Holder("customer:bea", "conversation:bea", Purpose.MESSAGE), name="me.jpg")
    assert b"SecretCamera" not in storage.path_of(upload.sha256).read_bytes()
    assert actions.claim([upload.pk], scope="conversation:bea") == [upload]
    with pytest.raises(UploadRefused):
        whole(FILM, holder=Holder("customer:bea", "conversation:bea", Purpose.MESSAGE))


def test_what_was_given_up_is_gone_unless_it_is_used(stored_files):
    partial = begun()
    sends(partial, FILM[:9000])
    actions.terminate(partial.pk, owner="customer:bea")
    upload = whole(FILM)
    actions.terminate(upload.pk, owner="customer:bea")
    partial_files.path_of(partial.pk).unlink(missing_ok=True)
    used = whole(making.pdf())
    actions.claim_all([used.pk], scope="customer:bea")
    with pytest.raises(UploadNotFound):
        actions.terminate(used.pk, owner="customer:bea")
    assert list(Upload.objects.values_list("pk", flat=True)) == [used.pk]


def test_what_nobody_continues_is_swept(stored_files):
    partial, now = begun(), timezone.now()
    sends(partial, FILM[:9000])
    assert actions.sweep_partials(now + timedelta(hours=23)) == 0
    assert actions.sweep_partials(now + timedelta(hours=25)) == 1
    assert stored_files() == [] and not PartialUpload.objects.exists()


def test_parts_without_a_row_are_swept(stored_files):
    partial_files.begin(uuid4())
    assert actions.sweep_partials(timezone.now()) == 0 and len(stored_files()) == 1
    actions.sweep_partials(timezone.now() + timedelta(days=2))
    assert stored_files() == []


def test_unused_evidence_is_kept_for_a_week():
    whole(making.photo())
    now = timezone.now()
    assert actions.sweep_unclaimed(now + timedelta(days=6)) == 0
    assert actions.sweep_unclaimed(now + timedelta(days=8)) == 1
    assert not Upload.objects.exists()


def test_parts_that_were_lost_are_begun_again():
    partial = begun()
    sends(partial, FILM[:9000])
    partial_files.remove(partial.pk)
    with pytest.raises(UploadNotFound):
        sends(partial, FILM[9000:], offset=9000)


@pytest.mark.django_db(transaction=True)
def test_the_same_part_sent_twice_at_once_counts_once():
    partial, results = begun(), []

    def send():
        try:
            results.append(sends(partial, FILM[:90_000]).offset)
        except OffsetConflict as conflict:
            results.append(-conflict.offset)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [-90_000, -90_000, -90_000, 90_000]


@pytest.mark.slow
def test_two_hundred_megabytes_take_no_more_memory_than_two():
    import tracemalloc  # noqa: PLC0415  nothing else measures memory

    block = bytes(1_000_000)
    head = films.phone_film(brand=b"isom") + (198_000_000).to_bytes(4) + b"free"
    length = len(head) + 198_000_000 - 8
    partial = actions.begin(BEA, length=length, name="film.mp4", now=timezone.now())
    tracemalloc.start()
    actions.append(partial.pk, [head], owner="customer:bea", offset=0)
    offset = len(head)
    while offset < length:
        part = block[: length - offset]
        partial = actions.append(partial.pk, [part], owner="customer:bea", offset=offset)
        offset += len(part)
    copy = actions.make_shared_copy(partial.pk)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert partial.finished_at and copy.size == length
    assert peak < 4_000_000, peak
