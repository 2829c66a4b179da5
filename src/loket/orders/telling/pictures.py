"""Which pictures of goods a page may show."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

from loket.lib.host_names import host_names


def own_picture(address: str) -> str:
    """A picture's address where the browser may load it: our own, or of a host that the operator lists; else none."""
    return address if _is_ours(address) or host_of(address) in host_names(settings.LOKET_PICTURE_HOSTS) else ""


def host_of(address: str) -> str:
    """The host of an https address without anything unusual about it; empty for any other address."""
    try:
        parts = urlsplit(address)
        is_plain = parts.scheme == "https" and parts.port in {None, 443} and "@" not in parts.netloc
    except ValueError:
        return ""
    return (parts.hostname or "") if is_plain else ""


def is_elsewhere(address: str) -> bool:
    """Whether an item names a picture that no page shows."""
    return bool(address) and not own_picture(address)


def _is_ours(address: str) -> bool:
    own = f"{settings.LOKET_URL}/"
    return address.startswith(own) or (address.startswith("/") and address[1:2] not in {"/", "\\"})
