"""Sixty written conversations, each held against what a good human would have done."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources

import pytest

from loket.assistant.article_texts import ArticleText
from loket.assistant.bank import build_bank
from loket.assistant.decisions import Ask, HandOver, Option, Reply, Silence, Source
from loket.assistant.tests.talks import matches, parse_talks, play, read_talks
from loket.lib.embedding import e5, use

# What the assistant cannot do yet, by title. Strict: one that has begun to go well is taken off the list.
LATER = {
    # Seven tenths sure that the expired coupon is meant; who asks back here asks many who would be answered rightly.
    "two articles of which one is clearly the likelier": ("Chosen by its place",),
}
EXPECTED_LATER = {title: reason for reason, titles in LATER.items() for title in titles}

TALKS = {talk.title: talk for talk in read_talks()}


def demo_articles():
    """The articles of the demo shop, read as they lie."""
    for file in sorted((resources.files("loket.ops.demo") / "articles").iterdir(), key=lambda each: each.name):
        for row in map(json.loads, file.read_text("utf-8").splitlines()):
            for tag, text in row.get("translations", {}).items():
                asked = tuple(text["also_asked"])
                yield ArticleText(row["id"], row["topic"], tag, text["question"], text["answer"], asked, 1)


@lru_cache(maxsize=2)
def demo_bank(*embedders):
    return build_bank(tuple(demo_articles()), *(each() for each in embedders or (use,)), learning="all")


def marked(title):
    later = EXPECTED_LATER.get(title)
    marks = [pytest.mark.xfail(strict=True, reason=later)] if later else []
    return pytest.param(TALKS[title], marks=marks, id=title)


def check_all_is_well(talk, bank):
    played = play(talk, bank)
    if played.faults:
        pytest.fail("\n".join((f"{talk.title} (page: {talk.page})", *played.record)), pytrace=False)


@pytest.mark.parametrize("talk", [marked(title) for title in TALKS])
def test_conversation_goes_as_with_a_good_human(talk):
    check_all_is_well(talk, demo_bank())


@pytest.mark.slow
@pytest.mark.parametrize("talk", [marked(title) for title in TALKS])
def test_conversation_goes_as_well_with_both_engines(talk, monkeypatch):
    monkeypatch.setenv("LOKET_EMBEDDERS", "use,e5")
    check_all_is_well(talk, demo_bank(use, e5))


@pytest.mark.parametrize("talk", TALKS.values(), ids=TALKS)
def test_standing_rules_hold_even_where_a_conversation_goes_badly(talk):
    played = play(talk, demo_bank())
    assert played.breaches == [], "\n".join(played.record)


def test_there_are_sixty_of_them_under_different_titles():
    assert len(TALKS) == len(read_talks()) == 60
    assert not set(EXPECTED_LATER) - set(TALKS)


def test_every_article_that_is_expected_exists():
    known = {article.article for article in demo_articles()}
    lines = [line.text for talk in TALKS.values() for line in talk.lines if line.mark == "<"]
    named = {word.strip(",") for line in lines for part in line.split("|") for word in part.split() if "-" in word}
    assert named - known - {"pt-BR"} == set()


ANSWER = Reply("…", "en", "answer", (Source("refund-time", "?", "en"), Source("coins", "?", "en")))
CHOICES = Ask("Which one?", "en", "options", (Option("article:coins", "?"), Option("person", "?")))


@pytest.mark.parametrize(
    ("wanted", "decision", "is_met"),
    [
        ("answers refund-time|currency + coins", ANSWER, True),
        ("answers refund-time", ANSWER, False),
        ("answers option 2", Reply("…", "en", "answer", (Source("coins", "?", "en"),)), True),
        ("answers option 1", Reply("…", "en", "answer", (Source("coins", "?", "en"),)), False),
        ("asks between coins|currency", CHOICES, True),
        ("asks between coins, currency", CHOICES, False),
        ("offers", CHOICES, True),
        ("offers", Ask("What happened?", "en", "question"), False),
        ("notice saying machine|bot", Reply("I am a Bot.", "en", "notice"), True),
        ("notice greeting", Reply("I am a Bot.", "en", "notice"), False),
        ("person urgently", HandOver("repeated", "en"), False),
        ("person", HandOver("repeated", "en"), True),
        ("person", Silence(), False),
        ("silence", Silence(), True),
    ],
)
def test_expectations_can_fail(wanted, decision, is_met):
    assert matches(wanted, decision, ["refund-time", "coins"]) is is_met


def test_a_talk_shows_its_faults_below_the_line_where_they_are():
    (talk,) = parse_talks("# Hello\npage: en\n> hello\n< person\n")
    record = play(talk, demo_bank()).record
    assert record[0] == "  Bea       hello"
    assert record[-1] == "         ^^ expected: person"
