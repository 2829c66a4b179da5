from __future__ import annotations

from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    name = "loket.reception"
    label = "reception"
