from __future__ import annotations

import pytest

from journeys.cast import ada, ana, edith, max_
from loket.desk.tests import shelf
from loket.desk.tests.waiting import signed_in
from loket.knowledge.actions.editing import save_draft
from loket.knowledge.queries import article_slugs

pytestmark = pytest.mark.django_db

ENGLISH = "/desk/articles/refund/en"
PAGES = [
    "/desk/articles",
    "/desk/articles/new",
    "/desk/articles/import",
    "/desk/articles/export",
    ENGLISH,
    f"{ENGLISH}/history",
    f"{ENGLISH}/history/1",
    "/desk/topics",
    "/desk/topics/new",
]


@pytest.fixture(autouse=True)
def _filled():
    shelf.fill()


def found(page):
    return [row.article.slug for row in page.context["rows"]]


@pytest.mark.parametrize("page", PAGES)
def test_outsiders_are_sent_to_sign_in(client, page):
    assert client.get(page).url == f"/desk/sign-in?next={page}"


@pytest.mark.parametrize("page", PAGES)
def test_agents_and_leads_write_no_articles(page):
    for member in (ada(), max_()):
        assert signed_in(member).get(page).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_editors_and_administrators_do(page):
    for member in (edith(), ana()):
        assert signed_in(member).get(page).status_code == 200


def test_an_agent_cannot_save_or_publish():
    client = signed_in(ada())
    assert client.post(ENGLISH, shelf.words(question="Mine?", action="publish")).status_code == 404
    assert client.post(f"{ENGLISH}/state", {"action": "archive"}).status_code == 404
    assert shelf.text_of().latest.version == 1


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ({}, ["refund", "cancel"]),
        ({"text": "reembolso"}, ["refund"]),
        ({"topic": "orders"}, ["cancel"]),
        ({"language": "pt-BR"}, ["refund"]),
        ({"state": "missing", "language": "pt-BR"}, ["cancel"]),
        ({"state": "missing"}, ["refund", "cancel"]),
        ({"state": "published", "language": "pt-BR"}, ["refund"]),
        ({"state": "draft"}, []),
        ({"state": "archived"}, []),
        ({"state": "invented", "topic": "invented"}, []),
        ({"text": "\0%_"}, []),
    ],
)
def test_the_list_is_narrowed_down(query, slugs):
    assert found(signed_in(edith()).get("/desk/articles", query)) == slugs


def test_each_language_says_how_far_it_is():
    client = signed_in(edith())
    client.post(ENGLISH, shelf.words(answer="It takes seven days.", action="publish"))
    row = client.get("/desk/articles").context["rows"][0]
    assert {cell.language: cell.state for cell in row.cells} == {
        "en": "published",
        "pt-BR": "behind",
        "id": "missing",
        "es": "missing",
    }
    assert found(client.get("/desk/articles", {"state": "behind"})) == ["refund"]


def test_a_long_list_is_read_page_by_page():
    lines = [{**shelf.CANCEL, "id": f"article-{number:02}"} for number in range(51)]
    shelf.fill(*lines)
    client = signed_in(edith())
    first = client.get("/desk/articles")
    rest = client.get(f"/desk/articles?{first.context['next_query']}")
    slugs = found(first) + found(rest)
    assert len(slugs) == len(set(slugs)) == 53
    assert rest.context["next_query"] == ""


def test_a_new_article_begins_as_a_draft_with_its_question():
    fields = {"question": "How do I pay?", "topic": shelf.topic_by("orders").pk, "language": "pt-BR", "slug": ""}
    answer = signed_in(edith()).post("/desk/articles/new", fields)
    assert answer.url == "/desk/articles/how-do-i-pay/pt-BR"
    assert shelf.text_of("how-do-i-pay", "pt-BR").published is None


@pytest.mark.parametrize(
    "changed", [{"slug": "refund"}, {"question": ""}, {"topic": 0}, {"question": "？", "slug": ""}]
)
def test_a_new_article_that_cannot_be_is_refused_with_what_was_typed(changed):
    fields = {"question": "Typed words?", "topic": shelf.topic_by("orders").pk, "language": "en", "slug": "new-one"}
    answer = signed_in(edith()).post("/desk/articles/new", {**fields, **changed})
    assert answer.status_code == 422
    assert {**fields, **changed}["question"] in answer.content.decode()
    assert article_slugs() == {"refund", "cancel"}


def test_a_draft_is_not_what_readers_see():
    client = signed_in(edith())
    client.post(ENGLISH, shelf.words(question="Refund, where?", also_asked="money back\n\n money  back \nrefund??"))
    text = shelf.text_of()
    assert (text.latest.question, text.published.question) == ("Refund, where?", "Where is my refund?")
    assert text.latest.also_asked == ["money back", "refund??"]
    client.post(ENGLISH, shelf.words(action="publish"))
    assert shelf.text_of().published.question == "Refund, where?"


def test_a_missing_language_is_begun_beside_its_source():
    client = signed_in(edith())
    page = client.get("/desk/articles/refund/id")
    assert "Where is my refund?" in page.content.decode()
    fields = {"question": "Di mana uang saya?", "answer": "", "also_asked": "", "base_version": 0, "action": "publish"}
    client.post("/desk/articles/refund/id", fields)
    assert shelf.text_of(language="id").published.source_version == 1


def test_what_changed_in_the_source_is_shown_to_the_translator():
    client = signed_in(edith())
    client.post(ENGLISH, shelf.words(answer="It takes **seven** days.", action="publish"))
    page = client.get("/desk/articles/refund/pt-BR").content.decode()
    assert "<del>five</del><ins>seven</ins>" in page
    client.post("/desk/articles/refund/pt-BR/state", {"action": "confirm"})
    assert "<del>" not in client.get("/desk/articles/refund/pt-BR").content.decode()


def test_a_stale_save_keeps_both_texts():
    client, begun = signed_in(edith()), shelf.words(answer="My words.\r\nAs browsers send them.")
    given = {"question": "Where is my refund?", "answer": "Max wrote this.", "also_asked": []}
    save_draft(shelf.text_of(), **given, by=max_(), base_version=1)
    answer = client.post(ENGLISH, begun)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Max saved version 2 while you were writing." in html
    assert "My words." in html
    assert "\r" not in "".join(piece.text for piece in answer.context["difference"])
    assert "Max wrote this." in html
    assert shelf.text_of().latest.answer == "Max wrote this."
    again = {**begun, "base_version": answer.context["form"]["base_version"].value()}
    assert client.post(ENGLISH, again).status_code == 302
    assert shelf.text_of().latest.answer == "My words.\nAs browsers send them."
    assert shelf.text_of().latest.version == 3


def test_the_same_words_make_no_new_version():
    signed_in(edith()).post(ENGLISH, shelf.words())
    assert shelf.text_of().latest.version == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"question": ""},
        {"question": "x" * 301},
        {"answer": "x" * 50_001},
        {"also_asked": "x" * 501},
        {"answer": "a\0b"},
    ],
)
def test_a_text_that_cannot_be_stored_is_refused_and_stays_on_the_page(changed):
    answer = signed_in(edith()).post(ENGLISH, shelf.words(**{"answer": "Precious words.", **changed}))
    assert answer.status_code == 422
    assert changed.get("answer", "Precious words.")[:10] in answer.content.decode()
    assert shelf.text_of().latest.version == 1


def test_the_preview_is_safe_html():
    words = {"question": "A?", "answer": "**bold** <script>alert(1)</script> [x](javascript:alert(1))"}
    html = signed_in(edith()).post("/desk/articles/preview", words).content.decode()
    assert "<strong>bold</strong>" in html
    assert "<script>" not in html
    assert 'href="javascript' not in html


def test_a_language_is_taken_back_and_an_article_put_away_and_back():
    client = signed_in(edith())
    client.post("/desk/articles/refund/pt-BR/state", {"action": "unpublish"})
    assert shelf.text_of(language="pt-BR").published is None
    client.post(f"{ENGLISH}/state", {"action": "archive"})
    assert found(client.get("/desk/articles")) == ["cancel"]
    assert found(client.get("/desk/articles", {"state": "archived"})) == ["refund"]
    client.post(f"{ENGLISH}/state", {"action": "bring_back"})
    assert found(client.get("/desk/articles")) == ["refund", "cancel"]
    assert client.post(f"{ENGLISH}/state", {"action": "invented"}).status_code == 404


def test_an_article_moves_to_another_topic():
    signed_in(edith()).post(f"{ENGLISH}/topic", {"topic": shelf.topic_by("orders").pk})
    assert found(signed_in(edith()).get("/desk/articles", {"topic": "orders"})) == ["refund", "cancel"]


def test_an_earlier_version_comes_back_as_a_new_one():
    client = signed_in(edith())
    client.post(ENGLISH, shelf.words(answer="Worse."))
    assert "<del>Worse</del>" not in client.get(f"{ENGLISH}/history/2").content.decode()
    assert "Worse" in client.get(f"{ENGLISH}/history/1?against=latest").content.decode()
    client.post(f"{ENGLISH}/history/1")
    assert shelf.text_of().latest.version == 3
    assert shelf.text_of().latest.answer == "It takes **five** days."


@pytest.mark.parametrize("path", ["refund/xx-!!", "unknown/en", "refund/en/history/99", "refund/id/history"])
def test_what_is_not_there_is_not_found(path):
    assert signed_in(edith()).get(f"/desk/articles/{path}").status_code == 404
