"""Where money may go: back the way it came, or somewhere else, for which much more is asked."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from loket.orders.bookkeeping.refusals import RequestRefused
from loket.orders.models import Refund

# Nobody else can hold these: the buyer's own means of payment, and credit with the shop itself. So they need no page
# of the buyer's, and the first is what counts where nobody chose.
SAFE = (Refund.Destination.ORIGINAL.value, Refund.Destination.STORE_CREDIT.value)
PROOF_IS_FRESH_FOR = timedelta(minutes=10)
WAIT = timedelta(hours=24)


def is_elsewhere(destination: str) -> bool:
    """Whether money would go to an account that somebody just named."""
    return destination not in SAFE


def check_elsewhere(details: Mapping[str, Any], *, contact_name: str) -> None:
    """Raise RequestRefused unless there is an account, and it belongs to the order's contact."""
    if not str(details.get("account") or "").strip():
        raise RequestRefused("account_missing")
    if not is_same_person(str(details.get("holder") or ""), contact_name):
        raise RequestRefused("holder_differs")


def is_same_person(holder: str, name: str) -> bool:
    """Whether two names are the same but for case, accents, spaces and punctuation; nobody is nobody."""
    return bool(_folded(name)) and _folded(holder) == _folded(name)


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(each for each in unicodedata.normalize("NFKD", plain) if each.isalnum())
