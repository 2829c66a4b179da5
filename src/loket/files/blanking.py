"""A copy of a file with some stretches made empty, in constant memory: what follows them stays where it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

_BLOCK_BYTES = 1 << 18


@dataclass(frozen=True, slots=True)
class Blank:
    """A stretch to be written over: first with ``label``, then with zeros up to ``length`` bytes."""

    start: int
    length: int
    label: bytes = b""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a copy takes: the bytes from ``start`` to ``end``, with these stretches empty (counted in the original)."""

    end: int
    blanks: tuple[Blank, ...] = ()
    start: int = 0


def copy_by(plan: Plan, source: BinaryIO, target: BinaryIO) -> None:
    """Write to ``target`` what the plan says of ``source``."""
    source.seek(plan.start)
    left = plan.end - plan.start
    while left > 0 and (block := source.read(min(_BLOCK_BYTES, left))):
        target.write(block)
        left -= len(block)
    _empty(plan.blanks, plan, target)
    target.flush()


def _empty(blanks: Iterable[Blank], plan: Plan, target: BinaryIO) -> None:
    for blank in blanks:
        length = min(blank.length, plan.end - blank.start)
        if length <= 0:
            continue
        target.seek(blank.start - plan.start)
        target.write(blank.label[:length])
        left = length - len(blank.label)
        while left > 0:
            left -= target.write(bytes(min(left, _BLOCK_BYTES)))
