"""What can go wrong when articles are edited.

ArticleError    it cannot be done as asked; the text, for people, says why
└── StaleDraft  somebody saved a newer version meanwhile; carries both texts, so that nothing is lost
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from loket.knowledge.article_lines import TranslationLine
    from loket.knowledge.models import Revision


class ArticleError(ValueError):
    """It cannot be done as asked; the text says why."""


class StaleDraft(ArticleError):
    """``text`` is what was to be saved, ``newer`` the version that stands there now."""

    def __init__(self, text: TranslationLine, newer: Revision) -> None:
        super().__init__(_("Somebody saved a newer version meanwhile. Compare the two, then save yours again."))
        self.text = text
        self.newer = newer
