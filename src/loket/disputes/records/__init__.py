"""The record of a dispute, for whoever may see it to keep: exactly what `view_of` shows that viewer, and no more.

Doors in: `as_json` (for programs), `as_text` (for people) and `record_name`. May import the views, the showing and the
wording; nothing here reads the database or writes.
"""

from __future__ import annotations

from loket.disputes.records.for_people import as_text
from loket.disputes.records.for_programs import as_json
from loket.disputes.records.name import record_name

__all__ = ["as_json", "as_text", "record_name"]
