from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "loket.translation"
    label = "translation"

    def ready(self) -> None:
        """Registers the check of the settings."""
        import_module("loket.translation.checks")
