"""Every customer in her own language: which page she is shown, and what the assistant answers in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

import loket.ops.demo
from journeys.buyer import Buyer
from journeys.desk_sessions import post_form
from journeys.installation import Installation

LANGUAGES = ("en", "pt-BR", "id", "es")
ARTICLES = (
    "delivery-time",
    "refund-not-received",
    "refund-time",
    "reset-password",
    "coupon-not-working",
    "payment-methods",
    "import-taxes",
    "track-parcel",
    "cannot-sign-in",
    "buyer-protection",
)
BROWSERS = {
    "pt-BR,pt;q=0.9,en;q=0.8": "pt-BR",
    "pt-PT,pt;q=0.9": "pt-BR",
    "id-ID,id;q=0.9,en;q=0.5": "id",
    "es-MX,es;q=0.9": "es",
    "en-AU": "en",
    "fi-FI,fi;q=0.9": "en",
    "": "en",
}


@dataclass(frozen=True)
class Asked:
    """One article in one language: its question, and how people ask it in a hurry."""

    question: str
    in_a_hurry: str


def articles() -> dict[tuple[str, str], Asked]:
    """The demo shop's articles, by their name and language."""
    found = {}
    for path in sorted((Path(loket.ops.demo.__file__).parent / "articles").glob("*.jsonl")):
        for line in path.read_text().splitlines():
            article = json.loads(line)
            for language, text in article["translations"].items():
                found[article["id"], language] = Asked(text["question"], text["also_asked"][0])
    return found


def answer_to(shop: Installation, text: str, *, page_language: str) -> tuple[str, list[str]]:
    """The language of the answer, and the addresses of what it comes from."""
    answer = Buyer(shop, language=page_language).writes(text)[-1]
    return answer["language"], [urlsplit(source["url"]).path for source in answer["sources"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_answered_in_its_own_language_whatever_the_page_speaks(shop, language):
    known, page_language = articles(), "es" if language == "en" else "en"
    for name in ARTICLES:
        said, sources = answer_to(shop, known[name, language].question, page_language=page_language)
        assert (said, sources) == (language, [f"/{language}/help/{name}"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_few_hasty_words_are_answered_in_the_pages_language(shop, language):
    known = articles()
    for name in ARTICLES:
        said, sources = answer_to(shop, known[name, language].in_a_hurry, page_language=language)
        assert (said, sources) == (language, [f"/{language}/help/{name}"])


@pytest.mark.parametrize(("header", "language"), BROWSERS.items())
def test_the_front_page_speaks_the_browsers_language(shop, header, language):
    answer = httpx.get(shop.url, headers={"Accept-Language": header}, timeout=60)
    assert answer.headers["Location"].rstrip("/").endswith(f"/{language}")


def test_the_switch_keeps_the_choice(shop):
    with httpx.Client(base_url=shop.url, headers={"Accept-Language": "pt-BR"}, timeout=60) as http:
        http.get("/id?language=id")
        assert http.get("/").headers["Location"].endswith("/id")


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_say_which_language_they_speak_and_where_the_others_are(shop, language):
    page = httpx.get(f"{shop.url}/{language}/help/delivery-time", timeout=60)
    assert page.headers["Content-Language"] == language
    assert f'<html lang="{language.lower()}"' in page.text.lower()
    for other in LANGUAGES:
        assert f'hreflang="{other}" href="{shop.url}/{other}/help/delivery-time"' in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plain_form_is_answered_in_the_pages_language(shop, language):
    with httpx.Client(base_url=shop.url, timeout=60, follow_redirects=True) as http:
        fields = {
            "text": articles()["delivery-time", language].question,
            "key": f"languages-{language}",
            "to": "assistant",
        }
        page = post_form(http, f"/{language}/contact", fields)
        assert f"/{language}/help/delivery-time" in page.text
