from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

from loket.translation.configured import setting_problems

_OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}
_ADDRESSES = {
    "libretranslate": "LOKET_LIBRETRANSLATE_URL",
    "deepl": "LOKET_DEEPL_URL",
    "model": "LOKET_TRANSLATION_MODEL_URL",
}


@register()
def check_translators(**_options: Any) -> list[CheckMessage]:
    """A translator that is left out, or to which texts travel readable, is told by `loket check`."""
    hint = "See docs/translation.md; Loket runs without it."
    return [
        *(Warning(problem, hint=hint, id="translation.W001") for problem in setting_problems()),
        *(_readable(name) for name in settings.LOKET_TRANSLATORS if name in _ADDRESSES and _is_readable(name)),
    ]


def _is_readable(name: str) -> bool:
    parts = urlsplit(getattr(settings, _ADDRESSES[name]))
    return parts.scheme == "http" and parts.hostname not in _OWN_MACHINE


def _readable(name: str) -> CheckMessage:
    text = f"{_ADDRESSES[name]} is http: what customers write, and the key, travel readable for others."
    return Warning(text, hint="Use https, or a network of your own.", id="translation.W002")
