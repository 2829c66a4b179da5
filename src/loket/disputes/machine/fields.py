"""Bodies of actions as small schemas: forms, the API's schemas and the docs are made from them, and input is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum, StrEnum

from loket.disputes.machine import codes
from loket.disputes.machine.codes import EvidenceKind, Role
from loket.disputes.machine.commands import Body, Denial, EvidenceItem
from loket.disputes.machine.reasons import Reason
from loket.disputes.machine.states import HoldKind

LONGEST_TEXT = 5000
LONGEST_CODE = 200
MOST_ITEMS = 50


class FieldKind(StrEnum):
    """What a field takes; amounts are written as decimals in the dispute's currency."""

    CHOICE = "choice"
    SEVERAL = "several"
    AMOUNT = "amount"
    NUMBER = "number"
    YES_NO = "yes_no"
    TEXT = "text"
    CODE = "code"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an action's body."""

    name: str
    kind: FieldKind
    is_required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wrong:
    """A body that cannot be read, and which of its fields is to blame."""

    code: Denial
    field: str


_CHOICES: Mapping[str, type[StrEnum]] = {
    "reason": Reason,
    "solution": codes.SolutionKind,
    "refusal": codes.RefusalCode,
    "return_to": codes.ReturnDestination,
    "question": codes.QuestionCode,
    "liability": codes.Liability,
    "objection": codes.ObjectionGround,
    "finding": codes.InspectionFinding,
    "withdraw_code": codes.WithdrawCode,
    "appeal_ground": codes.AppealGround,
    "result": codes.AppealResult,
    "hold": HoldKind,
    "party": Role,
    "rule": codes.RuleId,
    "to": Role,
    "wanted": EvidenceKind,
}
_KINDS: Mapping[str, FieldKind] = {
    **dict.fromkeys(_CHOICES, FieldKind.CHOICE),
    **dict.fromkeys(("to", "wanted"), FieldKind.SEVERAL),
    **dict.fromkeys(("amount", "deduction"), FieldKind.AMOUNT),
    **dict.fromkeys(("offer_version", "ships_in_days", "days", "hours"), FieldKind.NUMBER),
    **dict.fromkeys(("received", "has_no_evidence", "has_stock", "rejects", "takes_over"), FieldKind.YES_NO),
    **dict.fromkeys(
        ("offer", "rule_cited", "carrier", "tracking", "reference", "trace", "channel", "duplicate_of"), FieldKind.CODE
    ),
    "text": FieldKind.TEXT,
    "evidence": FieldKind.EVIDENCE,
}


def needed(name: str, *choices: str) -> Field:
    """A field that must be given, with all choices of its kind unless some are named."""
    return Field(name, _KINDS[name], is_required=True, choices=choices or _all_choices(name))


def free(name: str, *choices: str) -> Field:
    """A field that may be left out."""
    return Field(name, _KINDS[name], choices=choices or _all_choices(name))


def read_body(fields: Sequence[Field], given: Mapping[str, object]) -> Body | Wrong:
    """The body that ``given`` describes; fields that are not in the schema are wrong, never ignored."""
    known = {field.name for field in fields}
    if strange := sorted(set(given) - known):
        return Wrong(Denial.FIELD_UNKNOWN, strange[0])
    values: dict[str, object] = {}
    for field in fields:
        value = given.get(field.name)
        if value is None or value == "" or value == []:
            if field.is_required:
                return Wrong(Denial.FIELD_MISSING, field.name)
            continue
        try:
            values[field.name] = _READERS[field.kind](field, value)
        except (ValueError, TypeError, KeyError, InvalidOperation):
            return Wrong(Denial.FIELD_INVALID, field.name)
    return Body(**values)  # type: ignore[arg-type]


def _all_choices(name: str) -> tuple[str, ...]:
    return tuple(each.value for each in _CHOICES.get(name, ()))


def _choice(field: Field, value: object) -> Enum:
    if value not in field.choices:
        raise ValueError(field.name)
    return _CHOICES[field.name](str(value))


def _several(field: Field, value: object) -> tuple[Enum, ...]:
    listed = _listed(value)
    if len(set(map(str, listed))) != len(listed):
        raise ValueError(field.name)
    return tuple(_choice(field, each) for each in listed)


def _amount(_field: Field, value: object) -> Decimal:
    if isinstance(value, bool | float):
        raise TypeError("amounts are written as decimals")
    amount = Decimal(str(value))
    if not amount.is_finite() or amount.adjusted() > 12:
        raise ValueError("not an amount")
    return amount


def _number(_field: Field, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1_000_000:
        raise ValueError("not a number")
    return value


def _yes_no(_field: Field, value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("not yes or no")
    return value


def _written(longest: int) -> Callable[[Field, object], str]:
    def read(_field: Field, value: object) -> str:
        if not isinstance(value, str) or not value.strip() or len(value) > longest:
            raise ValueError("not a text that can be taken")
        return value.strip()

    return read


def _evidence(_field: Field, value: object) -> tuple[EvidenceItem, ...]:
    items = []
    for each in _listed(value):
        if not isinstance(each, Mapping) or set(each) != {"id", "kind"} or not each["id"]:
            raise ValueError("evidence is listed as id and kind")
        items.append(EvidenceItem(str(each["id"]), EvidenceKind(each["kind"])))
    return tuple(items)


def _listed(value: object) -> Sequence[object]:
    if not isinstance(value, list | tuple) or len(value) > MOST_ITEMS:
        raise TypeError("not a list")
    return value


_READERS: Mapping[FieldKind, Callable[[Field, object], object]] = {
    FieldKind.CHOICE: _choice,
    FieldKind.SEVERAL: _several,
    FieldKind.AMOUNT: _amount,
    FieldKind.NUMBER: _number,
    FieldKind.YES_NO: _yes_no,
    FieldKind.TEXT: _written(LONGEST_TEXT),
    FieldKind.CODE: _written(LONGEST_CODE),
    FieldKind.EVIDENCE: _evidence,
}
