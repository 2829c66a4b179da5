from __future__ import annotations

import hashlib
import hmac
import json
import re
import stat
import time
from datetime import UTC, datetime, timedelta

import pytest

from loket.lib.tests import sender_server as server
from loket.orders.proofs.senders import FAILURES_TO_OPEN, FileSender, HttpSender, Letter, SenderFailed, sender

SECRET = "a secret that both know"
LETTER = Letter(
    to_phone="+55 11 98765-4317",
    to_email="bea@bolt.example",
    language="pt-BR",
    text="Samudra: seu código é 123456 — às 10 h",
    kind="code",
    reference="code-17",
)


def failure_of(url, *, seconds=5.0):
    with pytest.raises(SenderFailed) as failed:
        HttpSender(url, SECRET, seconds=seconds).send(LETTER)
    return failed.value


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_the_shop_gets_the_whole_letter(status):
    with server.sender_server(server.answers(status)) as shop:
        HttpSender(shop.url, SECRET).send(LETTER)
    assert shop.paths == ["/loket/letters"]
    assert shop.letters == [
        {
            "to_phone": "+55 11 98765-4317",
            "to_email": "bea@bolt.example",
            "language": "pt-BR",
            "text": "Samudra: seu código é 123456 — às 10 h",
            "kind": "code",
            "reference": "code-17",
        }
    ]
    assert shop.headers[0]["Idempotency-Key"] == "code-17"
    assert shop.headers[0]["Content-Type"] == "application/json"


def test_the_signature_covers_the_time_and_the_body():
    with server.sender_server(server.answers(204)) as shop:
        HttpSender(shop.url, SECRET).send(LETTER)
    signed = re.fullmatch(r"t=(\d+),v1=([0-9a-f]{64})", shop.headers[0]["Loket-Signature"])
    wanted = hmac.new(SECRET.encode(), signed[1].encode() + b"." + shop.bodies[0], hashlib.sha256).hexdigest()
    assert signed[2] == wanted
    assert abs(int(signed[1]) - time.time()) < 10


@pytest.mark.parametrize("status", [301, 307, 400, 401, 404, 410, 422])
def test_a_refusal_is_not_tried_again(status):
    with server.sender_server(server.answers(status)) as shop:
        failure = failure_of(shop.url)
    assert (str(failure), failure.permanent) == (f"status {status}", True)


@pytest.mark.parametrize("status", [408, 409, 425, 429, 500, 502, 503, 504])
def test_a_server_in_trouble_is_tried_again(status):
    with server.sender_server(server.answers(status)) as shop:
        assert not failure_of(shop.url).permanent


def test_no_redirect_is_followed():
    with server.sender_server(server.answers(204)) as other:
        with server.sender_server(server.answers(307, Location=other.url)) as shop:
            assert failure_of(shop.url).permanent
        assert other.paths == []


@pytest.mark.parametrize("behaviour", [server.sleeps, server.drips])
def test_a_slow_server_is_left_at_the_deadline(behaviour):
    began = time.monotonic()
    with server.sender_server(behaviour) as shop:
        failure = failure_of(shop.url, seconds=0.4)
        assert time.monotonic() - began < 1.2
    assert (str(failure), failure.permanent) == ("no answer within 0.4 s", False)


@pytest.mark.parametrize("behaviour", [server.resets, server.babbles])
def test_a_broken_connection_is_tried_again_later(behaviour):
    with server.sender_server(behaviour) as shop:
        failure = failure_of(shop.url)
    assert not failure.permanent
    assert str(failure).startswith("connection failed (")


@pytest.mark.parametrize("url", ["shop.example", "https://", "http://x:abc/", "ftp://shop.example"])
def test_an_address_that_is_none_fails_for_good(url):
    assert failure_of(url).permanent


def test_nobody_listening_is_tried_again_later():
    with server.sender_server(server.answers(204)) as shop:
        url = shop.url
    assert not failure_of(url).permanent


def test_a_server_that_keeps_failing_is_left_alone_for_a_while():
    with server.sender_server(server.answers(500)) as shop:
        patient = HttpSender(shop.url, SECRET)
        for _ in range(FAILURES_TO_OPEN + 2):
            with pytest.raises(SenderFailed) as failed:
                patient.send(LETTER)
    assert len(shop.bodies) == FAILURES_TO_OPEN
    assert (str(failed.value), failed.value.permanent) == ("paused after failures", False)


def test_letters_that_it_refuses_do_not_keep_others_waiting():
    with server.sender_server(server.answers(422)) as shop:
        patient = HttpSender(shop.url, SECRET)
        for _ in range(FAILURES_TO_OPEN + 2):
            with pytest.raises(SenderFailed):
                patient.send(LETTER)
    assert len(shop.bodies) == FAILURES_TO_OPEN + 2


def test_neither_letter_nor_failure_shows_what_is_secret(caplog):
    with server.sender_server(server.resets) as shop:
        patient = HttpSender(shop.url, SECRET)
        for _ in range(FAILURES_TO_OPEN):
            with pytest.raises(SenderFailed) as failed:
                patient.send(LETTER)
    shown = f"{LETTER!r} {failed.value} {failed.value!r} {caplog.text}"
    for secret in ("123456", "bea@", "98765", SECRET):
        assert secret not in shown


def test_without_an_address_letters_stay_in_a_file_of_the_owners_alone(settings, tmp_path):
    settings.LOKET_DATA, settings.LOKET_SENDER_URL = tmp_path, ""
    sender().send(LETTER)
    sender().send(LETTER)
    path = tmp_path / "codes.jsonl"
    first, second = map(json.loads, path.read_text().splitlines())
    assert (first["text"], second["reference"]) == (LETTER.text, "code-17")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_with_an_address_the_same_client_is_shared(settings):
    settings.LOKET_SENDER_URL, settings.LOKET_SENDER_SECRET = "https://shop.example/letters", SECRET
    assert isinstance(sender(), HttpSender)
    assert sender() is sender()


def test_a_file_that_cannot_be_written_is_tried_again(tmp_path):
    with pytest.raises(SenderFailed) as failed:
        FileSender(tmp_path / "missing" / "codes.jsonl").send(LETTER)
    assert not failed.value.permanent


def test_old_letters_go_and_a_half_written_one_does_not_stop_that(tmp_path):
    path = tmp_path / "codes.jsonl"
    kept = FileSender(path)
    kept.forget(before=datetime.now(UTC))
    path.write_text('{"at": "2026-01-01T00:00:00+00:00"}\n{"at": "20\n')
    kept.send(LETTER)
    kept.forget(before=datetime.now(UTC) - timedelta(hours=1))
    assert [json.loads(line)["reference"] for line in path.read_text().splitlines()] == ["code-17"]
