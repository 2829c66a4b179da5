from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from loket.assistant.flows import own_words
from loket.texts.built_in import offer


class AssistantConfig(AppConfig):
    name = "loket.assistant"
    label = "assistant"

    def ready(self) -> None:
        """Registers the check of the settings, and lets flows speak in the operator's own words."""
        import_module("loket.assistant.checks")
        offer("flow", own_words.built_in_texts)
        own_words.listen_to(import_module("loket.texts.held").flow_texts)
