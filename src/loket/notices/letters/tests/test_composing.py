from __future__ import annotations

import re
from dataclasses import replace

import pytest

from loket.notices.letters.composing import compose, short_text, thread_of
from loket.notices.letters.fields import EXPECTED, FieldsMissing
from loket.notices.letters.plain import width
from loket.notices.letters.tests.samples import (
    CASE,
    FIELDS,
    LANGUAGES,
    LINK,
    PREFERENCES,
    STOP,
    bea,
    folded,
    notice,
)
from loket.notices.letters.wording import WORDINGS
from loket.notices.purposes import PURPOSES

EVERY = [(purpose, language) for purpose in FIELDS for language in LANGUAGES]
HOLE = re.compile(r"%\(|\{\w*\}|\bNone\b|\{\{|\{%")


@pytest.fixture(autouse=True)
def _samudra(settings):
    settings.LOKET_URL = "https://help.samudra.example"
    settings.LOKET_BRAND = {"name": "Samudra", "colour": "#0b6e5f"}


def test_every_purpose_has_its_words_its_fields_and_a_sample():
    assert set(PURPOSES) == set(WORDINGS) == set(EXPECTED) == set(FIELDS)


@pytest.mark.parametrize(("purpose", "language"), EVERY)
def test_every_letter_reads_whole(purpose, language):
    letter = compose(notice(purpose, language))
    for said in (letter.subject_line, letter.text, letter.html.split("</head>")[1], letter.short):
        assert said.strip() and not HOLE.search(said)
    assert 0 < len(letter.subject_line) <= 78 and "\n" not in letter.subject_line
    assert len(letter.short) <= 300
    lines = letter.text.splitlines()
    # A full stop may hang over the edge, as Chinese sets it.
    assert all(width(line.rstrip("。，：")) <= 72 for line in lines if "https://" not in line)


@pytest.mark.parametrize(("purpose", "language"), EVERY)
def test_every_letter_has_one_next_step_and_its_numbers(purpose, language):
    sample = notice(purpose, language)
    letter = compose(sample)
    for name in ("number", "order"):
        if name in sample.fields:
            assert sample.fields[name] in letter.text and sample.fields[name] in letter.html
    assert letter.html.count('class="button"') == (bool(sample.link) and purpose != "rating_request")
    if sample.link:
        assert sample.link in letter.text and letter.short.endswith(f" {sample.link}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rating_is_one_tap_on_one_of_five_links(language):
    letter = compose(notice("rating_request", language))
    links = [f"{LINK}?score={number}" for number in range(1, 6)]
    assert re.findall(r'href="([^"]+score=[^"]+)"', letter.html) == links
    assert re.findall(r"\S+score=\S+", letter.text) == links


@pytest.mark.parametrize(("purpose", "language"), EVERY)
def test_what_may_be_declined_leads_to_where_it_is(purpose, language):
    letter = compose(notice(purpose, language))
    times = int(PURPOSES[purpose].may_be_declined)
    assert letter.html.count(PREFERENCES) == letter.text.count(PREFERENCES) == times
    assert STOP not in letter.html + letter.text


@pytest.mark.parametrize("purpose", FIELDS)
def test_a_letter_fetches_nothing_and_runs_nothing(purpose):
    html = compose(notice(purpose)).html
    assert not re.search(r"<(?:img|script|link|iframe|object|form)\b|url\(|@import|\ssrc=", html)
    assert set(re.findall(r'href="(https?://[^/"]+)', html)) <= {"https://help.samudra.example"}


@pytest.mark.parametrize(
    ("purpose", "name"), [(purpose, each.name) for purpose, all in EXPECTED.items() for each in all.fields]
)
def test_what_is_missing_is_refused_and_what_may_be_missing_is_left_out(purpose, name):
    sample = notice(purpose)
    poorer = replace(sample, fields={key: value for key, value in sample.fields.items() if key != name})
    field = next(each for each in EXPECTED[purpose].fields if each.name == name)
    if field.is_needed:
        with pytest.raises(FieldsMissing, match=name):
            compose(poorer)
    else:
        assert not HOLE.search(compose(poorer).text)


@pytest.mark.parametrize(
    ("purpose", "changes", "problem"),
    [
        ("case_queued", {"link": ""}, "link"),
        ("one_time_code", {"secret": {}}, "code"),
        ("digest", {"folded": ()}, "nothing"),
        ("refund_elsewhere", {"fields": {**FIELDS["refund_elsewhere"], "amount": "94.90"}}, "amount"),
        ("refund_elsewhere", {"fields": {**FIELDS["refund_elsewhere"], "goes_out_at": "tomorrow"}}, "moment"),
        ("sign_in_link", {"fields": {"expires_at": "2026-11-18T18:05:00"}}, "moment"),
        ("unread_reply", {"fields": {**CASE, "replies": []}}, "replies"),
        ("unread_reply", {"fields": {**CASE, "replies": [{"text": "x"}]}}, "replies"),
    ],
)
def test_what_is_wrong_is_refused(purpose, changes, problem):
    with pytest.raises(FieldsMissing, match=problem):
        compose(notice(purpose, **changes))


def test_a_code_stands_in_no_subject_and_in_no_preview():
    letter = compose(notice("one_time_code"))
    assert "481902" not in letter.subject_line
    assert "481902" in letter.text and letter.html.count("481902") == 1 and "481902" in letter.short
    assert "481902" not in letter.html.split("<h1")[0]


def test_the_original_is_folded_below_its_translation():
    html = compose(notice("unread_reply", "pt-BR")).html
    assert html.count("<details") == 1
    translation, original = html.index("alfândega"), html.rindex("at customs")
    assert translation < html.index("<details") < original
    assert "inglês" in html and 'lang="en"' in html


def test_who_reads_the_original_gets_no_translation():
    html = compose(notice("unread_reply", "en")).html
    assert "<details" not in html and "alfândega" not in html


def test_peoples_words_cannot_break_out():
    pictures = '<img src="https://olga.example/x.png"> ![x](https://olga.example/y.png)'
    bad = f'{pictures} <b onclick="x">hi</b> [go](javascript:x)'
    reply = {"name": "Olga</p><script>", "text": bad, "language": "en", "at": "2026-11-18T17:05:00Z"}
    letter = compose(notice("unread_reply", "en", fields={**CASE, "replies": [reply]}))
    assert not re.search(r"<(?:img|script|b)\b|javascript:[^<]*\"", letter.html)
    assert 'dir="auto"' in letter.html


@pytest.mark.parametrize("name", ["Win at https://olga.example", "www.olga.example", "x" * 61, " \n "])
def test_a_name_that_is_none_greets_nobody(name):
    letter = compose(notice("case_queued", "en", recipient=bea("en", name=name)))
    assert "Hello,\n" in letter.text and "olga" not in letter.text


def test_a_long_answer_is_cut_and_its_rest_stands_on_the_page():
    reply = {"name": "Ada", "text": "word " * 2_000, "language": "en", "at": "2026-11-18T17:05:00Z"}
    letter = compose(notice("unread_reply", "en", fields={**CASE, "replies": [reply]}))
    assert "…" in letter.text and len(letter.text) < 4_500


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("America/Recife", "November 19, 2:00\N{NO-BREAK SPACE}PM"),
        ("Asia/Jakarta", "Western Indonesia Time"),
        ("", "5:00\N{NO-BREAK SPACE}PM (UTC)"),
        ("Mars/Base", "5:00\N{NO-BREAK SPACE}PM (UTC)"),
    ],
)
def test_moments_stand_on_the_recipients_clock(zone, said):
    letter = compose(notice("case_queued", "en", recipient=bea("en", time_zone=zone)))
    assert said in " ".join(letter.text.split("\n"))


@pytest.mark.parametrize(("language", "said"), [("pt-BR", "R$\N{NO-BREAK SPACE}94,90"), ("en", "R$94.90")])
def test_money_stands_as_its_reader_writes_it(language, said):
    assert said in compose(notice("refund_elsewhere", language)).text


def test_an_unknown_language_is_written_to_in_the_nearest():
    assert compose(notice("case_queued", "pt-PT")).language == "pt-BR"
    assert compose(notice("case_queued", "sw")).language == "en"
    assert compose(notice("case_queued", "", recipient=bea("id"))).language == "id"


def test_a_digest_of_one_case_leads_there_once():
    letter = compose(notice("digest", "en", folded=folded("en", is_one_case=True)))
    assert letter.text.count(LINK) == 1 and CASE["number"] in letter.subject_line
    assert letter.html.count('class="button"') == 1


def test_a_digest_of_several_cases_leads_to_each():
    letter = compose(notice("digest", "en"))
    assert letter.text.count(LINK) == 3 and letter.html.count('class="button"') == 0


@pytest.mark.parametrize(("known", "kept"), [([], []), ("a", "a"), ("ab", "ab"), ("abcd", "ad")])
def test_a_mail_refers_to_the_first_and_the_last_of_its_thread(known, kept):
    letter = compose(notice("case_update", references=tuple(known)))
    assert letter.references == tuple(kept) == thread_of(tuple(known))
    assert letter.in_reply_to == (known[-1] if known else "")


def test_words_give_way_to_the_link():
    assert short_text("word " * 100, LINK).endswith(f"… {LINK}") and len(short_text("word " * 100, LINK)) <= 300
    assert short_text("Hello", "") == "Hello"
    assert short_text("Hello", "https://x.example/" + "y" * 400) == "Hello"
