"""What readers leave behind: a count of views, and whether an article helped."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.utils.crypto import salted_hmac

from loket.knowledge.models import ArticleFeedback
from loket.knowledge.queries import published_translations
from loket.people.access import NotVisible

COMMENT_LETTERS = 1000


def count_view(translation_id: int, *, day: date) -> None:
    """Count one view of a published article, in one statement; what is not published counts nothing."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [day, translation_id])


def give_feedback(translation_id: int, *, helped: bool, comment: str = "", visitor: str) -> ArticleFeedback:
    """Keep a reader's answer; a second one by the same visitor to the same version replaces the first.

    ``visitor`` is whatever the page knows a browser by; only a digest of it is stored. Raises NotVisible.
    """
    translation = published_translations().select_related("published").filter(pk=translation_id).first()
    if translation is None or translation.published is None:
        raise NotVisible
    words = comment.replace("\0", "").encode("utf-8", "ignore").decode().strip()[:COMMENT_LETTERS]
    digest = salted_hmac("loket.knowledge.feedback", visitor.encode("utf-8", "replace"), algorithm="sha256").hexdigest()
    feedback, _is_new = ArticleFeedback.objects.update_or_create(
        translation=translation,
        version=translation.published.version,
        visitor=digest,
        defaults={"helped": helped, "comment": words},
    )
    return feedback


_COUNT = """
INSERT INTO knowledge_articleday (translation_id, day, views)
SELECT t.id, %s, 1 FROM knowledge_articletranslation t
JOIN knowledge_article a ON a.id = t.article_id AND a.state = 'published'
WHERE t.id = %s AND t.published_id IS NOT NULL
ON CONFLICT (translation_id, day) DO UPDATE SET views = knowledge_articleday.views + 1
"""
