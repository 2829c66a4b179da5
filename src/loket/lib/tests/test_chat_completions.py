from __future__ import annotations

import logging
import threading
import time

import pytest

from loket.lib import chat_completions
from loket.lib.chat_completions import ChatCompletions, CompletionFailed, Endpoint, address_problem
from loket.lib.tests import model_server as fake

MESSAGES = [{"role": "user", "content": "Olá"}]
SECONDS = 0.5
KEY = "sk-never-shown"


def client(server, **fields):
    return ChatCompletions(Endpoint(**{"url": server.url, "name": "small", "seconds": SECONDS, "key": KEY, **fields}))


def failure(behaviour, **fields):
    with fake.model_server(behaviour) as server, pytest.raises(CompletionFailed) as failed:
        client(server, **fields).complete(MESSAGES)
    return str(failed.value)


def test_a_good_server_is_asked_once_and_its_words_come_back():
    with fake.model_server(fake.writes("Bom dia")) as server:
        assert client(server).complete(MESSAGES) == "Bom dia"
    (asked,), (headers,) = server.asked, server.headers
    assert (asked["model"], asked["messages"], asked["stream"], asked["temperature"]) == ("small", MESSAGES, False, 0)
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert server.paths == ["/v1/chat/completions"]


@pytest.mark.parametrize("ending", ["", "/", "/chat/completions", "/chat/completions/"])
def test_the_address_may_end_in_either_way(ending):
    with fake.model_server(fake.writes("ok")) as server:
        assert client(server, url=server.url + ending).complete(MESSAGES) == "ok"
    assert server.paths == ["/v1/chat/completions"]


def test_without_a_key_none_is_sent():
    with fake.model_server(fake.writes("ok")) as server:
        client(server, key="").complete(MESSAGES)
    assert "Authorization" not in server.headers[0]


def test_options_are_added_and_null_takes_one_out():
    with fake.model_server(fake.writes("ok")) as server:
        client(server, options={"temperature": None, "reasoning_effort": "low"}).complete(MESSAGES)
    assert "temperature" not in server.asked[0]
    assert server.asked[0]["reasoning_effort"] == "low"


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [
        (fake.sleeps, "no answer within 0.5 s"),
        (fake.drips, "no answer within 0.5 s"),
        (fake.drips_body, "no answer within 0.5 s"),
        (fake.answers({"error": "no"}, status=500), "status 500"),
        (fake.answers({"error": "slow down"}, status=429), "status 429"),
        (fake.answers({"error": "who?"}, status=401), "status 401"),
        (fake.answers(b"<html>Welcome</html>"), "not a chat completion"),
        (fake.answers(b'{"choices": ['), "not a chat completion"),
        (fake.answers(b"[" * 100_000), "not a chat completion"),
        (fake.answers(b"\xff\xfe\x00"), "not a chat completion"),
        (fake.answers(b"null"), "not a chat completion"),
        (fake.answers({"choices": []}), "not a chat completion"),
        (fake.answers({"choices": [{"message": "text"}]}), "not a chat completion"),
        (fake.streams, "not a chat completion"),
        (fake.floods, "answer too large"),
        (fake.closes, "connection failed (RemoteDisconnected)"),
        (fake.resets, "connection failed (ConnectionResetError)"),
        (fake.writes(None, refusal="I can't help with that"), "refused"),
        (fake.writes("Open My ord", ended="length"), "answer was cut off"),
        (fake.writes("  "), "empty answer"),
        (fake.writes(["Open"]), "empty answer"),
    ],
)
def test_whatever_goes_wrong_is_one_error_in_time(behaviour, why):
    started = time.monotonic()
    assert failure(behaviour) == why
    assert time.monotonic() - started < SECONDS + 0.4


def test_a_redirect_is_not_followed_and_the_key_goes_nowhere_else():
    with fake.model_server(fake.writes("stolen")) as other:
        assert failure(fake.redirects_to(f"{other.url}/chat/completions")) == "status 307"
    assert other.asked == []


def test_nobody_there_is_an_error():
    with fake.model_server(fake.writes("ok")) as server:
        url = server.url
    with pytest.raises(CompletionFailed, match="connection failed"):
        ChatCompletions(Endpoint(url=url, name="small", seconds=SECONDS)).complete(MESSAGES)


def test_a_server_without_its_certificate_is_not_believed():
    with fake.model_server(fake.writes("ok")) as server, pytest.raises(CompletionFailed, match="connection failed"):
        client(server, url=server.url.replace("http:", "https:")).complete(MESSAGES)


def test_a_server_that_keeps_failing_is_left_alone_and_tried_again_later(monkeypatch, caplog):
    now = [1000.0]
    with fake.model_server(fake.answers(b"", status=503)) as server, caplog.at_level(logging.WARNING):
        model = client(server)
        monkeypatch.setattr(chat_completions.time, "monotonic", lambda: now[0])
        whys = [_why(model) for _ in range(6)]
        assert whys == ["status 503"] * 3 + ["paused after failures"] * 3
        assert len(server.asked) == 3
        now[0] += chat_completions.OPEN_SECONDS
        server.behaviour = fake.writes("back")
        assert [model.complete(MESSAGES) for _ in range(3)] == ["back"] * 3
    assert len(caplog.records) == 1
    assert KEY not in caplog.text
    assert "Olá" not in caplog.text


def test_refusals_are_about_one_text_and_do_not_silence_the_model():
    with fake.model_server(fake.writes(None, refusal="no")) as server:
        model = client(server)
        assert [_why(model) for _ in range(6)] == ["refused"] * 6
        server.behaviour = fake.writes("ok")
        assert model.complete(MESSAGES) == "ok"


def test_a_slow_model_holds_only_a_few_and_the_others_do_not_wait():
    with fake.model_server(fake.sleeps) as server:
        model = client(server)
        waiting = [threading.Thread(target=_why, args=(model,)) for _ in range(chat_completions.CALLS_AT_ONCE)]
        for each in waiting:
            each.start()
        started = time.monotonic()
        assert _why(model) == "too many calls at once"
        assert time.monotonic() - started < 0.1
        for each in waiting:
            each.join()


def test_places_come_back_after_calls_that_were_given_up():
    with fake.model_server(fake.drips) as server:
        model = client(server, seconds=0.2)
        for _ in range(2):
            threads = [threading.Thread(target=_why, args=(model,)) for _ in range(chat_completions.CALLS_AT_ONCE)]
            for each in threads:
                each.start()
            for each in threads:
                each.join()
            time.sleep(0.1)
        model._circuit.succeeded()
        server.behaviour = fake.writes("ok")
        assert model.complete(MESSAGES) == "ok"


def _why(model):
    try:
        return model.complete(MESSAGES)
    except CompletionFailed as failed:
        return str(failed)


def test_the_key_is_in_no_printed_form():
    assert KEY not in repr(Endpoint(url="http://127.0.0.1/v1", name="small", key=KEY))


@pytest.mark.parametrize(
    "url",
    ["", "127.0.0.1:11434", "ftp://host/v1", "file:///etc/passwd", "http://", "http://[::1", "http://h:99999/v1",
     "http://user:pass@host/v1", "http://host/v1?key=1"],
)  # fmt: skip
def test_an_address_that_cannot_be_one_is_named(url):
    assert address_problem(url)
    with pytest.raises(ValueError, match="it must"):
        ChatCompletions(Endpoint(url=url, name="small"))


@pytest.mark.parametrize("url", ["http://127.0.0.1:11434/v1", "https://models.example/openai/v1/", "http://[::1]:80"])
def test_an_address_that_can_be_one_is_fine(url):
    assert address_problem(url) == ""
