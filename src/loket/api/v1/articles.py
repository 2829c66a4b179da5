from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field, StrictStr

from loket.api.v1.answers import ArticleOut, ArticlesOut
from loket.api.v1.reading import find_article, list_articles
from loket.api.v1.responding import PUBLIC_PROBLEMS, respond
from loket.api.v1.schemas import STORABLE, LanguageTag, Slug

router = Router(tags=["articles"])
Words = Annotated[StrictStr, Field(max_length=500), STORABLE]


@router.get("/articles", response={200: ArticlesOut, **PUBLIC_PROBLEMS})
def index(
    request: HttpRequest,
    language: LanguageTag | None = None,
    q: Words = "",
    topic: Slug | None = None,
    limit: Annotated[int, Field(ge=1, le=100)] = 100,
    after: Annotated[StrictStr, Field(max_length=100), STORABLE] = "",
) -> HttpResponse:
    """Published articles in one language, all of them or those that a search finds, best first."""
    items, following = list_articles(_language(request, language), q=q, topic=topic, limit=limit, after=after)
    return respond(ArticlesOut(items=items, next=following))


@router.get("/articles/{article_id}", response={200: ArticleOut, **PUBLIC_PROBLEMS})
def show(request: HttpRequest, article_id: Slug, language: LanguageTag | None = None) -> HttpResponse:
    """One article, in the language asked for or the closest there is."""
    return respond(find_article(article_id, _language(request, language)))


def _language(request: HttpRequest, asked: str | None) -> str:
    return asked or str(getattr(request, "LANGUAGE_CODE", "en"))
