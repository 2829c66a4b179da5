"""Where webhooks may go: an address that somebody can answer at, and never one inside this house by a key's word."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from loket.lib.outbound import address_problem

LONGEST_URL = 500


def problem_with(url: str, *, is_trusted: bool, is_trial: bool = False) -> str:
    """What is wrong with the address of a receiver, for people; empty when nothing is.

    ``is_trusted``: an administrator gave it, who may name a machine of the same network. ``is_trial``: this
    installation itself is only reached from its own machine, so that a receiver on it is the usual thing.
    """
    if len(url) > LONGEST_URL or not url.isascii() or not url.isprintable() or " " in url or address_problem(url):
        return _("Begin with https:// and name a host and a path, such as https://shop.example/loket, nothing else.")
    if is_trusted:
        return ""
    parts = urlsplit(url)
    is_inside = _is_inside(parts.hostname or "")
    if is_inside and not is_trial:
        return _("This address is inside the network. An administrator may enter it at the desk.")
    if parts.scheme != "https" and not is_inside:
        return _("Use https://, so that nobody reads along on the way.")
    return ""


def _is_inside(host: str) -> bool:
    """Whether a host is plainly not out in the world."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return host == "localhost" or "." not in host or host.endswith((".localhost", ".local", ".internal"))
