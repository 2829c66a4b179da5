from __future__ import annotations

from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import DatabaseError

from loket.lib.host_names import is_host_name
from loket.lib.outbound import address_problem
from loket.orders.queries import newest_pictures
from loket.orders.telling.pictures import host_of, is_elsewhere

# A shop's pictures come from few hosts: the newest tell of all.
PICTURES_READ = 200
MOST_HOSTS = 3
_OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}


@register()
def check_marketplace(**_options: Any) -> list[CheckMessage]:
    """A marketplace that could never be asked is told before the first refund waits for it."""
    name, url = settings.LOKET_MARKETPLACE, settings.LOKET_MARKETPLACE_URL
    hint = "See docs/orders.md, marketplaces."
    if name == "demo":
        return []
    if name not in {"http", "woocommerce"}:
        return [Error("LOKET_MARKETPLACE must be demo, http or woocommerce.", hint=hint, id="orders.E003")]
    if problem := address_problem(url):
        return [Error(f"LOKET_MARKETPLACE_URL is no marketplace's address: {problem}.", hint=hint, id="orders.E004")]
    needed = {"LOKET_MARKETPLACE_SECRET": settings.LOKET_MARKETPLACE_SECRET}
    if name == "woocommerce":
        needed["LOKET_MARKETPLACE_KEY"] = settings.LOKET_MARKETPLACE_KEY
    if missing := ", ".join(key for key, value in needed.items() if not value):
        return [Error(f"{missing} is empty: the marketplace would refuse every call.", hint=hint, id="orders.E005")]
    parts = urlsplit(url)
    if parts.scheme == "http" and parts.hostname not in _OWN_MACHINE:
        text = "LOKET_MARKETPLACE_URL is http: orders and refunds travel readable for others."
        return [Warning(text, hint="Use https, or a network of your own.", id="orders.W003")]
    return []


@register()
def check_picture_hosts(databases: Collection[str] | None = None, **_options: Any) -> list[CheckMessage]:
    """Pictures of goods that buyers would never see are told, and names that no policy can hold."""
    hint = "LOKET_PICTURE_HOSTS lists host names with commas between them, such as cdn.shop.example (docs/orders.md)."
    if wrong := ", ".join(each for each in settings.LOKET_PICTURE_HOSTS if not is_host_name(each)):
        return [Error(f"LOKET_PICTURE_HOSTS names what is no host: {wrong}.", hint=hint, id="orders.E006")]
    stored = _stored_pictures() if databases else []
    hidden = {host_of(each) or "addresses without https" for each in stored if is_elsewhere(each)}
    if not hidden:
        return []
    named = ", ".join(sorted(hidden)[:MOST_HOSTS])
    return [Warning(f"Orders carry pictures that no page shows, from {named}.", hint=hint, id="orders.W004")]


def _stored_pictures() -> list[str]:
    """The newest ones; none where the tables are not made yet."""
    try:
        return newest_pictures(PICTURES_READ)
    except DatabaseError:
        return []
