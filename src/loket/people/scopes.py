"""What a server's key may be allowed to do: the one list that the API checks and the desk offers."""

from __future__ import annotations

from enum import StrEnum


class KeyScope(StrEnum):
    """One thing that a key opens."""

    CONVERSATIONS = "conversations"
    REPLIES = "replies"
    ORDERS = "orders"
    DISPUTES = "disputes"
