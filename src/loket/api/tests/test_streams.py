import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from journeys import cast
from loket.conversations.actions.inbound import end_token
from loket.conversations.actions.presence import tell_typing
from loket.conversations.actions.replies import Words, post_reply
from loket.people.actors import SYSTEM
from loket.reception.actions import receive
from loket.reception.counter import take

pytestmark = [pytest.mark.django_db(transaction=True)]


def path_of(opened, rest="events"):
    return f"/api/v1/conversations/{opened.conversation.pk}/{rest}"


def say(opened, text="Hello"):
    return receive(opened.conversation, cast.writes(text), by=cast.actor(opened)).message.sequence


def notify(opened, text):
    return post_reply(opened.conversation.pk, Words(text=text, language="en"), by=SYSTEM).sequence


def test_a_stream_begins_with_what_was_said_and_how_things_stand(web):
    opened = cast.bea()
    say(opened)
    stream = web.stream(path_of(opened), token=opened.token)
    assert stream.wait_for(lambda events: len(events) >= 2)
    assert stream.response.getheader("Content-Type").startswith("text/event-stream")
    assert [event.name for event in stream.events] == ["message", "state"]
    assert stream.events[1].json == {"state": "assistant", "queue": None, "answer_by": None, "agent": None}


def test_messages_on_the_stream_are_the_same_as_on_the_page(web):
    opened = cast.bea()
    say(opened, '4111 1111 1111 1111 is my card\n\nand "quotes" 😀')
    stream = web.stream(path_of(opened), token=opened.token)
    assert stream.wait_for(lambda events: stream.sequences())
    _status, page = web.call("GET", path_of(opened, "messages"), token=opened.token)
    assert stream.events[0].json == page["items"][0]


def test_what_is_said_comes_at_once_and_once(web):
    opened = cast.bea()
    stream = web.stream(path_of(opened), token=opened.token)
    assert stream.wait_for(lambda events: stream.named("state"))
    for number in range(20):
        notify(opened, f"Message {number}")
    assert stream.wait_for(lambda events: len(stream.sequences()) >= 20)
    assert stream.sequences() == list(range(1, 21))


def test_a_stream_resumes_after_the_last_event(web):
    opened = cast.bea()
    for number in range(5):
        notify(opened, f"Message {number}")
    stream = web.stream(path_of(opened), token=opened.token, headers={"Last-Event-ID": "3"})
    assert stream.wait_for(lambda events: len(stream.sequences()) >= 2)
    notify(opened, "One more")
    assert stream.wait_for(lambda events: len(stream.sequences()) >= 3)
    assert stream.sequences() == [4, 5, 6]


def test_more_than_one_reading_of_missed_messages_comes_whole(web):
    opened = cast.bea()
    for number in range(205):
        notify(opened, f"Message {number}")
    stream = web.stream(path_of(opened), token=opened.token)
    assert stream.wait_for(lambda events: len(stream.sequences()) >= 205)
    assert stream.sequences() == list(range(1, 206))


def test_nothing_is_missing_or_twice_when_streams_break_while_much_is_said(web):
    opened = cast.bea()
    seen: list[int] = []
    for round_ in range(6):
        stream = web.stream(
            path_of(opened), token=opened.token, headers={"Last-Event-ID": str(seen[-1] if seen else 0)}
        )
        for number in range(5):
            notify(opened, f"Message {round_} {number}")
        stream.wait_for(bool, seconds=2)
        stream.close()
        time.sleep(0.02)
        seen += stream.sequences()
    last = web.stream(path_of(opened), token=opened.token, headers={"Last-Event-ID": str(seen[-1])})
    assert last.wait_for(lambda events: [*seen, *last.sequences()] == list(range(1, 31)))


def test_the_agents_typing_and_coming_are_told(web):
    opened, ada = cast.bea(), cast.ada()
    stream = web.stream(path_of(opened), token=opened.token)
    assert stream.wait_for(lambda events: stream.named("state"))
    take(opened.conversation.pk, by=ada)
    assert stream.wait_for(lambda events: len(stream.named("state")) >= 2)
    assert stream.named("state")[-1].json["agent"] == {"name": "Ada", "languages": ["en", "es"]}
    tell_typing(opened.conversation.pk, sender="agent")
    tell_typing(opened.conversation.pk, sender="customer")
    assert stream.wait_for(lambda events: stream.named("typing"))
    assert [event.json for event in stream.named("typing")] == [{"sender": "agent", "name": "Ada"}]


def test_a_place_in_line_is_told_anew_when_the_line_moves(web):
    cast.team(languages=("en",))
    first, second = cast.bea(), cast.bea()
    for opened in (first, second):
        web.call("POST", path_of(opened, "handover"), {}, token=opened.token)
    stream = web.stream(path_of(second), token=second.token)
    assert stream.wait_for(lambda events: stream.named("state"))
    assert stream.named("state")[0].json["queue"]["position"] == 2
    take(first.conversation.pk, by=cast.ada())
    assert stream.wait_for(lambda events: stream.named("queue"))
    assert stream.named("queue")[-1].json["queue"]["position"] == 1


def test_a_stream_ends_with_its_token(web):
    opened = cast.bea()
    stream = web.stream(path_of(opened), token=opened.token)
    assert stream.wait_for(lambda events: stream.named("state"))
    end_token(opened.token)
    assert stream.wait_for(lambda events: stream.is_over)
    notify(opened, "Not for this device")
    assert stream.sequences() == []


@pytest.mark.parametrize(("token", "status"), [("", 401), ("dead", 401), ("lk_dead", 401), ("olga", 404)])
def test_outsiders_get_no_stream(web, token, status):
    opened, olga = cast.bea(), cast.bea()
    secret = olga.token if token == "olga" else token
    assert web.call("GET", path_of(opened), token=secret)[0] == status


def test_a_gone_reader_leaves_nothing_behind(web):
    opened = cast.bea()
    stream = web.stream(path_of(opened), token=opened.token)
    assert stream.wait_for(lambda events: stream.named("state"))
    assert len(web.application.streams) == 1
    stream.close()
    assert stream.wait_for(lambda events: len(web.application.streams) == 0)


def test_streams_end_when_the_process_does(web):
    opened = cast.bea()
    stream = web.stream(path_of(opened), token=opened.token)
    assert stream.wait_for(lambda events: stream.named("state"))
    web.loop.call_soon_threadsafe(web.application.streams.end)
    assert stream.wait_for(lambda events: stream.is_over, seconds=1)


def test_a_long_poll_answers_when_something_comes(web):
    opened = cast.bea()
    say(opened)
    with ThreadPoolExecutor() as threads:
        polling = threads.submit(web.call, "GET", path_of(opened, "messages?after=1&wait=20"), token=opened.token)
        time.sleep(0.3)
        assert not polling.done()
        began = time.monotonic()
        notify(opened, "Here I am")
        status, page = polling.result()
    assert (status, [item["text"] for item in page["items"]]) == (200, ["Here I am"])
    assert time.monotonic() - began < 15


def test_a_long_poll_ends_empty_when_its_time_is_over(web):
    opened = cast.bea()
    status, page = web.call("GET", path_of(opened, "messages?after=0&wait=1"), token=opened.token)
    assert (status, page) == (200, {"items": [], "next": None})


def test_a_long_poll_is_as_closed_to_outsiders_as_the_page(web):
    opened, olga = cast.bea(), cast.bea()
    began = time.monotonic()
    assert web.call("GET", path_of(opened, "messages?after=0&wait=20"), token=olga.token)[0] == 404
    assert time.monotonic() - began < 20


def test_waiting_holds_no_thread(web):
    opened = cast.bea()
    streams = [web.stream(path_of(opened), token=opened.token) for _ in range(30)]
    with ThreadPoolExecutor(30) as threads:
        path = path_of(opened, "messages?after=0&wait=20")
        polls = [threads.submit(web.call, "GET", path, token=opened.token) for _ in range(30)]
        time.sleep(0.3)
        assert web.call("GET", path_of(opened, "messages"), token=opened.token, seconds=10)[0] == 200
        notify(opened, "Here I am")
        assert {poll.result()[1]["items"][0]["seq"] for poll in polls} == {1}
    assert all(stream.wait_for(lambda events, each=stream: each.sequences() == [1]) for stream in streams)
