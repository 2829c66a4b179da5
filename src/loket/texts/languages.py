"""The languages in which ready texts are written, and those in which sellers' pages are shown."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from loket.people.language import from_django

# What sellers meet is written in Chinese too, whichever languages the interface speaks.
FURTHER = ("zh-Hans",)


def text_languages(more: Iterable[str] = ()) -> list[str]:
    """The interface's languages, those further ones, then others in use; each once."""
    return list(dict.fromkeys([*(from_django(code) for code, _name in settings.LANGUAGES), *FURTHER, *more]))


def seller_languages() -> list[str]:
    """The languages of sellers' pages: the interface's, and those further ones."""
    return text_languages()
