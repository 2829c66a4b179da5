"""Debian's Apertium for real: messages through its pipe, and every way in which a program fails."""

from __future__ import annotations

import re
import shutil
import time

import pytest

from loket.translation.choosing import try_engines
from loket.translation.engines.apertium import Apertium
from loket.translation.port import EngineFailed
from loket.translation.protecting import protect
from loket.translation.shapes import BRACKETS, LETTERS
from loket.translation.tests.messages import NAMES, TITLES, messages
from loket.translation.tests.translator_servers import FakeEngine

MISSING = "Apertium is not installed: run tools/system_packages.py as root, or apt-get install apertium apertium-es-pt."


@pytest.fixture
def apertium():
    engine = Apertium()
    assert shutil.which("apertium"), MISSING
    assert {("es", "pt"), ("pt", "es")} <= engine.pairs(), MISSING
    return engine


def program(tmp_path, script):
    """A program in place of Apertium."""
    path = tmp_path / "apertium"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    (tmp_path / "modes").mkdir()
    for mode in ("es-pt", "es-pt_BR", "pt-es"):
        (tmp_path / "modes" / f"{mode}.mode").touch()
    return Apertium(str(path), tmp_path)


def translated(engine, *texts, source="es", target="pt-BR", seconds=20.0):
    return engine.translate(texts, source=source, target=target, seconds=seconds)


def test_spanish_becomes_portuguese_and_back(apertium):
    assert translated(apertium, "Mi pedido no ha llegado.") == ["Meu pedido não tem chegado."]
    assert "pedido" in translated(apertium, "Meu pedido chegou.", source="pt-BR", target="es-MX")[0]


def test_unknown_words_and_signs_of_its_own_stream_come_back_unmarked(apertium):
    texts = ["El qwertyzz de ^foo$ [uno] {dos} \\ / * # @ <b> llegó", "fin."]
    first, second = translated(apertium, *texts)
    assert second == "fim."
    assert not re.search(r"[*#@]\w", first)
    for sign in ("qwertyzz", "^foo$", "[", "]", "{", "}", "\\", "<b>"):
        assert sign in first


def test_as_many_lines_come_back_as_were_given(apertium):
    texts = [f"Línea número {number} llegó.\0" for number in range(100)]
    back = translated(apertium, *texts)
    assert [re.search(r"\d+", line)[0] for line in back] == [str(number) for number in range(100)]


@pytest.mark.parametrize("shape", [BRACKETS, LETTERS], ids=lambda shape: shape.name)
def test_it_keeps_both_shapes_of_placeholders(apertium, shape):
    """Measured, since the order in which they are tried rests on it."""
    found = [
        protect(each.text.replace("\n", " "), names=NAMES, titles=TITLES) for each in messages(200, languages=("es",))
    ]
    back = translated(apertium, *[shape.written(each.text) for each in found])
    lost = [
        each.text
        for each, text in zip(found, back, strict=True)
        if sorted(re.findall(r"⟦\d+⟧", shape.read(text))) != sorted(re.findall(r"⟦\d+⟧", each.text))
    ]
    assert lost == []


def through_the_pipe_at_once(apertium, found, source, target):
    """An engine that knows what Apertium made of all these lines: a pipe for each message would take minutes."""
    lines = sorted({line.strip() for each in found for line in each.text.split("\n")} - {""})
    answers = dict(zip(lines, translated(apertium, *lines, source=source, target=target, seconds=120.0), strict=True))
    return FakeEngine(answers.__getitem__)


@pytest.mark.parametrize(("source", "target"), [("es", "pt-BR"), ("pt", "es")])
def test_five_thousand_messages_arrive_with_all_their_parts_or_as_they_were(apertium, source, target):
    written = messages(2_500, languages=(source,))
    found = [protect(each.text, names=NAMES, titles=TITLES) for each in written]
    engine = through_the_pipe_at_once(apertium, found, source, target)
    whole = 0
    for message, each in zip(written, found, strict=True):
        outcome = try_engines(each, [engine], source=source, target=target, seconds=9.0)
        assert outcome.problem in {"", "not_safe"}
        if not outcome.problem:
            whole += 1
            arrived(message, outcome.text)
    assert whole > len(written) * 0.97


def arrived(message, text):
    assert all(part in text for part in message.parts), (text, message)
    assert text.count("\n") == message.text.count("\n")
    assert sorted(re.findall(r"\d", text)) == sorted(re.findall(r"\d", message.text))


def test_one_message_goes_through_its_own_pipe_within_two_seconds(apertium):
    (message,) = messages(1, seed=2, languages=("es",))
    found = protect(message.text, names=NAMES, titles=TITLES)
    arrived(message, try_engines(found, [apertium], source="es", target="pt", seconds=2.0).text)


@pytest.mark.parametrize(
    ("target", "mode"), [("pt-BR", "es-pt_BR"), ("pt", "es-pt_BR"), ("pt-PT", "es-pt"), ("pt-AO", "es-pt")]
)
def test_the_mode_of_the_region_is_taken(tmp_path, target, mode):
    engine = program(tmp_path, 'cat >/dev/null; printf "%s" "$4"')
    assert translated(engine, "hola", target=target) == [mode]


def test_a_program_that_hangs_is_ended_with_all_its_pipe(tmp_path):
    alive = tmp_path / "alive"
    engine = program(tmp_path, f"(while true; do date > {alive}; sleep 0.05; done) & sleep 30")
    started = time.monotonic()
    with pytest.raises(EngineFailed) as failed:
        translated(engine, "hola", seconds=0.3)
    assert failed.value.is_late
    assert time.monotonic() - started < 2
    time.sleep(0.2)
    alive.unlink(missing_ok=True)
    time.sleep(0.2)
    assert not alive.exists()


@pytest.mark.parametrize("script", ["exit 1", "cat >/dev/null; printf 'a\\n\\nb\\n\\nc'", "kill -9 $$"])
def test_a_program_that_fails_says_so(tmp_path, script):
    with pytest.raises(EngineFailed):
        translated(program(tmp_path, script), "hola")


def test_without_the_program_there_are_no_pairs_and_asking_is_a_failure(tmp_path):
    engine = program(tmp_path, "cat")
    (tmp_path / "apertium").unlink()
    assert engine.pairs() == frozenset()
    with pytest.raises(EngineFailed, match="could not be started"):
        translated(engine, "hola")


def test_a_pair_without_a_package_is_refused_without_blame(apertium):
    with pytest.raises(EngineFailed) as failed:
        translated(apertium, "hello", source="en")
    assert not failed.value.is_down
