from __future__ import annotations

from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "loket.translation"
    label = "translation"
