from __future__ import annotations

import pytest
from django.db import OperationalError

from loket.api.tests.calling import opens
from loket.api.v1 import speaking
from loket.conversations.models import Message

pytestmark = pytest.mark.django_db


def test_while_the_database_is_away_the_same_may_be_sent_again(monkeypatch):
    bea, _answer = opens()

    def no_connection(*_given, **_named):
        raise OperationalError("couldn't get a connection after 10.00 sec")

    with monkeypatch.context() as away:
        away.setattr(speaking, "receive", no_connection)
        answer = bea.post("/messages", {"text": "Hello", "external_id": "once"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer["Content-Type"] == "application/problem+json"
    assert bea.post("/messages", {"text": "Hello", "external_id": "once"}).status_code == 201
    assert Message.objects.filter(text="Hello").count() == 1
