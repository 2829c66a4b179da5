"""By which channel a notice goes: the purpose's order, less what is not set up, not wanted, unknown or dead."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from loket.notices.channels.demo_mailbox import DemoMailbox
from loket.notices.channels.email import EmailChannel
from loket.notices.channels.port import Channel
from loket.notices.channels.shop_sender import ShopSender
from loket.notices.facts import Recipient
from loket.notices.models import Problem
from loket.notices.purposes import Purpose

EVERY: tuple[Channel, ...] = (EmailChannel(), ShopSender(), DemoMailbox())
BY_NAME = {each.name: each for each in EVERY}
_DEMO = "demo"
# A channel and an address on it.
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """The channel by which something goes, or why by none."""

    channel: Channel | None = None
    problem: str = ""


def choose(
    purpose: Purpose,
    recipient: Recipient,
    *,
    off: Collection[str] = (),
    dead: Collection[Place] = (),
    given_up: Collection[str] = (),
) -> Choice:
    """The first channel that may be tried. What is urgent asks nobody whether it is wanted."""
    ways = [each for each in _in_order(purpose) if each.is_configured()]
    if not ways:
        return Choice(problem=Problem.NO_CHANNEL)
    reaching = [each for each in ways if each.reaches(recipient)]
    if not reaching:
        return Choice(problem=Problem.NO_ADDRESS)
    alive = [each for each in reaching if (each.name, each.address_of(recipient)) not in dead]
    if not alive:
        return Choice(problem=Problem.BAD_ADDRESS)
    wanted = [each for each in alive if each.name not in off] if purpose.may_be_declined else alive
    if not wanted:
        return Choice(problem=Problem.NOT_WANTED)
    left = [each for each in wanted if each.name not in given_up]
    return Choice(channel=left[0]) if left else Choice(problem=Problem.REFUSED)


def places_of(recipient: Recipient) -> set[Place]:
    """All addresses at which a recipient could be reached."""
    return {(each.name, each.address_of(recipient)) for each in EVERY if each.reaches(recipient)}


def is_any_configured() -> bool:
    """Whether letters can leave at all."""
    return any(each.is_configured() for each in EVERY)


def leaves_this_house() -> bool:
    """Whether letters can leave for real: into a mailbox that its owner alone reads."""
    return any(each.is_configured() for each in EVERY if each.name != _DEMO)


def close_all() -> None:
    """Let go of connections that are kept between letters."""
    for each in EVERY:
        each.close()


def _in_order(purpose: Purpose) -> Sequence[Channel]:
    return [BY_NAME[name] for name in (*purpose.channels, _DEMO)]
