"""Addresses of sellers' pages."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.utils.http import url_has_allowed_host_and_scheme

HOME = "/sellers"
LONGEST = 500


class OrderNumber:
    """An order's number as one part of an address; its slashes would end the part and are written otherwise."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        """The number as the marketplace writes it."""
        return value.replace("~1", "/").replace("~0", "~")

    def to_url(self, value: str) -> str:
        """The number without slashes (as RFC 6901 writes them)."""
        return value.replace("~", "~0").replace("/", "~1")


def own_address(address: str) -> str:
    """A way to go on that is one of sellers' pages; their first page for any other."""
    path = urlsplit(address[:LONGEST]).path if url_has_allowed_host_and_scheme(address[:LONGEST], None) else ""
    is_ours = path == HOME or path.startswith(f"{HOME}/")
    return path if is_ours and not path.startswith((f"{HOME}/sign-", f"{HOME}/enter")) else HOME
