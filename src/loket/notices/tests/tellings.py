"""Things to tell, for tests: addressed to Bea, unless somebody else is named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

from loket.notices.facts import Recipient, Telling

# A Monday, eleven in the morning in Recife.
NOON = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
_numbers = count(1)


def bea(**facts):
    known = {"name": "Bea", "language": "pt-BR", "time_zone": "America/Recife", "email": "bea@mail.example"}
    return Recipient("customer", "bea", **{**known, **facts})


def recipient(number, domain="mail.example"):
    return Recipient("customer", f"c-{number}", "Bea", "en", "UTC", f"c{number}@{domain}")


def changed(to=None, **told):
    """Urgent, without secrets, never folded."""
    number = next(_numbers)
    told = {"key": f"changed-{number}", "subject": "order:LK-1", "link": "http://127.0.0.1/en/a", **told}
    fields = {"order": "LK-1", "at": NOON.isoformat(), "address": "Rua da Aurora 1"}
    return Telling(purpose="address_changed", recipient=to or bea(), fields=fields, **told)


def update(to=None, **told):
    """Ordinary: keeps quiet hours, may be folded."""
    number = next(_numbers)
    told = {"key": f"update-{number}", "subject": "conversation:1", "link": "http://127.0.0.1/en/c", **told}
    fields = {"number": "7KQ2M9XA", "answer_by": (NOON + timedelta(days=1)).isoformat(), "news": "Still looking."}
    return Telling(purpose="case_update", recipient=to or bea(), fields=fields, **told)


def code(to=None, **told):
    told = {"key": f"code-{next(_numbers)}", "subject": "order:LK-1", "secret": {"code": "123456"}, **told}
    return Telling(purpose="one_time_code", recipient=to or bea(), fields={"order": "LK-1", "minutes": 10}, **told)
