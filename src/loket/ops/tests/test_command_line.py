from __future__ import annotations

import os
import subprocess
import sys

import pytest

from loket.ops import command_line
from loket.ops.command_line import command_names, main


def run_loket(*arguments, **environment):
    command = [sys.executable, "-m", "loket", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=30, env={"PATH": os.defpath, **environment})


def test_help_lists_the_commands_without_loading_django():
    code = "import sys; from loket.ops.command_line import main; status = 0\n"
    code += "try: main(['--help'])\nexcept SystemExit: pass\nprint('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout.splitlines()[-1] == "False"
    assert " up " in done.stdout
    assert "prepare" not in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["up", "--port", "many"],
        ["staff", "add"],
        ["staff", "add", "ana@example.org", "--role", "king"],
    ],
)
def test_bad_call_gets_one_line_and_status_2(arguments, capsys):
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("loket: ")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "taken", "rest"),
    [
        (["manage", "migrate", "--plan"], ["manage"], ["migrate", "--plan"]),
        (["--data", "here", "manage", "--help"], ["--data", "here", "manage"], ["--help"]),
        (["manage", "--data", "here", "shell"], ["manage", "--data", "here"], ["shell"]),
        (["manage", "--data=here", "shell"], ["manage", "--data=here"], ["shell"]),
        (["--data=here", "manage", "shell"], ["--data=here", "manage"], ["shell"]),
        (["--data", "manage", "check"], ["--data", "manage", "check"], []),
        (["check", "--json"], ["check", "--json"], []),
    ],
)
def test_manage_takes_all_that_follows(arguments, taken, rest):
    assert command_line._split_rest(arguments) == (taken, rest)


@pytest.mark.parametrize("arguments", [["--data", "x", "up"], ["up", "--data", "x"]])
def test_data_is_accepted_before_and_after_the_command(arguments):
    commands = {name: command_line._load(name) for name in command_names()}
    assert command_line._parser(commands).parse_args(arguments).data == "x"


def test_expected_failure_has_one_line_and_no_traceback(tmp_path):
    (tmp_path / "file").write_text("")
    done = run_loket("check", "--data", str(tmp_path / "file" / "data"))
    assert done.returncode == 1
    assert done.stderr.startswith("loket: Loket cannot write to ")
    assert done.stderr.count("\n") == 1


def test_unreachable_database_is_told_in_one_line(tmp_path):
    url = "postgresql://nobody@127.0.0.1:1/loket"
    done = run_loket("check", LOKET_DATABASE_URL=url, LOKET_DATA=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("loket: The database cannot be reached. ")
    assert "Traceback" not in done.stderr


def test_worker_alone_says_that_it_needs_the_address_of_a_database(tmp_path):
    done = run_loket("worker", "--data", str(tmp_path), HOME=str(tmp_path))
    assert done.returncode == 1
    assert "LOKET_DATABASE_URL" in done.stderr
