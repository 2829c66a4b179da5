"""Files meet a real clamd; what it cannot be made to say is said by a scanner of the test's own."""

from __future__ import annotations

import io
import socket
import struct
import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from loket.files import actions, clamd, kinds, queries, serving
from loket.files.models import ScanState, Upload
from loket.files.purposes import Purpose
from loket.files.refusals import UploadRefused
from loket.files.tests import clamav, films, making
from loket.files.tickets import Holder
from loket.history.models import Event

pytestmark = pytest.mark.django_db
needs_clamd = pytest.mark.skipif(clamav.CLAMD is None, reason="clamd is not installed (tools/system_packages.py)")
# As clamd calls signatures that are not its makers'.
FOUND = "Eicar-Test-Signature.UNOFFICIAL"
BEA = Holder(owner="customer:bea", scope="customer:bea", purpose=Purpose.EVIDENCE)


@pytest.fixture(scope="module")
def scanner():
    with clamav.clamd(most="2M") as path:
        yield path


@pytest.fixture
def asked(scanner, settings):
    settings.LOKET_CLAMD = scanner


def evidence(content, name="film.mov"):
    return actions.store_for(BEA, making.sent(content, name))


@needs_clamd
def test_eicar_is_found_and_a_photo_is_clean(scanner):
    assert clamd.find_virus(io.BytesIO(clamav.EICAR), address=scanner, seconds=10) == FOUND
    assert clamd.find_virus(io.BytesIO(making.photo()), address=scanner, seconds=10) is None


@needs_clamd
def test_a_clean_file_is_said_to_be_clean(asked):
    upload = evidence(making.pdf(), "invoice.pdf")
    assert (upload.scan, upload.scanned_at is not None) == (ScanState.CLEAN, True)
    assert serving.words_of_scan(upload) == ""
    assert actions.make_shared_copy(upload.pk).scan == ScanState.CLEAN


@needs_clamd
def test_an_infected_file_is_refused_and_its_sender_told(asked, monkeypatch, stored_files):
    monkeypatch.setattr("loket.files.kinds.judge", lambda file, films: kinds.PDF)
    with pytest.raises(UploadRefused) as refused:
        evidence(clamav.EICAR, "invoice.pdf")
    assert refused.value.code == "infected" and "virus scanner" in refused.value.message
    assert stored_files() == [] and not Upload.objects.exists()


@needs_clamd
def test_an_infected_file_that_was_found_later_is_served_to_nobody(asked, monkeypatch):
    monkeypatch.setattr("loket.files.kinds.judge", lambda file, films: kinds.PDF)
    monkeypatch.setattr("loket.files.actions.scanning.AT_ONCE_BYTES", 10)
    upload = evidence(clamav.EICAR, "invoice.pdf")
    copy = actions.make_shared_copy(upload.pk)
    assert upload.scan == ScanState.PENDING
    assert serving.response_for(copy, inline=True).status_code == 409
    assert actions.scan_due(timezone.now() + timedelta(minutes=2)) == 1
    for each in (queries.original(upload.pk), queries.shared_copy(upload.pk)):
        assert (each.scan, each.scan_detail) == (ScanState.INFECTED, FOUND)
        response = serving.response_for(each, inline=True)
        assert response.status_code == 410 and b"harmful" in response.content
    event = Event.objects.get(action="upload.infected")
    assert event.data["owner"] == "customer:bea" and event.subject == "customer:bea"


@needs_clamd
def test_what_is_too_large_for_the_scanner_is_not_called_clean(asked):
    upload = evidence(films.phone_film(trailer=films.box(b"free", bytes(3_000_000))))
    assert upload.scan == ScanState.FAILED and "size limit" in upload.scan_detail
    assert serving.response_for(upload, inline=True).status_code == 409
    download = serving.unchecked_response_for(upload)
    assert download.status_code == 200 and "attachment" in download["Content-Disposition"]


def test_without_a_scanner_nothing_is_said_to_be_clean():
    upload = evidence(making.pdf(), "invoice.pdf")
    assert upload.scan == ScanState.NOT_SCANNED and "not checked" in serving.words_of_scan(upload)
    assert serving.response_for(upload, inline=False).status_code == 200


@pytest.mark.parametrize("address", ["/nowhere/clamd.sock", "127.0.0.1:1"])
def test_while_the_scanner_is_away_files_wait(settings, address):
    settings.LOKET_CLAMD = address
    upload = evidence(making.pdf(), "invoice.pdf")
    assert upload.scan == ScanState.PENDING
    response = serving.response_for(upload, inline=False)
    assert (response.status_code, response["Retry-After"]) == (409, "5")
    assert actions.scan_due(timezone.now() + timedelta(hours=1)) == 0
    settings.LOKET_CLAMD = ""
    assert actions.scan_due(timezone.now()) == 1
    assert queries.original(upload.pk).scan == ScanState.NOT_SCANNED


def test_a_scanner_that_says_nothing_is_away():
    with pytest.raises(clamd.ScannerAway):
        ask_a_scanner_that_says(b"")


def test_what_a_scanner_is_sent_can_be_put_together_again():
    found, received = ask_a_scanner_that_says(b"stream: OK\0", content=b"a photo" * 100_000)
    assert found is None and received == b"a photo" * 100_000


def ask_a_scanner_that_says(reply, content=b"a photo"):
    """What is made of a reply, and what arrived, over TCP."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        received = []
        thread = threading.Thread(target=_answer, args=(server, reply, received))
        thread.start()
        try:
            address = f"127.0.0.1:{server.getsockname()[1]}"
            return clamd.find_virus(io.BytesIO(content), address=address, seconds=5), b"".join(received)
        finally:
            thread.join(10)


def _answer(server, reply, received):
    connection, _address = server.accept()
    with connection, connection.makefile("rb") as stream:
        assert stream.read(10) == b"zINSTREAM\0"
        while size := struct.unpack(">L", stream.read(4))[0]:
            received.append(stream.read(size))
        connection.sendall(reply)
