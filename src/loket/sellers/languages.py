"""The language of sellers' pages: the one chosen here, else the seller's own, else the nearest to the browser's."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation.trans_real import parse_accept_lang_header

from loket.people.language import LAST_RESORT, best_match, display_name, to_django
from loket.people.models import Seller
from loket.texts.languages import seller_languages

COOKIE = "loket_seller_language"
CHOICE = "language"
LONGEST_HEADER = 500


@dataclass(frozen=True)
class LanguageLink:
    """The way to the same page in another language; it keeps the choice."""

    code: str
    url: str
    is_current: bool

    @cached_property
    def name(self) -> str:
        """The language under its own name."""
        return str(dict(settings.LANGUAGES).get(to_django(self.code), display_name(self.code)))


def language_of(request: HttpRequest, seller: Seller | None) -> str:
    """The language of a page for whoever looks at it."""
    header = request.headers.get("Accept-Language", "")[:LONGEST_HEADER]
    wished = [
        request.COOKIES.get(COOKIE, ""),
        seller.language if seller else "",
        *(code for code, _quality in parse_accept_lang_header(header)),
    ]
    return best_match(wished, seller_languages()) or LAST_RESORT


def keep_choice(request: HttpRequest) -> HttpResponse:
    """Remember a chosen language for a year, and show the same page in it."""
    query = {name: value for name, value in request.GET.dict().items() if name != CHOICE}
    response = redirect(f"{request.path}?{urlencode(query)}" if query else request.path)
    tag = best_match(request.GET[CHOICE], seller_languages())
    if tag:
        age, secure = settings.LANGUAGE_COOKIE_AGE, settings.LANGUAGE_COOKIE_SECURE
        response.set_cookie(COOKIE, tag, max_age=age, samesite="Lax", secure=secure, httponly=True)
    return response


def language_links(request: HttpRequest, current: str) -> list[LanguageLink]:
    """The same page in every language that sellers read."""
    query = request.GET.dict()
    return [
        LanguageLink(tag, f"{request.path}?{urlencode({**query, CHOICE: tag})}", tag == current)
        for tag in seller_languages()
    ]
