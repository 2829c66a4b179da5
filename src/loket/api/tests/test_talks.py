import pytest

from loket.api.tests.calling import nobody, opens, server
from loket.orders.models import TalkMessage
from loket.orders.tests.documents import document, imported

pytestmark = pytest.mark.django_db
PATH = "/orders/LK-2026-00817-3/conversation"


@pytest.fixture
def shop():
    imported(document())
    return server(scopes=["orders"])


def told(place, **more):
    at = f"2026-10-05T10:{place:02}:00Z"
    return {
        "external_id": f"m-{place}",
        "sender": "buyer",
        "text": f"word {place}",
        "language": "en",
        "sent_at": at,
        **more,
    }


def test_a_talk_is_brought_in_once_and_read_again(shop):
    messages = [told(2, sender="seller"), told(1, attachments=["https://cdn.example/a.jpg"], seen=True)]
    first = shop.call("PUT", PATH, {"messages": messages})
    assert (first.status_code, first.json()) == (200, {"order": "LK-2026-00817-3", "told": 2, "new": 2})
    assert shop.call("PUT", PATH, {"messages": messages}).json()["new"] == 0
    answer = shop.get(PATH).json()
    assert [(each["external_id"], each["sender"]) for each in answer["items"]] == [("m-1", "buyer"), ("m-2", "seller")]
    assert answer["items"][0]["attachments"] == ["https://cdn.example/a.jpg"] and answer["next"] is None
    assert TalkMessage.objects.get(external_id="m-1").unknown == {"seen": True}


def test_pages_go_on_by_next(shop):
    shop.call("PUT", PATH, {"messages": [told(place) for place in range(5)]})
    first = shop.get(f"{PATH}?limit=3").json()
    second = shop.get(f"{PATH}?limit=3&after={first['next']}").json()
    assert [each["text"] for each in first["items"] + second["items"]] == [f"word {place}" for place in range(5)]
    assert second["next"] is None


def test_every_wrong_field_is_named_and_nothing_is_stored(shop):
    answer = shop.call("PUT", PATH, {"messages": [told(1), told(2, sender="agent"), told(3, sent_at="soon")]})
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["errors"]] == ["messages.1.sender", "messages.2.sent_at"]
    assert not TalkMessage.objects.exists()


def test_an_order_that_is_not_there_has_no_talk(shop):
    assert shop.call("PUT", "/orders/LK-404/conversation", {"messages": []}).status_code == 404
    assert shop.get("/orders/LK-404/conversation").status_code == 404


def test_only_servers_with_the_scope_come_near(shop):
    device, _answer = opens()
    for caller, status in ((nobody(), 401), (device, 403), (server(scopes=["conversations"]), 403)):
        assert caller.call("PUT", PATH, {"messages": [told(1)]}).status_code == status
        assert caller.call("GET", PATH).status_code == status
    assert not TalkMessage.objects.exists()
