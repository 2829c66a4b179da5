import json

import pytest

from loket.api.tests.calling import nobody
from loket.knowledge.actions.importing import import_articles

pytestmark = pytest.mark.django_db


def article(slug, state="published", **questions):
    translations = {
        tag: {"question": text, "answer": f"About {text}", "also_asked": []} for tag, text in questions.items()
    }
    return json.dumps({"id": slug, "topic": "orders", "state": state, "translations": translations})


@pytest.fixture
def articles():
    import_articles(
        [
            article("cancel-order", en="How do I cancel?", id="Bagaimana cara membatalkan?"),
            article("late-parcel", en="My parcel is late"),
            article("secret", state="draft", en="Not yet"),
        ]
    )


def test_published_articles_are_listed_in_the_language_asked_for(articles):
    items = nobody().get("/articles?language=id").json()["items"]
    assert [(item["id"], item["language"]) for item in items] == [("cancel-order", "id"), ("late-parcel", "en")]
    assert items[0]["url"] == "/id/help/cancel-order"


def test_the_list_comes_in_pages(articles):
    first = nobody().get("/articles?limit=1").json()
    rest = nobody().get(f"/articles?after={first['next']}").json()
    assert [first["items"][0]["id"], rest["items"][0]["id"], rest["next"]] == ["cancel-order", "late-parcel", None]


def test_a_search_finds_the_right_one_first(articles):
    items = nobody().get("/articles?q=parcel late&language=en").json()["items"]
    assert items[0]["id"] == "late-parcel"


def test_one_article_with_its_answer(articles):
    found = nobody().get("/articles/cancel-order?language=id").json()
    assert (found["question"], found["languages"]) == ("Bagaimana cara membatalkan?", ["en", "id"])
    assert found["answer"] == "About Bagaimana cara membatalkan?"


@pytest.mark.parametrize("slug", ["secret", "nothing"])
def test_drafts_look_like_what_does_not_exist(articles, slug):
    assert nobody().get(f"/articles/{slug}").status_code == 404
