from __future__ import annotations

from django.apps import AppConfig


class SellersConfig(AppConfig):
    name = "loket.sellers"
    label = "sellers"
