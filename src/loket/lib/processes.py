"""Child processes that cannot outlive the process that started them."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)

Process = subprocess.Popen[bytes]


@dataclass(frozen=True)
class Account:
    """A user of the operating system that a child may run as."""

    name: str
    uid: int
    gid: int


def start_process(
    command: Sequence[str | Path],
    *,
    dies_by: signal.Signals,
    account: Account | None = None,
    directory: Path | None = None,
    environment: Mapping[str, str] | None = None,
    inherited: Sequence[int] = (),
    stdin: int | IO[bytes] = subprocess.DEVNULL,
    output: int | IO[bytes] | None = None,
) -> Process:
    """Start a child in a process group of its own that gets the signal `dies_by` when its parent dies.

    Call it from a thread that lives as long as the child should: Linux sends that signal when the
    starting thread ends. `output` takes both stdout and stderr.
    """
    return subprocess.Popen(  # noqa: S603  commands are composed by Loket
        [str(part) for part in command],
        preexec_fn=_entry(dies_by, account=account, directory=directory),
        env=dict(environment) if environment is not None else None,
        pass_fds=tuple(inherited),
        stdin=stdin,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
    )


def end_process(process: Process, by: Sequence[signal.Signals], *, patience: float) -> None:
    """Send the signals of `by` in turn, `patience` seconds apart, until the process has ended; then kill."""
    for each in (*by, signal.SIGKILL):
        if process.poll() is not None:
            return
        process.send_signal(each)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue


def processes_in(directory: Path, name: str) -> list[int]:
    """Ids of the running processes called `name` that work in `directory`; none where there is no /proc."""
    return [int(entry.name) for entry in Path("/proc").glob("[0-9]*") if _works_in(entry, directory, name)]


def _works_in(entry: Path, directory: Path, name: str) -> bool:
    try:
        return (entry / "comm").read_text().strip() == name and (entry / "cwd").samefile(directory)
    except OSError:
        # Gone meanwhile, or a process of somebody else.
        return False


def _entry(dies_by: signal.Signals, *, account: Account | None, directory: Path | None) -> Callable[[], None]:
    parent = os.getpid()

    def enter() -> None:
        os.setpgid(0, 0)
        if directory is not None:
            os.chdir(directory)
        if account is not None:
            os.setgroups([])
            os.setgid(account.gid)
            os.setuid(account.uid)
        # After setuid, which clears it.
        if hasattr(_LIBC, "prctl"):
            _LIBC.prctl(_PR_SET_PDEATHSIG, int(dies_by))
        if os.getppid() != parent:
            os._exit(1)

    return enter
