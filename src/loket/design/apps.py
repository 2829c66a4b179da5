from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Registers templates, static files and the tag library."""

    name = "loket.design"
    label = "design"

    def ready(self) -> None:
        """Registers the check of the brand."""
        import_module("loket.design.checks")
