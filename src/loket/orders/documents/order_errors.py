"""What can be wrong with an order that the shop sends.

OrderRefused     one document cannot be stored; its ``problems`` name each field
ImportRefused    a file cannot be imported; its ``problems`` name each line and field
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field, such as ``items.0.paid``; the field is empty where the whole is wrong."""

    field: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.field}: {self.message}" if self.field else self.message


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong with one line of a file."""

    number: int
    problem: FieldProblem

    def __str__(self) -> str:
        return f"line {self.number}: {self.problem}"


class OrderRefused(ValueError):
    """Nothing of this order was stored, for these reasons."""

    def __init__(self, problems: Sequence[FieldProblem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)


class ImportRefused(ValueError):
    """Nothing was imported, for these reasons."""

    def __init__(self, problems: Sequence[LineProblem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)
