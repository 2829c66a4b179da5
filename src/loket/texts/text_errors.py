"""What can go wrong when ready texts are edited.

TextError      it cannot be done as asked; the text, for people, says why
├── BadField   a field in braces is unknown or broken; ``field`` is what stands there
└── StaleText  somebody saved a newer version meanwhile; carries it, so that nothing is lost
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from loket.texts.models import ReadyTextTranslation


class TextError(ValueError):
    """It cannot be done as asked; the text says why."""


class BadField(TextError):
    """``field`` is what stands in the braces, or around one that stands alone."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


class StaleText(TextError):
    """``newer`` is what stands there now."""

    def __init__(self, newer: ReadyTextTranslation) -> None:
        super().__init__(_("Somebody saved a newer version meanwhile. Compare the two, then save yours again."))
        self.newer = newer
