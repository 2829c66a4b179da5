from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from loket.lib.outbound import address_problem
from loket.orders.proofs.senders import FILE_NAME

_OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}
_HINT = "See docs/orders.md, one-time codes."


@register()
def check_code_sender(**_options: Any) -> list[CheckMessage]:
    """Codes that would reach nobody, or travel readable, are told by `loket check`."""
    url = settings.LOKET_SENDER_URL
    if not url:
        return [] if settings.LOKET_DEMO else [_nobody_sends()]
    if problem := address_problem(url):
        return [Error(f"LOKET_SENDER_URL is no sender's address: {problem}.", hint=_HINT, id="orders.E001")]
    if not settings.LOKET_SENDER_SECRET:
        text = "LOKET_SENDER_SECRET is empty: the sender cannot tell Loket's calls from anybody else's."
        return [Error(text, hint=_HINT, id="orders.E002")]
    parts = urlsplit(url)
    if parts.scheme == "http" and parts.hostname not in _OWN_MACHINE:
        text = "LOKET_SENDER_URL is http: contacts and codes travel readable for others."
        return [Warning(text, hint="Use https, or a network of your own.", id="orders.W002")]
    return []


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


def _nobody_sends() -> CheckMessage:
    text = (
        f"LOKET_SENDER_URL is not set: one-time codes stay in {FILE_NAME} of the data directory, and no buyer gets one."
    )
    return Warning(text, hint=_HINT, id="orders.W001")
