from datetime import timedelta

import pytest

from loket.api.tests.calling import nobody, opens, server
from loket.api.tests.test_messages import picture
from loket.conversations.models import Conversation
from loket.reception.models import Pace

pytestmark = pytest.mark.django_db


def test_an_address_opens_only_so_many_chats_a_minute(settings):
    settings.LOKET_LIMIT_CHATS_PER_MINUTE = 2
    responses = [nobody().post("/conversations", {}) for _ in range(3)]
    assert [response.status_code for response in responses] == [201, 201, 429]
    assert 1 <= int(responses[-1]["Retry-After"]) <= 60
    assert responses[-1].json()["code"] == "too_many"
    assert Conversation.objects.count() == 2


def test_a_minute_later_the_address_may_again(settings):
    settings.LOKET_LIMIT_CHATS_PER_MINUTE = 1
    nobody().post("/conversations", {})
    pace = Pace.objects.get()
    Pace.objects.update(began_at=pace.began_at - timedelta(seconds=61))
    assert nobody().post("/conversations", {}).status_code == 201


def test_a_repeat_does_not_count(settings):
    settings.LOKET_LIMIT_CHATS_PER_MINUTE = 1
    assert [nobody().post("/conversations", {}, key="k").status_code for _ in range(3)] == [201, 200, 200]


def test_a_server_is_not_limited_by_its_address(settings):
    settings.LOKET_LIMIT_CHATS_PER_MINUTE = 1
    shop = server()
    assert [shop.post("/conversations", {}).status_code for _ in range(3)] == [201, 201, 201]


def test_the_address_itself_is_not_kept():
    nobody().post("/conversations", {})
    assert "127.0.0.1" not in Pace.objects.get().caller


def test_files_are_limited_too(settings):
    settings.LOKET_LIMIT_MESSAGES_PER_MINUTE = 2
    bea, _answer = opens()
    assert [bea.send_file(picture()).status_code for _ in range(3)] == [201, 201, 429]
