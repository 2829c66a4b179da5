"""Why somebody is told something, and what follows from it: how soon, how long it makes sense, and where it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

MAIL_FIRST = ("email", "sender")
PHONE_FIRST = ("sender", "email")
_A_DAY = timedelta(days=1)
_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Purpose:
    """One reason to write; ``channels`` in the order in which they are tried, ``lives_for`` until it is pointless.

    What is urgent goes in quiet hours too; what may be digested goes together with others that come close to it.
    What is owed goes whatever was declined, for times run from it; but not in quiet hours.
    ``ends_when_opened``: whoever opens the page that it is about knows it, and nothing is sent any more.
    """

    code: str
    is_urgent: bool = False
    is_owed: bool = False
    may_be_digested: bool = False
    is_automatic: bool = True
    ends_when_opened: bool = True
    lives_for: timedelta = _A_WEEK
    channels: tuple[str, ...] = MAIL_FIRST

    @property
    def may_be_declined(self) -> bool:
        """Whether a recipient's wishes count; codes, links that were asked for and warnings go all the same."""
        return not (self.is_urgent or self.is_owed)


def _at_once(code: str, lives_for: timedelta, channels: tuple[str, ...]) -> Purpose:
    """Urgent, and not to be taken back by a page that somebody opens."""
    return Purpose(code, is_urgent=True, ends_when_opened=False, lives_for=lives_for, channels=channels)


def _owed(code: str, *, ends_when_opened: bool = True) -> Purpose:
    """A step of a dispute of which each side has to know; some also in writing, whatever page was opened."""
    return Purpose(code, is_owed=True, ends_when_opened=ends_when_opened, lives_for=2 * _A_WEEK)


_OF_DISPUTES = (
    _owed("dispute_submitted", ends_when_opened=False),
    _owed("dispute_claim"),
    _owed("dispute_offer"),
    _owed("dispute_accepted"),
    _owed("dispute_escalated"),
    _owed("dispute_question"),
    _owed("dispute_proposal", ends_when_opened=False),
    _owed("dispute_decision", ends_when_opened=False),
    _owed("dispute_return"),
    _owed("dispute_replacement"),
    _owed("dispute_refund"),
    _owed("dispute_delay"),
    _owed("dispute_hold"),
    _owed("dispute_hold_ended"),
    _owed("dispute_appeal"),
    _owed("dispute_appeal_decided", ends_when_opened=False),
    _owed("dispute_resolved", ends_when_opened=False),
    _owed("dispute_closed", ends_when_opened=False),
    _owed("dispute_reminder"),
    # The last 24 hours go on at night too.
    Purpose("dispute_last_reminder", is_urgent=True, lives_for=_A_DAY, channels=PHONE_FIRST),
    Purpose("dispute_receipt", may_be_digested=True, lives_for=2 * _A_DAY),
    Purpose("dispute_evidence", may_be_digested=True),
    Purpose("dispute_update", may_be_digested=True, lives_for=2 * _A_DAY),
    Purpose("dispute_news", may_be_digested=True),
)
_ALL = (
    # A person's own words, which automatic answers may be given to.
    Purpose("unread_reply", may_be_digested=True, is_automatic=False),
    Purpose("answer_out_of_hours", may_be_digested=True, is_automatic=False),
    # What buyer and seller write to each other about an order.
    Purpose("order_talk", may_be_digested=True, is_automatic=False),
    _at_once("one_time_code", timedelta(minutes=10), PHONE_FIRST),
    # To somebody who may not be the one that has the page open.
    _at_once("address_changed", _A_WEEK, PHONE_FIRST),
    _at_once("contact_changed", _A_WEEK, MAIL_FIRST),
    _at_once("refund_elsewhere", _A_DAY, PHONE_FIRST),
    # Asked for a moment ago by somebody who waits for it.
    _at_once("sign_in_link", timedelta(hours=1), MAIL_FIRST),
    _at_once("link_to_conversation", _A_DAY, MAIL_FIRST),
    # To those who run the installation.
    _at_once("webhook_off", _A_WEEK, MAIL_FIRST),
    # To those who lead, about claims; written once an hour, so that it needs no digest.
    Purpose("lead_alert", lives_for=_A_DAY),
    Purpose("case_queued", may_be_digested=True, lives_for=_A_DAY),
    Purpose("promise_changed", may_be_digested=True, lives_for=2 * _A_DAY),
    Purpose("case_update", may_be_digested=True, lives_for=2 * _A_DAY),
    Purpose("case_closed", may_be_digested=True),
    Purpose("rating_request", may_be_digested=True, ends_when_opened=False),
    Purpose("digest", ends_when_opened=False),
    *_OF_DISPUTES,
)
PURPOSES: Mapping[str, Purpose] = MappingProxyType({each.code: each for each in _ALL})
