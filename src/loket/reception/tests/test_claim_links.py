from __future__ import annotations

from loket.assistant.decisions import Source
from loket.reception.transcripts import _address


def test_a_claim_opens_with_what_was_told_filled_in():
    source = Source("claim:LK-1?reason=snad_damaged&lines=2", "Ajukan klaim", "id")
    assert _address(source, "c-1") == "/id/orders/LK-1/problem?reason=snad_damaged&lines=2&case=c-1"
