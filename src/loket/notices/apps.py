from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from loket.texts.built_in import offer


class NoticesConfig(AppConfig):
    name = "loket.notices"
    label = "notices"

    def ready(self) -> None:
        """Lets the desk show the words of letters, which a shop may word itself."""
        offer("notice", import_module("loket.notices.letters.own_words").notice_texts)
