"""Firefox Translations models from a folder; the real library, though no real model is at hand here."""

from __future__ import annotations

import threading
import time

import pytest

from loket.translation.engines import fxtranslate
from loket.translation.engines.fxtranslate import FxTranslate
from loket.translation.port import EngineFailed


@pytest.fixture
def folder(tmp_path):
    add(tmp_path, "en-es", "model.enes.intgemm.alphas.bin", "vocab.enes.spm", "lex.50.50.enes.s2t.bin")
    add(tmp_path, "en-zh_hant", "model.enzh.bin", "srcvocab.enzh.spm", "trgvocab.enzh.spm")
    add(tmp_path, "es-en", "model.esen.bin")
    add(tmp_path, "notes", "vocab.x.spm")
    return tmp_path


def add(folder, pair, *names):
    (folder / pair).mkdir()
    for name in names:
        (folder / pair / name).write_bytes(b"x" * 200)


class FakeModel:
    def __init__(self, takes=0.0):
        self.takes = takes

    def translate_long(self, text):
        time.sleep(self.takes)
        return text.upper()


def translated(engine, *texts, source="en-GB", target="es-MX", seconds=2.0):
    return engine.translate(texts, source=source, target=target, seconds=seconds)


def test_pairs_are_the_directories_that_are_complete(folder):
    assert FxTranslate(folder).pairs() == {("en", "es"), ("en", "zh-hant")}


def test_a_model_that_is_added_while_loket_runs_is_found(folder):
    engine = FxTranslate(folder)
    add(folder, "pt-en", "model.pten.bin", "vocab.pten.spm")
    assert ("pt", "en") in engine.pairs()


def test_a_folder_that_is_not_there_has_no_pairs(tmp_path):
    assert FxTranslate(tmp_path / "gone").pairs() == frozenset()


def test_a_file_that_is_no_model_is_said_by_the_library_itself(folder):
    with pytest.raises(EngineFailed, match="en-es could not be loaded"):
        translated(FxTranslate(folder), "Hello")


def test_without_the_library_it_says_so(folder, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "fxtranslate", None)
    with pytest.raises(EngineFailed, match="not installed"):
        translated(FxTranslate(folder), "Hello")


def test_a_pair_without_a_model_is_refused_without_blame(folder):
    with pytest.raises(EngineFailed) as failed:
        translated(FxTranslate(folder), "Hello", target="pt")
    assert not failed.value.is_down


def test_a_model_is_loaded_once_and_few_are_held(folder, monkeypatch):
    loaded = []
    monkeypatch.setattr(fxtranslate, "load_model", lambda files: loaded.append(files.model.parent.name) or FakeModel())
    monkeypatch.setattr(fxtranslate, "MODELS_HELD", 1)
    engine = FxTranslate(folder)
    assert translated(engine, "one", "two") == ["ONE", "TWO"]
    translated(engine, "three")
    translated(engine, "four", target="zh-TW")
    translated(engine, "five")
    assert loaded == ["en-es", "en-zh_hant", "en-es"]


def test_nobody_waits_longer_than_said_and_the_work_is_given_up(folder, monkeypatch):
    monkeypatch.setattr(fxtranslate, "load_model", lambda files: FakeModel(takes=0.2))
    engine = FxTranslate(folder)
    started = time.monotonic()
    for _ in range(2):
        with pytest.raises(EngineFailed) as failed:
            translated(engine, *["text"] * 50, seconds=0.1)
        assert failed.value.is_late
    assert time.monotonic() - started < 0.5
    time.sleep(0.3)
    assert translated(engine, "now") == ["NOW"]


def test_threads_wait_for_each_other(folder, monkeypatch):
    monkeypatch.setattr(fxtranslate, "load_model", lambda files: FakeModel(takes=0.05))
    engine, done = FxTranslate(folder), []
    threads = [threading.Thread(target=lambda: done.append(translated(engine, "a", seconds=5))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [["A"]] * 4


def test_a_fault_within_the_library_is_one_more_failure(folder, monkeypatch):
    class Panics(FakeModel):
        def translate_long(self, text):
            raise BaseException("panic")

    monkeypatch.setattr(fxtranslate, "load_model", lambda files: Panics())
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    engine = FxTranslate(folder)
    for _ in range(2):
        with pytest.raises(EngineFailed, match="the model failed"):
            translated(engine, "text")
    for thread in threading.enumerate():
        if thread.name == "fxtranslate":
            thread.join(2)
