"""The table as a page: a diagram and all rows, from which docs/disputes-machine.md is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from loket.disputes.machine.policy import DEFAULT_DEADLINES
from loket.disputes.machine.states import ALL, FINAL, TURNS, State
from loket.disputes.machine.table.row import Transition
from loket.disputes.machine.transitions import TABLE

_HEAD = """# The machine of disputes

Generated from the table in `loket.disputes.machine` by `drawing.page`; change the table, not this page
(`python -m loket.disputes.machine.drawing > docs/disputes-machine.md`). Where it departs from what it was built from,
[decision 3](decisions/0003-where-the-machine-of-disputes-differs.md) says why.

A row is taken by one of its roles, from one of its states, if all its conditions hold; each says by a code why not.
The payout of the amount in dispute is frozen from the submission until the dispute is resolved or its reopening window
has ended, and refunds are instructed in the same step that decides them: both follow from the facts before and after,
so that no row lists them. A row marked 2 needs a second click that shows the money and the date.
"""


def page() -> str:
    """The whole page in Markdown."""
    parts = (("Drawing", diagram()), ("Steps", table()), ("Clocks", clocks()), ("States", states()))
    return _HEAD + "".join(f"\n## {title}\n\n{text}\n" for title, text in parts)


def diagram() -> str:
    """A Mermaid diagram of every step that changes a state."""
    lines = ["```mermaid", "stateDiagram-v2", "  [*] --> draft"]
    for row in TABLE:
        lines += [f"  {source} --> {target}: {row.id} {row.name}" for source, target in sorted(_arrows(row))]
    lines += [f"  {state} --> [*]" for state in sorted(FINAL)]
    return "\n".join([*lines, "```"])


def table() -> str:
    """All rows."""
    head = ["| id | action | who | from | to | conditions | fields | effects | event | for |", "|" + "---|" * 10]
    return "\n".join([*head, *map(_row, TABLE)])


def clocks() -> str:
    """The clocks of the default policy, and which rows their ends take."""
    head = ["| clock | default | by whose days | its end takes | source |", "|" + "---|" * 5]
    lines = []
    for rule in DEFAULT_DEADLINES:
        unit = rule.unit.value.replace("_", " ")
        rows = ", ".join(row.id for row in TABLE if rule.id in row.clocks) or "–"
        lines.append(f"| {rule.id} | {rule.amount} {unit} | {rule.calendar} | {rows} | {rule.source} |")
    return "\n".join([*head, *lines])


def states() -> str:
    """All states, and whose turn each is."""
    lines = [f"| `{state}` | {_words(TURNS[state])} |" for state in State]
    return "\n".join(["| state | turn |", "|---|---|", *lines])


def _arrows(row: Transition) -> Iterator[tuple[State, State]]:
    for target in row.targets:
        for source in row.sources:
            if source != target:
                yield source, target


def _row(row: Transition) -> str:
    conditions = ", ".join(guard.__name__ for guard in (*row.guards, *row.checks)) or "–"
    given = ", ".join(each.name if each.is_required else f"({each.name})" for each in row.fields) or "–"
    return (
        f"| {row.id} | {row.name}{' 2' if row.confirm else ''} | {_words(row.roles)} | {_states(row.sources)} "
        f"| {_words(row.targets) if row.targets else 'stays'} | {conditions} | {given} | {_words(row.effects)} "
        f"| `{row.event}` | {row.note} |"
    )


def _states(sources: frozenset[State]) -> str:
    missing = ALL - sources
    if not missing:
        return "all"
    return _words(sources) if len(sources) <= len(missing) else f"all but {_words(missing)}"


def _words(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes)) or "–"


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201  this is how the page is written
