"""Keeps a set of programs running until it is asked to stop, and then ends them in order."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Protocol

from loket.lib.processes import Process, end_process, start_process

_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 10.0
_LIVED_WELL = 30.0
_STOP_WITHIN = 2.0


class StopRequested(Exception):
    """Ctrl-C, or the signal of a service manager."""


class Program(Protocol):
    """Something that can be started again after it has died."""

    def start(self) -> None:
        """Start it, or raise an error whose text a person understands."""

    def poll(self) -> int | None:
        """The exit status of a program that has ended, else None."""

    def stop(self) -> None:
        """End it and wait until it is gone."""


@dataclass
class ChildProgram:
    """A command that runs as a child and is killed when the supervisor dies.

    `inherited` maps variables of the environment to the descriptors whose numbers they hold.
    """

    command: Sequence[str]
    inherited: Mapping[str, int] = field(default_factory=dict)
    process: Process | None = None

    def start(self) -> None:
        """Start it with the present environment."""
        self.process = start_process(
            self.command,
            dies_by=signal.SIGKILL,
            environment={**os.environ, **{name: str(number) for name, number in self.inherited.items()}},
            inherited=list(self.inherited.values()),
        )

    def poll(self) -> int | None:
        """The exit status if it has ended."""
        return self.process.poll() if self.process else None

    def ask_to_stop(self) -> None:
        """Ask it to end, without waiting."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def stop(self) -> None:
        """End it: what has not ended when patience is over is killed."""
        if self.process is not None:
            end_process(self.process, [signal.SIGTERM], patience=_STOP_WITHIN)


@dataclass
class _Watched:
    name: str
    program: Program
    started_at: float
    pause: float = 0.0
    due_at: float | None = None


def next_pause(pause: float, *, lived: float) -> float:
    """Seconds to wait before a restart: growing while a program keeps dying, short after it lived well."""
    if lived >= _LIVED_WELL or not pause:
        return _FIRST_PAUSE
    return min(pause * 2, _LONGEST_PAUSE)


class Supervisor:
    """Watches programs that were handed over to it; the last one to come is the first one to be stopped."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._watched: list[_Watched] = []

    def start(self, name: str, program: Program) -> None:
        """Start a program and keep it running from now on; an error of the first start goes to the caller."""
        # Known before it runs, so that a stop in mid-start finds it.
        self._watched.append(_Watched(name, program, time.monotonic()))
        program.start()

    def watch(self, *, until: Callable[[], bool] = lambda: False, pause: float = 1.0) -> None:
        """Restart what dies until `until` says enough, which is asked at least every `pause` seconds."""
        while not until():
            now = time.monotonic()
            waits = [self._look_after(each, now) for each in self._watched]
            _sleep(min([pause, *waits]))

    def stop(self) -> None:
        """End all programs, those that were started last first."""
        programs = [each.program for each in reversed(self._watched)]
        for program in programs:
            if isinstance(program, ChildProgram):
                program.ask_to_stop()
        for program in programs:
            program.stop()
        self._watched.clear()

    def _look_after(self, each: _Watched, now: float) -> float:
        """Restart it when that is due; returns for how many seconds nothing needs to be done."""
        if each.due_at is None:
            status = each.program.poll()
            if status is None:
                return _LONGEST_PAUSE
            each.pause = next_pause(each.pause, lived=now - each.started_at)
            each.due_at = now + each.pause
            self._say(f"{each.name} has ended ({describe_status(status)}); it starts again")
        if now < each.due_at:
            return each.due_at - now
        each.due_at = None
        each.started_at = now
        self._restart(each, now)
        return 0.0

    def _restart(self, each: _Watched, now: float) -> None:
        try:
            each.program.start()
        except StopRequested:
            raise
        except Exception as error:  # noqa: BLE001  whatever it is, trying again later is all that helps
            each.pause = next_pause(each.pause, lived=0)
            each.due_at = now + each.pause
            self._say(f"{each.name} cannot be started yet: {error}")


def describe_status(status: int) -> str:
    """An exit status in words."""
    if status < 0:
        return f"killed by {signal.Signals(-status).name}"
    return f"exit status {status}"


@contextmanager
def stop_signals() -> Iterator[None]:
    """Raise StopRequested on the first SIGINT, SIGTERM or SIGHUP inside the block; a second one ends all."""
    asked = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            # The children die with this process.
            os._exit(128 + number)
        asked = True
        raise StopRequested

    numbers = [signal.SIGINT, signal.SIGTERM]
    # Under nohup it is to outlive its terminal.
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        numbers.append(signal.SIGHUP)
    before = {number: signal.signal(number, stop) for number in numbers}
    with _woken_by_children():
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


@contextmanager
def _woken_by_children() -> Iterator[None]:
    global _wake_up
    reading, writing = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    before = signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    _wake_up = reading
    try:
        yield
    finally:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, before)
        _wake_up = None
        os.close(reading)
        os.close(writing)


_wake_up: int | None = None


def _sleep(seconds: float) -> None:
    """Sleep, but no longer than until a child ends."""
    if _wake_up is None:
        time.sleep(seconds)
        return
    if select.select([_wake_up], [], [], max(seconds, 0))[0]:
        os.read(_wake_up, 4096)


def say(text: str) -> None:
    """One plain line of progress for the person at the terminal."""
    sys.stderr.write(f"loket: {text}\n")
    sys.stderr.flush()
