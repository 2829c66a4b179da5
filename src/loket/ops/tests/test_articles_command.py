from __future__ import annotations

import argparse
import io
import sys

import pytest

from loket.knowledge.models import Article, Passage
from loket.knowledge.tests.shelf import article
from loket.ops.command_line import main
from loket.ops.commands import articles as command
from loket.ops.commands import demo
from loket.ops.failures import CommandFailed
from loket.ops.progress import progress_bar

pytestmark = pytest.mark.django_db


def call(*arguments):
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(arguments))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text(f"{article(en='Where is my refund?')}\n{article('two', en='Dónde?')}\n")
    return path


def test_a_file_is_imported_indexed_and_exported(file, tmp_path, capsys):
    assert call("import", str(file)) == 0
    assert "2 articles read: 2 new" in capsys.readouterr().out
    assert not Passage.objects.filter(vector=None).exists()
    target = tmp_path / "out.jsonl"
    assert call("export", str(target)) == 0
    assert "Dónde?" in target.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_standard_input_and_output_serve(file, capsysbinary, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))
    assert call("import", "-") == 0
    capsysbinary.readouterr()
    assert call("export", "-") == 0
    assert len(capsysbinary.readouterr().out.splitlines()) == 3


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"id": "a b"}\n', "line 1: id is missing"),
        (b"\xff\n", "line 1: is not UTF-8"),
        (b"\n{\n", "line 2: is not JSON"),
    ],
)
def test_a_bad_file_is_refused_by_line(tmp_path, content, message):
    path = tmp_path / "bad.jsonl"
    path.write_bytes(content)
    with pytest.raises(CommandFailed, match=message) as caught:
        call("import", str(path))
    assert caught.value.exit_status == 1
    assert not Article.objects.exists()


@pytest.mark.parametrize("verb", ["import", "export"])
def test_a_file_that_is_not_there_is_named(tmp_path, verb):
    with pytest.raises(CommandFailed, match="cannot be"):
        call(verb, str(tmp_path / "missing" / "file"))


@pytest.mark.parametrize("arguments", [["articles"], ["articles", "import"], ["articles", "swallow", "x"]])
def test_a_bad_call_ends_with_status_2(arguments, capsys):
    assert main(arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_demo_says_who_can_sign_in(settings, tmp_path, capsys):
    settings.LOKET_DATA = tmp_path
    assert demo.run(argparse.Namespace()) == 0
    printed = capsys.readouterr().out
    for words in ("92 articles", "ada@samudra.example", "Password of all of them:"):
        assert words in printed


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_draws_over_its_own_line_on_a_terminal_only():
    terminal, pipe = Terminal(), io.StringIO()
    for stream in (terminal, pipe):
        show = progress_bar("Articles", stream)
        show(1, 2)
        show(2, 2)
    assert terminal.getvalue().count("\r") == 2
    assert terminal.getvalue().endswith("2/2\n")
    assert pipe.getvalue() == ""
