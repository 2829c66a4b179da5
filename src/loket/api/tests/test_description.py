import json

from django.core.management import call_command
from django.test import Client

from loket.api.description import SNAPSHOT
from loket.api.v1.application import description


def test_the_snapshot_says_what_the_code_says():
    assert SNAPSHOT.read_text() == description(), (
        "The outside has changed: run `loket manage openapi` and look at the difference."
    )


def test_the_command_prints_what_the_snapshot_has(capsys):
    call_command("openapi", "--print")
    assert capsys.readouterr().out == SNAPSHOT.read_text()


def test_the_snapshot_is_served(db):
    response = Client().get("/api/v1/openapi.json")
    assert response.json() == json.loads(SNAPSHOT.read_text())


def test_the_names_of_the_contract_are_there():
    paths = json.loads(SNAPSHOT.read_text())["paths"]
    conversation = "/api/v1/conversations/{conversation_id}"
    for path, method in [
        ("/api/v1/conversations", "post"),
        (f"{conversation}/messages", "post"),
        (f"{conversation}/messages", "get"),
        (f"{conversation}/events", "get"),
        (f"{conversation}/typing", "post"),
        (f"{conversation}/replies", "post"),
        (f"{conversation}/handover", "post"),
        (f"{conversation}/closure", "post"),
        (f"{conversation}/rating", "post"),
        (f"{conversation}/record", "get"),
        ("/api/v1/uploads", "post"),
        ("/api/v1/articles", "get"),
        ("/api/v1/articles/{article_id}", "get"),
    ]:
        assert method in paths[path], path
