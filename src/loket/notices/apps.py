from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from loket.texts.built_in import offer


class NoticesConfig(AppConfig):
    name = "loket.notices"
    label = "notices"

    def ready(self) -> None:
        """Registers the checks, and lets the desk show the words of letters, which a shop may word itself."""
        import_module("loket.notices.checks")
        offer("notice", import_module("loket.notices.letters.own_words").notice_texts)
