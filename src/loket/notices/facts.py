"""What passes between rooms, the outbox, its letters and its channels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from procrastinate.types import JSONValue

RecipientKind = Literal["customer", "seller", "staff", "contact"]


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to be told something, and where; ``contact`` is an order's own, its id the order's number.

    Only ``kind`` and ``id`` say who it is; an empty language or zone is filled with the installation's.
    """

    kind: RecipientKind
    id: str
    name: str = ""
    language: str = ""
    time_zone: str = ""
    email: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing to be told to one recipient. The same ``key`` is told once, for ever.

    ``subject`` is what it is about, as history names things; ``link`` the absolute address of the one next step;
    ``thread`` what mails are threaded and kept in order by (the subject, unless it is given); ``secret`` is sealed.
    """

    key: str
    purpose: str
    recipient: Recipient
    subject: str
    fields: Mapping[str, JSONValue] = field(default_factory=dict)
    secret: Mapping[str, str] = field(default_factory=dict, repr=False)
    link: str = field(default="", repr=False)
    thread: str = ""
    not_before: datetime | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ToCompose:
    """What the letters need to know of one notice.

    ``references`` are the Message-IDs of the thread's earlier mails, the oldest first; ``folded`` are the notices that
    a digest tells about; the last two are where such letters are chosen and declined, empty where they cannot be.
    """

    key: str
    reference: str
    purpose: str
    recipient: Recipient
    language: str
    subject: str
    thread: str
    message_id: str
    fields: Mapping[str, JSONValue] = field(default_factory=dict)
    secret: Mapping[str, str] = field(default_factory=dict, repr=False)
    link: str = field(default="", repr=False)
    references: tuple[str, ...] = ()
    folded: tuple[ToCompose, ...] = ()
    preferences_link: str = field(default="", repr=False)
    stop_link: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """Words ready for any channel; ``short`` holds at most 300 characters. The same ``reference`` goes out once.

    ``stop_link`` is where one POST declines such letters; empty for what may not be declined.
    """

    recipient: Recipient
    language: str
    purpose: str
    reference: str
    subject_line: str
    text: str = field(repr=False)
    html: str = field(repr=False)
    short: str = field(repr=False)
    message_id: str
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    is_automatic: bool = True
    stop_link: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the other server said when it took a letter."""

    said: str
    external_id: str = ""


class NotTaken(Exception):
    """A letter was not taken; ``permanent`` when the same letter would not be taken later either.

    ``said`` is the other server's own words; ``address_is_bad`` when nobody is reached there; ``retry_after`` is in
    seconds; ``channel_is_down`` when no other letter would be taken now either.
    """

    def __init__(
        self,
        said: str,
        *,
        permanent: bool,
        address_is_bad: bool = False,
        retry_after: float | None = None,
        channel_is_down: bool = False,
    ) -> None:
        super().__init__(said)
        self.said = said
        self.permanent = permanent
        self.address_is_bad = address_is_bad
        self.retry_after = retry_after
        self.channel_is_down = channel_is_down
