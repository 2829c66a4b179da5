"""Which addresses a name leads to, asked once: whoever connects to the answer cannot be sent elsewhere after."""

from __future__ import annotations

import queue
import socket
import threading
import time
from collections.abc import Callable, Iterable
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
# Says whether an address may be connected to.
MayReach = Callable[[Address], bool]

_TRANSLATED = ip_network("64:ff9b::/96")
_LAST_32_BITS = 0xFFFF_FFFF


class NotReachable(OSError):
    """A name leads to no address, or to none that may be connected to."""


def is_out_in_the_world(address: Address) -> bool:
    """Whether an address is a public one: of no private network, no link, no machine itself, no group."""
    inner = innermost(address)
    return inner.is_global and not inner.is_multicast and not inner.is_reserved


def innermost(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for (mapped, 6to4, Teredo, NAT64), else the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _TRANSLATED:
        return IPv4Address(int(address) & _LAST_32_BITS)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address


def is_within(address: Address, networks: Iterable[Network]) -> bool:
    """Whether an address lies in one of these networks."""
    inner = innermost(address)
    return any(each.version == one.version and one in each for each in networks for one in (address, inner))


def read_networks(text: str) -> tuple[Network, ...]:
    """Networks as a comma-separated setting names them, such as ``10.0.0.0/8``; raises ValueError for what is none."""
    return tuple(ip_network(each.strip(), strict=False) for each in text.split(",") if each.strip())


def resolve(host: str, port: int, *, seconds: float) -> tuple[Address, ...]:
    """The addresses of a host, in the order in which they should be tried; raises NotReachable and TimeoutError."""
    told: queue.SimpleQueue[list[Address] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            told.put(_ask(host, port))
        except (OSError, UnicodeError):
            told.put(NotReachable("no address"))

    # The system's resolver knows no deadline, so a thread waits for it that nobody has to wait for.
    threading.Thread(target=ask, daemon=True).start()
    try:
        found = told.get(timeout=max(seconds, 0))
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(found, OSError):
        raise found
    return tuple(dict.fromkeys(found))


def connect(host: str, port: int, *, seconds: float, may_reach: MayReach) -> socket.socket:
    """A connection to the first address of ``host`` that may be reached and answers; nothing asks for the name again.

    Raises NotReachable where there is none, else what the last attempt raised.
    """
    ends_at = time.monotonic() + seconds
    allowed = [each for each in resolve(host, port, seconds=seconds) if may_reach(each)]
    problem: OSError = NotReachable("address not allowed")
    for each in allowed:
        left = ends_at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        try:
            return _connected(each, port, left)
        except OSError as error:
            problem = error
    raise problem


def _connected(address: Address, port: int, seconds: float) -> socket.socket:
    made = socket.socket(socket.AF_INET if isinstance(address, IPv4Address) else socket.AF_INET6, socket.SOCK_STREAM)
    try:
        made.settimeout(seconds)
        made.connect((str(address), port))
    except BaseException:
        made.close()
        raise
    return made


def _ask(host: str, port: int) -> list[Address]:
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    # A zone after the address (fe80::1%eth0) is of this machine, and no part of it.
    return [ip_address(str(row[4][0]).partition("%")[0]) for row in rows]
