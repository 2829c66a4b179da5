from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class AssistantConfig(AppConfig):
    name = "loket.assistant"
    label = "assistant"

    def ready(self) -> None:
        """Registers the check of the settings."""
        import_module("loket.assistant.checks")
