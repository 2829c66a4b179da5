from __future__ import annotations

from django.apps import AppConfig


class DisputesConfig(AppConfig):
    name = "loket.disputes"
    label = "disputes"
