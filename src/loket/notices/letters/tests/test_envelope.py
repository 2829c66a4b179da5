from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from loket.notices.letters.composing import compose
from loket.notices.letters.envelope import mail_of
from loket.notices.letters.tests.samples import PREFERENCES, STOP, bea, notice

NOW = datetime(2026, 11, 18, 17, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _samudra(settings):
    settings.LOKET_URL = "https://help.samudra.example"
    settings.LOKET_BRAND = {"name": "Samudra", "colour": ""}
    settings.LOKET_MAIL_FROM = "help@samudra.example"


def read(letter):
    """The mail as it goes over the wire, read again."""
    return message_from_bytes(mail_of(letter, now=NOW), policy=default)


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


@pytest.mark.parametrize("purpose", ["rating_request", "unread_reply", "digest"])
def test_what_may_be_declined_says_where_on_one_line(purpose):
    letter = compose(notice(purpose))
    mail = read(letter)
    assert mail["List-Unsubscribe"] == f"<{STOP}>" and mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"List-Unsubscribe: <{STOP}>".encode() in mail_of(letter, now=NOW)


@pytest.mark.parametrize("purpose", ["one_time_code", "sign_in_link", "address_changed", "contact_changed"])
def test_what_may_not_be_declined_says_nothing_of_it(purpose):
    letter = compose(notice(purpose))
    assert read(letter)["List-Unsubscribe"] is read(letter)["List-Unsubscribe-Post"] is None
    assert PREFERENCES not in letter.html and PREFERENCES not in letter.text


def test_no_program_is_given_a_way_out_without_encryption():
    letter = replace(compose(notice("rating_request")), stop_link="http://127.0.0.1:8000/en/stop/x")
    assert read(letter)["List-Unsubscribe"] is None


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


@pytest.mark.parametrize("name", ["Ana Gonçalves", "王小明", 'Bea "the buyer"', "Bea, Souza", "x" * 60])
def test_names_and_subjects_in_any_script_arrive_as_they_were_written(name):
    subject = f"{name}: 7KM2QX4D ✓ {'ã' * 40}"
    letter = replace(compose(notice("case_update")), recipient=bea(name=name), subject_line=subject)
    mail = read(letter)
    assert mail["To"].addresses[0].display_name == name and mail["Subject"] == subject
    assert mail_of(letter, now=NOW).partition(b"\r\n\r\n")[0].isascii()


@pytest.mark.parametrize(
    "text", [".", "-- \n.\n..", "a=b=_c\n--=_the_other_text--\n", "ã" * 300, "x " * 200, "\ttab \n"]
)
def test_every_text_arrives_as_it_was_written(text):
    mail = read(replace(compose(notice("case_update")), text=f"{text}\n"))
    assert mail.get_body(("plain",)).get_content().splitlines() == f"{text}\n".splitlines()
    assert mail.get_body(("html",)).get_content().endswith("</html>\r\n") and not mail.defects


@pytest.mark.parametrize("header", ["subject_line", "message_id", "language"])
def test_no_header_holds_the_end_of_a_line(header):
    with pytest.raises(ValueError, match="line's end"):
        mail_of(replace(compose(notice("case_update")), **{header: "x\r\nBcc: olga@x.example"}), now=NOW)


@pytest.mark.parametrize("purpose", ["unread_reply", "digest"])
def test_no_line_on_the_wire_is_longer_than_mail_allows(purpose):
    lines = mail_of(compose(notice(purpose, "pt-BR")), now=NOW).split(b"\r\n")
    assert max(map(len, lines)) <= 998
