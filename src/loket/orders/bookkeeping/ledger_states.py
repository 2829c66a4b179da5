"""How entries of the ledger go on: which states wait for what, and when to try again. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

# Among an entry's details: the entry that has to be done before it.
AFTER = "after"
# Among those of a refund to another account: the code that let it go there, who confirmed it, and when.
PROOF = "proof"
# What the ledger itself keeps there; the marketplace need not know.
OURS = frozenset({AFTER, PROOF, "shares", "proven_at"})
# How often an entry looks for the one it waits for, should it have missed its end.
WAITS_FOR_ANOTHER = timedelta(hours=1)

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=6)
# With these pauses the last try comes about 48 hours after the first.
MOST_ATTEMPTS = 15

FIRST_LOOK = timedelta(seconds=30)
LONGEST_LOOK = timedelta(hours=6)
# What was taken and is not done by then is looked into by a person.
ACCEPTED_FOR = timedelta(days=30)
# What was taken may be missing so long in what a marketplace shows.
MAY_BE_MISSING = timedelta(hours=1)


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts whose outcome nobody knows."""
    pauses: int = 3 ** min(max(attempts - 1, 0), 10)
    return min(FIRST_PAUSE * pauses, LONGEST_PAUSE)


def next_look(sent_at: datetime, now: datetime) -> datetime:
    """When to ask again about what the marketplace has taken: the longer it takes, the more seldom."""
    return now + min(max((now - sent_at) / 2, FIRST_LOOK), LONGEST_LOOK)
