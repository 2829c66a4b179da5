"""What every page shell shows: the brand and the languages to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, get_language_info

from loket.design.brand import load_brand


@dataclass(frozen=True)
class LanguageChoice:
    """One language of the interface, under its own name."""

    code: str
    name: str
    is_current: bool


def brand(request: HttpRequest) -> dict[str, Any]:
    """Context processor for the page shells."""
    return {
        "brand": load_brand(),
        "language_choices": list_languages(),
        "language_url": _language_url(),
        "page_path": request.get_full_path(),
    }


def list_languages() -> list[LanguageChoice]:
    """The languages of `LANGUAGES`, each under its own name."""
    current = get_language()
    return [LanguageChoice(code, _own_name(code, name), code == current) for code, name in settings.LANGUAGES]


def _own_name(code: str, fallback: str) -> str:
    try:
        name = str(get_language_info(code)["name_local"])
    except KeyError:
        name = str(fallback)
    return name[:1].upper() + name[1:]


def _language_url() -> str:
    try:
        return reverse("set_language")
    except NoReverseMatch:
        return ""
