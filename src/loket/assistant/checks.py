from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from loket.assistant.language_model import setting_problem

_OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}


@register()
def check_language_model(**_options: Any) -> list[CheckMessage]:
    """A model that cannot be asked is told by `loket check`, not found out by the missing of its words."""
    if problem := setting_problem():
        hint = "See docs/language-model.md; unset LOKET_MODEL_URL to do without."
        return [Error(problem, hint=hint, id="assistant.E001")]
    parts = urlsplit(settings.LOKET_MODEL_URL)
    if settings.LOKET_MODEL_URL and parts.scheme == "http" and parts.hostname not in _OWN_MACHINE:
        text = "LOKET_MODEL_URL is http: what customers write, and the key, travel readable for others."
        return [Warning(text, hint="Use https, or a network of your own.", id="assistant.W001")]
    return []
