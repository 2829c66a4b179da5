from __future__ import annotations

import logging
import os
import threading
from dataclasses import replace

import pytest

from loket.assistant import bank, banks, patching, studying
from loket.assistant.fitted import stored_lessons
from loket.assistant.studying import NICENESS, Student
from loket.assistant.tests.shop import ARTICLES
from loket.assistant.tests.test_comparing import spoilt


@pytest.fixture
def shop(monkeypatch, tmp_path, settings):
    """A process of its own over the small shop, whose bank counts as large; the list may be changed."""
    settings.LOKET_DATA = tmp_path
    settings.LOKET_EMBEDDERS = ["use"]
    articles = list(ARTICLES)
    monkeypatch.setattr(banks, "published_articles", lambda: articles)
    monkeypatch.setattr(banks, "contents_version", lambda: str(hash(tuple(articles))))
    for name, value in (("_held", None), ("_keeper", None), ("_student", Student())):
        monkeypatch.setattr(banks, name, value)
    monkeypatch.setattr(bank, "SMALL", 0)
    monkeypatch.setattr(patching, "PATCHED_FROM", 0)
    monkeypatch.setattr(patching, "SHARE_PATCHED", 0.2)
    monkeypatch.setattr(studying, "QUIET_MINUTES", 0)
    banks._hold(banks.contents_version(), banks._wanted())
    return articles


def looks(*, quiet=False):
    """The worker's keeper looks, the student does what there is to do, and the keeper looks again."""
    banks._refresh()
    banks._study(lambda: quiet)
    for thread in threading.enumerate():
        if thread.name == "bank-student":
            thread.join(30)
    banks._refresh()
    return banks._get().bank


def edit_an_article(articles):
    articles[4] = replace(articles[4], also_asked=(*articles[4].also_asked[1:], "my money is not back yet"))


def test_it_starts_with_thorough_lessons_and_patches_them_when_an_article_changes(shop):
    first = looks()
    assert (first.has_learnt, first.is_patched) == (True, False)
    edit_an_article(shop)
    second = looks()
    assert (second.has_learnt, second.is_patched) == (True, True)
    assert second.version != first.version
    assert not stored_lessons(banks._cache().directory, second.version).thorough
    assert second.stages[0].home == first.stages[0].home
    assert second.search("my money is not back yet, is it?", "en")[0].article == "refund-time"


def test_all_is_learnt_anew_at_a_quiet_hour_and_taken_over_by_every_process(shop):
    looks()
    edit_an_article(shop)
    patched = looks()
    assert looks() is patched  # somebody is writing
    anew = looks(quiet=True)
    assert (anew.version, anew.is_patched) == (patched.version, False)
    assert looks(quiet=True) is anew


def test_it_waits_until_the_edits_have_ended(shop, monkeypatch):
    monkeypatch.setattr(studying, "QUIET_MINUTES", 10)
    looks()
    edit_an_article(shop)
    patched = looks(quiet=True)
    assert looks(quiet=True) is patched


def test_after_a_day_it_waits_for_quiet_no_longer(shop, monkeypatch):
    looks()
    edit_an_article(shop)
    looks()
    monkeypatch.setattr(studying, "LATEST_HOURS", 0)
    assert not looks().is_patched


def test_worse_lessons_are_not_taken_over_and_both_marks_are_told(shop, monkeypatch, caplog):
    looks()
    edit_an_article(shop)
    patched = looks()
    learn = studying.learn
    monkeypatch.setattr(studying, "learn", lambda *given: spoilt(learn(*given)))
    with caplog.at_level(logging.WARNING):
        assert looks(quiet=True) is patched
        assert looks(quiet=True) is patched
    (record,) = caplog.records
    assert record.getMessage().count("right, log loss") == 2
    assert not stored_lessons(banks._cache().directory, patched.version).thorough


def test_after_a_restart_it_learns_at_a_quiet_hour_what_the_next_patch_needs(shop, monkeypatch):
    looks()
    monkeypatch.setattr(banks, "_student", Student())
    banks._hold(banks.contents_version(), banks._wanted())
    before = looks()
    assert not banks._student.can_patch()
    assert looks(quiet=True) is before
    assert banks._student.can_patch()
    edit_an_article(shop)
    assert looks().is_patched


def test_patched_lessons_found_after_a_restart_are_compared_too(shop, monkeypatch, caplog):
    looks()
    edit_an_article(shop)
    patched = looks()
    monkeypatch.setattr(banks, "_student", Student())
    learn = studying.learn
    monkeypatch.setattr(studying, "learn", lambda *given: spoilt(learn(*given)))
    assert looks(quiet=True) is patched
    assert banks._student.can_patch()
    assert "not taken over" in caplog.text


def test_it_works_at_low_priority(shop, monkeypatch):
    priorities, learn = [], studying.learn

    def watched(*given):
        priorities.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
        return learn(*given)

    monkeypatch.setattr(studying, "learn", watched)
    looks()
    assert priorities == [NICENESS]
