from __future__ import annotations

from django.apps import AppConfig


class HelpcentreConfig(AppConfig):
    name = "loket.helpcentre"
    label = "helpcentre"
