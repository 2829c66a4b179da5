"""`loket`: finds the commands, reads the arguments, gives each command its database, and reports failures."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, Protocol, cast

from loket.lib.embedded_postgres import EmbeddedPostgresError
from loket.lib.secrets import SecretsError
from loket.ops.failures import BadCall, CommandFailed
from loket.ops.installation import data_directory, database, require_own_database

_COMMANDS = Path(__file__).parent / "commands"


class Command(Protocol):
    """What a module in `commands/` offers.

    Optional: `HIDDEN` (not listed), `TAKES_REST` (all that follows its name is left to it, in
    `options.rest`), `NEEDS_TABLES` (False: leave the database's tables as they are found),
    `needs_database(options)` (where it depends on the arguments).
    """

    HELP: str
    NEEDS_DATABASE: bool

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what the command takes."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it and return the exit status."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise BadCall(f"{message} (see {self.prog} --help)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments))
    except CommandFailed as failure:
        return _report(failure, failure.exit_status)
    except (EmbeddedPostgresError, SecretsError) as failure:
        return _report(failure, 1)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of a pipe has left; there is nobody to tell, and nothing must be flushed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def command_names() -> list[str]:
    """The names of all commands, hidden ones included."""
    return sorted(path.stem for path in _COMMANDS.glob("*.py") if path.stem != "__init__")


def _run(arguments: list[str]) -> int:
    taken, rest = _split_rest(arguments)
    commands = {name: _load(name) for name in command_names()}
    options = _parser(commands).parse_args(taken)
    options.rest = rest
    options.data = data_directory(options.data)
    command = commands[options.command]
    needs_database = getattr(command, "needs_database", lambda _: command.NEEDS_DATABASE)
    if not needs_database(options):
        return command.run(options)
    with database(options.data) as started_here, _known_failures():
        needs_tables = getattr(command, "NEEDS_TABLES", True)
        _set_up_django(prepare=needs_tables and (started_here or _is_new()))
        return command.run(options)


def _is_new() -> bool:
    """Whether this is the first command on a database of the operator's own."""
    url = os.environ["LOKET_DATABASE_URL"]
    if not importlib.import_module("loket.ops.database_server").is_new_database(url):
        return False
    require_own_database()
    return True


@contextmanager
def _known_failures() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        known = _known_failure(error)
        if known is None:
            raise
        raise CommandFailed(known) from error


def _known_failure(error: Exception) -> str | None:
    """One line for what Django or the database say about a wrong call or a wrong address; None for a bug."""
    kind = type(error)
    names = {f"{each.__module__}.{each.__qualname__}" for each in kind.__mro__}
    if "django.core.management.base.CommandError" in names:
        return str(error)
    if names & {"django.db.utils.OperationalError", "psycopg.OperationalError", "psycopg_pool.PoolTimeout"}:
        return f"The database cannot be reached: {' '.join(str(error).split())}"
    return None


def _set_up_django(*, prepare: bool) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket.config.settings")
    importlib.import_module("django").setup()
    if prepare:
        importlib.import_module("loket.ops.preparation").prepare_database()


def _parser(commands: dict[str, Command]) -> argparse.ArgumentParser:
    parser = _Parser(prog="loket", description="Customer service for online marketplaces.")
    parser.add_argument("--data", metavar="DIR", help="where Loket keeps everything it stores")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    anywhere = _Parser(add_help=False)
    anywhere.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    for name, command in commands.items():
        # A subparser without help is not listed.
        listed: dict[str, Any] = {} if getattr(command, "HIDDEN", False) else {"help": command.HELP}
        subparser = subparsers.add_parser(name, description=command.HELP, parents=[anywhere], **listed)
        command.add_arguments(subparser)
    return parser


def _split_rest(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Cut the arguments behind a command that takes all the rest itself."""
    for position, word in enumerate(arguments):
        if word.startswith("-") or (position and arguments[position - 1] == "--data"):
            continue
        if word in command_names() and getattr(_load(word), "TAKES_REST", False):
            cut = position + 1 + _length_of_data(arguments[position + 1 :])
            return arguments[:cut], arguments[cut:]
        break
    return arguments, []


def _length_of_data(arguments: list[str]) -> int:
    """How many of the first arguments say where the data is."""
    if arguments[:1] == ["--data"]:
        return 2
    return int(bool(arguments) and arguments[0].startswith("--data="))


def _load(name: str) -> Command:
    return cast(Command, importlib.import_module(f"loket.ops.commands.{name}"))


def _report(failure: Exception, status: int) -> int:
    line = " ".join(str(failure).split())
    sys.stderr.write(f"loket: {line}\n")
    return status
