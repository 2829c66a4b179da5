"""What a sign is: a code, whose it is, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from loket.disputes.machine.codes import Role


class Sign(StrEnum):
    """What may speak of abuse; each alone proves nothing."""

    LIKE_PHOTO = "like_photo"
    MANY_REFUNDS = "many_refunds"
    SHARED_ACCOUNT = "shared_account"
    NEW_BUYER = "new_buyer"
    TRACKING_TWICE = "tracking_twice"
    OTHER_CITY = "other_city"
    LIGHT_PARCEL = "light_parcel"
    ASKS_TO_PAY_ELSEWHERE = "asks_to_pay_elsewhere"
    ASKS_TO_TALK_ELSEWHERE = "asks_to_talk_elsewhere"
    ASKS_TO_WITHDRAW = "asks_to_withdraw"
    REFUSALS_OVERTURNED = "refusals_overturned"


@dataclass(frozen=True, slots=True)
class Signal:
    """One sign about the side ``whose``: ``count`` of ``total`` where it counts, and what it was seen in.

    ``seen_in`` holds numbers of disputes or orders, ``detail`` a place or somebody's own words.
    """

    sign: Sign
    whose: Role
    count: int = 0
    total: int = 0
    seen_in: tuple[str, ...] = ()
    detail: str = ""
