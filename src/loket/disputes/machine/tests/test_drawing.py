from __future__ import annotations

from pathlib import Path

from loket.disputes.machine import drawing
from loket.disputes.machine.transitions import TABLE

PAGE = Path(__file__).parents[5] / "docs" / "disputes-machine.md"


def test_the_page_in_the_docs_is_what_the_table_says():
    assert PAGE.read_text(encoding="utf-8") == drawing.page(), "python -m loket.disputes.machine.drawing writes it"


def test_every_row_and_every_change_of_state_is_drawn():
    assert all(f"| {row.id} |" in drawing.table() for row in TABLE)
    assert all(f": {row.id} " in drawing.diagram() for row in TABLE if row.targets)
