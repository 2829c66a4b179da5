from __future__ import annotations

import os
import threading
import time

import pytest

from loket.assistant import banks
from loket.assistant.bank import build_bank
from loket.assistant.studying import NICENESS, Student
from loket.assistant.tests.shop import ARTICLES
from loket.lib.embedding import use
from loket.lib.vector_cache import VectorCache


class SlowEngine:
    """Takes the place of e5; waits for `go` before each step."""

    name = "e5"
    dimensions = use().dimensions

    def __init__(self):
        self.go = threading.Event()
        self.priorities = []

    @property
    def passages(self):
        return self

    def embed(self, texts):
        if threading.current_thread().name == "bank-student":
            self.priorities.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
            self.go.wait(10)
        return use().embed(texts)


@pytest.fixture
def engine(monkeypatch, tmp_path, settings):
    settings.LOKET_DATA = tmp_path
    settings.LOKET_EMBEDDERS = ["use", "e5"]
    engine = SlowEngine()
    monkeypatch.setattr(banks, "e5", lambda: engine)
    monkeypatch.setattr(banks, "contents_version", lambda: "one")
    monkeypatch.setattr(banks, "published_articles", lambda: ARTICLES)
    monkeypatch.setattr(banks.held_policy, "refresh", lambda: None)
    for name, value in (("_held", None), ("_keeper", None), ("_student", Student())):
        monkeypatch.setattr(banks, name, value)
    return engine


def look_twice():
    for _ in range(2):
        banks._refresh()
        banks._study(lambda: False)


def wait_until(is_so):
    give_up = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < give_up
        time.sleep(0.01)


def test_the_slow_engine_is_embedded_aside_with_low_priority_and_then_taken_over(engine):
    assert banks.current().engine_names == ("use",)
    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    look_twice()
    assert banks.current().engine_names == ("use",)
    engine.go.set()
    wait_until(lambda: not [each for each in threading.enumerate() if each.name == "bank-student"])
    banks._refresh()
    assert banks._get().bank.engine_names == ("use", "e5")
    assert set(engine.priorities) == {NICENESS}
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before


def test_the_web_waits_for_the_workers_lessons_and_takes_them_over(engine):
    banks.current()
    for _ in range(3):
        banks._refresh()
    assert banks._get().bank.engine_names == ("use",)
    engine.go.set()
    build_bank(ARTICLES, *banks._wanted(), cache=VectorCache(banks.settings.LOKET_DATA / "vectors"), learning="all")
    banks._refresh()
    assert banks._get().bank.engine_names == ("use", "e5")


def test_who_comes_while_the_bank_is_being_built_waits_for_it_and_builds_no_second(engine, monkeypatch):
    built = []
    build, may_go = banks.build_bank, threading.Event()

    def slowly(*given, **options):
        built.append(1)
        may_go.wait(10)
        return build(*given, **options)

    monkeypatch.setattr(banks, "build_bank", slowly)
    askers = [threading.Thread(target=banks.current) for _ in range(3)]
    for asker in askers:
        asker.start()
    wait_until(lambda: bool(built))
    may_go.set()
    for asker in askers:
        asker.join(10)
    assert built == [1]


def test_commands_get_every_engine_at_once(engine):
    engine.go.set()
    assert banks.complete().engine_names == ("use", "e5")


def test_commands_answer_by_the_sliders(engine, monkeypatch):
    monkeypatch.setattr(banks.held_policy, "_steps", {"orders": "careful"})
    engine.go.set()
    assert banks.complete().policy.step_of("orders") == "careful"
