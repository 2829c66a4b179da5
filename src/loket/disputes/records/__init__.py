"""The record of a dispute, for whoever may see it to keep: exactly what `view_of` shows that viewer, and no more.

Doors in: `record_answer` (a download in any form), `as_pdf` (for archives, banks and courts), `as_text` (for people),
`as_json` (for programs) and `record_name`. May import the views, the showing, the wording and files; nothing here
writes to the database.
"""

from __future__ import annotations

from loket.disputes.records.answering import Form, record_answer
from loket.disputes.records.for_people import as_text
from loket.disputes.records.for_print import as_pdf
from loket.disputes.records.for_programs import as_json
from loket.disputes.records.name import record_name

__all__ = ["Form", "as_json", "as_pdf", "as_text", "record_answer", "record_name"]
