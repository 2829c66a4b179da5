from __future__ import annotations

from django.apps import AppConfig


class TextsConfig(AppConfig):
    name = "loket.texts"
    label = "texts"
