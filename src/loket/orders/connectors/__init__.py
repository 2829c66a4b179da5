"""Marketplaces on which actions are carried out, behind one port.

Doors in: ``connector``, ``takes_money_to``. ``demo`` is embedded, ``http`` speaks to any server that follows
docs/orders.md, and ``woocommerce`` to a WooCommerce shop. A connector changes nothing here: the ledger notes what it
says.
May import what ``orders`` may.
"""

from __future__ import annotations

from django.conf import settings

from loket.orders.connectors.demo import DemoMarketplace
from loket.orders.connectors.http import HttpMarketplace
from loket.orders.connectors.port import Marketplace, MarketplaceUnknown
from loket.orders.connectors.woocommerce import WooCommerce


def connector() -> Marketplace:
    """The marketplace that the settings name; raises MarketplaceUnknown."""
    if settings.LOKET_MARKETPLACE == "demo":
        return DemoMarketplace()
    if settings.LOKET_MARKETPLACE == "http":
        return HttpMarketplace(settings.LOKET_MARKETPLACE_URL, settings.LOKET_MARKETPLACE_SECRET)
    if settings.LOKET_MARKETPLACE == "woocommerce":
        return WooCommerce(
            settings.LOKET_MARKETPLACE_URL, settings.LOKET_MARKETPLACE_KEY, settings.LOKET_MARKETPLACE_SECRET
        )
    raise MarketplaceUnknown("LOKET_MARKETPLACE must be demo, http or woocommerce.")


def takes_money_to() -> frozenset[str]:
    """Where the marketplace can send money; back the way it came alone where the settings name none that works."""
    try:
        return connector().destinations
    except MarketplaceUnknown:
        return frozenset({"original"})
