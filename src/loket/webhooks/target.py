"""Where webhooks may go: an address that somebody can answer at, and never one inside this house by a key's word."""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from loket.lib.network_addresses import (
    Address,
    MayReach,
    Network,
    innermost,
    is_out_in_the_world,
    is_within,
)
from loket.lib.outbound import address_problem

LONGEST_URL = 500


def problem_with(url: str, *, is_trusted: bool, is_trial: bool = False, networks: Collection[Network] = ()) -> str:
    """What is wrong with the address of a receiver, for people; empty when nothing is.

    ``is_trusted``: an administrator gave it, who may name a machine of the same network. ``is_trial``: this
    installation itself is only reached from its own machine, so that a receiver on it is the usual thing.
    ``networks``: those inside that the operator opened for everybody's webhooks.
    """
    if len(url) > LONGEST_URL or not url.isascii() or not url.isprintable() or " " in url or address_problem(url):
        return _("Begin with https:// and name a host and a path, such as https://shop.example/loket, nothing else.")
    if is_trusted:
        return ""
    parts = urlsplit(url)
    host = parts.hostname or ""
    is_inside = _is_inside(host)
    if is_inside and not is_trial and not _is_opened(host, networks):
        return _("This address is inside the network. An administrator may enter it at the desk.")
    if parts.scheme != "https" and not is_inside:
        return _("Use https://, so that nobody reads along on the way.")
    return ""


def judge_of(url: str, *, is_trusted: bool, is_trial: bool = False, networks: Collection[Network] = ()) -> MayReach:
    """Says of each address that the name in ``url`` leads to at this moment whether a delivery may go there.

    A name out in the world that leads inside is refused, whoever gave it: its owner may not be who gave it.
    """
    names_inside = is_trusted and _is_inside(urlsplit(url).hostname or "")

    def may_reach(address: Address) -> bool:
        if is_out_in_the_world(address) or is_within(address, networks):
            return True
        inner = innermost(address)
        if is_trial and inner.is_loopback:
            return True
        return names_inside and (inner.is_private or inner.is_loopback) and not _is_nobodys(inner)

    return may_reach


def _is_inside(host: str) -> bool:
    """Whether a host is plainly not out in the world."""
    name = host.rstrip(".")
    try:
        return not is_out_in_the_world(ip_address(name))
    except ValueError:
        return name == "localhost" or "." not in name or name.endswith((".localhost", ".local", ".internal"))


def _is_opened(host: str, networks: Collection[Network]) -> bool:
    try:
        return is_within(ip_address(host), networks)
    except ValueError:
        return False


def _is_nobodys(address: Address) -> bool:
    """Addresses at which no receiver answers, but perhaps what hands out a cloud machine's credentials."""
    return address.is_link_local or address.is_multicast or address.is_unspecified
