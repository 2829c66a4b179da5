"""Rules without a database: quiet hours, pauses, what a mail server's refusal means, what is shown of an address."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.notices.channels.shop_sender import _seconds
from loket.notices.channels.smtp_replies import refusal
from loket.notices.channels.smtp_server import SmtpAddressWrong, SmtpServer, smtp_server
from loket.notices.pace import pause_after
from loket.notices.quiet_hours import QuietHours, first_allowed
from loket.notices.references import destination_of, masked, reference_of

ZONES = ["America/Recife", "America/New_York", "Asia/Jakarta", "Asia/Kathmandu", "Europe/Madrid", "Australia/Lord_Howe"]
times = st.times().map(lambda each: each.replace(second=0, microsecond=0))
moments = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(moments, times, times, st.sampled_from(ZONES))
def test_nothing_goes_in_quiet_hours_and_nothing_waits_longer(moment, begins, ends, zone):
    quiet = QuietHours(begins, ends)
    allowed = first_allowed(moment, quiet, time_zone=zone)
    assert moment <= allowed <= moment + timedelta(hours=25)
    minute_before = allowed - timedelta(minutes=1)
    if allowed > moment:
        assert quiet.hold(moment.astimezone(ZoneInfo(zone)).time())
        assert minute_before < moment or quiet.hold(minute_before.astimezone(ZoneInfo(zone)).time())
    else:
        assert not quiet.hold(moment.astimezone(ZoneInfo(zone)).time())


@pytest.mark.parametrize(
    ("hour", "allowed"),
    [(20, (1, 20)), (21, (2, 8)), (23, (2, 8)), (0, (1, 8)), (7, (1, 8)), (8, (1, 8)), (12, (1, 12))],
)
def test_the_usual_quiet_hours(hour, allowed):
    zone = ZoneInfo("America/Recife")
    moment = datetime(2026, 12, 1, hour, tzinfo=zone)
    day, hour_allowed = allowed
    assert first_allowed(moment, QuietHours(), time_zone="America/Recife") == datetime(
        2026, 12, day, hour_allowed, tzinfo=zone
    )


def test_in_an_unknown_zone_the_installations_clock_counts():
    moment = datetime(2026, 12, 1, 22, tzinfo=UTC)
    assert first_allowed(moment, QuietHours(), time_zone="Mars/Olympus") == datetime(2026, 12, 2, 8, tzinfo=UTC)


def test_the_same_time_twice_means_no_quiet_hours():
    moment = datetime(2026, 12, 1, 22, tzinfo=UTC)
    assert first_allowed(moment, QuietHours(time(9), time(9)), time_zone="UTC") == moment


@given(st.integers(1, 200), st.floats(0, 1))
def test_pauses_grow_up_to_two_hours(attempts, chance):
    pause = pause_after(attempts, chance=chance)
    assert timedelta(seconds=24) <= pause <= timedelta(hours=2, minutes=24)
    assert pause_after(attempts + 1, chance=chance) >= pause


@given(st.integers(1, 20), st.floats(0, 21_600), st.floats(0, 1))
def test_a_server_that_asks_for_time_gets_it(attempts, asked, chance):
    assert pause_after(attempts, retry_after=asked, chance=chance) >= timedelta(seconds=asked)


@pytest.mark.parametrize(
    ("step", "code", "text", "permanent", "address_is_bad", "is_down"),
    [
        ("connect", 554, "no", False, False, True),
        ("connect", 535, "5.7.8 wrong password", False, False, True),
        ("mail", 550, "5.7.1 not as this sender", False, False, True),
        ("rcpt", 450, "4.2.1 busy", False, False, False),
        ("rcpt", 421, "4.7.0 go", False, False, True),
        ("rcpt", 550, "no such user", True, True, False),
        ("rcpt", 550, "5.1.1 no such user", True, True, False),
        ("rcpt", 552, "5.2.2 full", True, False, False),
        ("rcpt", 554, "5.7.1 policy", True, False, False),
        ("data", 554, "5.6.0 content", True, False, False),
        ("data", 452, "4.3.1 space", False, False, False),
    ],
)
def test_what_a_refusal_means(step, code, text, permanent, address_is_bad, is_down):
    failure = refusal(step, code, text.encode())
    assert (failure.permanent, failure.address_is_bad, failure.channel_is_down) == (permanent, address_is_bad, is_down)
    assert failure.said == f"{code} {text}"


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", SmtpServer("mail.example", 587, "starttls")),
        ("smtp://mail.example:465", SmtpServer("mail.example", 465, "tls")),
        ("smtp://127.0.0.1:2525", SmtpServer("127.0.0.1", 2525, "none")),
        (
            "smtp://me%40x.example:p%2Fw@m.example:25?tls=none",
            SmtpServer("m.example", 25, "none", "me@x.example", "p/w"),
        ),
    ],
)
def test_the_mail_servers_address_is_read(url, server):
    assert smtp_server(url) == server and "p/w" not in repr(server)


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://", "smtp://m:x", "smtp://m?tls=maybe"])
def test_what_is_no_mail_server_is_said(url):
    with pytest.raises(SmtpAddressWrong):
        smtp_server(url)


def test_retry_after_is_read_as_seconds_or_as_a_date():
    assert _seconds("120") == 120.0 and _seconds("soon") is None
    assert _seconds("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0


def test_an_address_is_recognised_and_not_told():
    assert [masked(each) for each in ("bea@x.example", "+55 81 17", "")] == ["b•••@x.example", "•••17", ""]
    assert (destination_of("bea@X.Example"), destination_of("+5581")) == ("x.example", "")


def test_references_differ_and_stay():
    assert reference_of(1) == reference_of(1) != reference_of(2)
