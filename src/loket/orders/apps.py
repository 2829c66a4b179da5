from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "loket.orders"
    label = "orders"

    def ready(self) -> None:
        """Registers the check of the settings."""
        import_module("loket.orders.checks")
