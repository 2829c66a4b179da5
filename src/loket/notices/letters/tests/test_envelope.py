from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from loket.notices.letters.composing import compose
from loket.notices.letters.envelope import mail_of
from loket.notices.letters.tests.samples import bea, notice

NOW = datetime(2026, 11, 18, 17, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _samudra(settings):
    settings.LOKET_URL = "https://help.samudra.example"
    settings.LOKET_BRAND = {"name": "Samudra", "colour": ""}
    settings.LOKET_MAIL_FROM = "help@samudra.example"


def read(letter, **wishes):
    """The mail as it goes over the wire, read again."""
    return message_from_bytes(mail_of(letter, now=NOW, **wishes).as_bytes(), policy=default)


def test_a_mail_holds_both_texts_and_says_who_sends_it():
    letter = compose(notice("case_queued", "pt-BR"))
    mail = read(letter)
    assert [each.get_content_type() for each in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert mail["From"] == "Samudra <help@samudra.example>" and mail["To"] == "Bea Souza <bea@bolt.example>"
    assert mail["Subject"] == letter.subject_line and mail["Message-ID"] == letter.message_id
    assert mail["Content-Language"] == "pt-BR" and mail["Reply-To"] is None
    assert mail.get_body(("plain",)).get_content().replace("\r\n", "\n") == letter.text


@pytest.mark.parametrize(
    ("purpose", "marked"),
    [("case_update", "auto-generated"), ("one_time_code", "auto-generated"), ("unread_reply", None)],
)
def test_what_a_machine_wrote_is_marked(purpose, marked):
    mail = read(compose(notice(purpose)))
    assert mail["Auto-Submitted"] == marked and mail["X-Auto-Response-Suppress"] == "All"
    assert mail["List-Unsubscribe"] is None


def test_what_can_be_declined_says_where():
    mail = read(compose(notice("rating_request")), stop_url="https://help.samudra.example/en/stop/x")
    assert mail["List-Unsubscribe"] == "<https://help.samudra.example/en/stop/x>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_thread_is_told_by_its_first_and_its_last_mail():
    mail = read(compose(notice("case_update", references=("<a@x>", "<b@x>", "<c@x>"))))
    assert (mail["In-Reply-To"], mail["References"]) == ("<c@x>", "<a@x> <c@x>")
    assert read(compose(notice("case_update")))["References"] is None


@pytest.mark.parametrize("bad", ["", "bea", "bea@", "bea@x\r\nBcc: olga@x.example", "<>"])
def test_an_address_that_is_none_is_refused(bad):
    letter = replace(compose(notice("case_update")), recipient=bea(email=bad))
    with pytest.raises(ValueError):
        mail_of(letter, now=NOW)


def test_a_name_cannot_add_a_header():
    letter = replace(compose(notice("case_update")), recipient=bea(name="Bea\r\nBcc: olga@x.example"))
    assert read(letter)["Bcc"] is None


@pytest.mark.parametrize("purpose", ["unread_reply", "digest"])
def test_no_line_on_the_wire_is_longer_than_mail_allows(purpose):
    lines = mail_of(compose(notice(purpose, "pt-BR")), now=NOW).as_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 998
