from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from journeys.cast import max_
from loket.notices.actions.sending import mark_seen
from loket.notices.actions.telling import tell
from loket.notices.checks import check_mail, check_outbox, check_sender
from loket.notices.models import Notice
from loket.notices.tests.tellings import bea, code

FROM = "Samudra <help@samudra.example>"


@pytest.mark.parametrize(
    ("url", "mail_from", "sender", "demo", "found"),
    [
        ("", "", "", False, ["notices.W002"]),
        ("", "", "", True, []),
        ("", "", "https://shop.example/letters", False, []),
        ("smtp://u:p@mail.example:587", FROM, "", False, []),
        ("smtp://127.0.0.1:25?tls=none", FROM, "", False, []),
        ("smtp://mail.example:25?tls=none", FROM, "", False, ["notices.W001"]),
        ("mail.example:25", FROM, "", False, ["notices.E001"]),
        ("smtp://mail.example?tls=perhaps", FROM, "", False, ["notices.E001"]),
        ("smtp://mail.example", "", "", False, ["notices.W005"]),
        ("smtp://mail.example", "a@b@c d", "", False, ["notices.E002"]),
    ],
)
def test_what_the_settings_of_the_ways_out_lack_is_told(settings, url, mail_from, sender, demo, found):
    settings.LOKET_SMTP_URL, settings.LOKET_MAIL_FROM = url, mail_from
    settings.LOKET_SENDER_URL, settings.LOKET_DEMO = sender, demo
    assert [each.id for each in check_mail()] == found


@pytest.mark.parametrize(
    ("url", "secret", "found"),
    [
        ("", "", []),
        ("https://shop.example/letters", "secret", []),
        ("http://127.0.0.1:9000/letters", "secret", []),
        ("http://shop.example/letters", "secret", ["notices.W006"]),
        ("https://shop.example/letters", "", ["notices.E004"]),
        ("shop.example", "secret", ["notices.E003"]),
    ],
)
def test_what_the_settings_of_the_sender_lack_is_told(settings, url, secret, found):
    settings.LOKET_SENDER_URL, settings.LOKET_SENDER_SECRET = url, secret
    assert [each.id for each in check_sender()] == found


def test_a_password_is_not_told(settings):
    settings.LOKET_SMTP_URL = "smtp://user:hunter2@:587"
    assert "hunter2" not in str(check_mail())


@pytest.mark.django_db
def test_what_did_not_go_out_is_told_until_somebody_has_seen_it():
    notice = tell(code(bea(email="")))
    assert [each.id for each in check_outbox(databases=["default"])] == ["notices.W003"]
    mark_seen(notice, max_())
    assert check_outbox(databases=["default"]) == []


@pytest.mark.django_db
def test_what_nothing_sends_is_told(settings):
    settings.LOKET_SMTP_URL = "smtp://127.0.0.1:9"
    tell(code())
    assert check_outbox(databases=["default"]) == []
    Notice.objects.update(next_attempt_at=timezone.now() - timedelta(minutes=16))
    assert [each.id for each in check_outbox(databases=["default"])] == ["notices.W004"]
    assert check_outbox() == []
