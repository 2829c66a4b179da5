from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from journeys.cast import ada, edith
from loket.desk.tests import shelf
from loket.desk.tests.waiting import signed_in
from loket.knowledge.queries import article_slugs

pytestmark = pytest.mark.django_db


def send(client, content):
    return client.post("/desk/articles/import", {"file": SimpleUploadedFile("articles.jsonl", content)})


def lines(*given):
    return "\n".join(json.dumps(line) for line in given).encode()


def test_a_file_is_brought_in_and_counted():
    answer = send(signed_in(edith()), lines(shelf.REFUND, shelf.CANCEL))
    assert answer.status_code == 200
    assert "2 articles read: 2 new, 3 new versions" in answer.content.decode()
    assert article_slugs() == {"refund", "cancel"}


def test_every_wrong_line_is_named_and_nothing_is_imported():
    wrong = {**shelf.CANCEL, "topic": 7}
    answer = send(signed_in(edith()), lines(shelf.REFUND) + b"\nnot json\n" + lines(wrong))
    assert answer.status_code == 422
    assert [problem.number for problem in answer.context["problems"]] == [2, 3]
    assert "Nothing of the file was imported" in answer.content.decode()
    assert article_slugs() == frozenset()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"\x00", b"[]", b"{}", b"null"])
def test_what_is_no_file_of_articles_is_refused(content):
    assert send(signed_in(edith()), content).status_code == 422
    assert article_slugs() == frozenset()


def test_without_a_file_it_says_so():
    answer = signed_in(edith()).post("/desk/articles/import")
    assert answer.status_code == 422
    assert "Choose a file first." in answer.content.decode()


def test_what_was_exported_can_be_imported_again():
    shelf.fill()
    client = signed_in(edith())
    exported = b"".join(client.get("/desk/articles/export").streaming_content)
    assert b"reembolso" in exported
    assert "0 new, 0 new versions" in send(client, exported).content.decode()


def test_an_agent_imports_nothing():
    assert send(signed_in(ada()), lines(shelf.REFUND)).status_code == 404
    assert article_slugs() == frozenset()


def test_what_is_wrong_is_said_in_the_readers_language(monkeypatch):
    monkeypatch.setattr("loket.knowledge.article_lines._", lambda text: f"«{text}»")
    assert "«is not a JSON object»" in send(signed_in(edith()), b"[]").content.decode()
