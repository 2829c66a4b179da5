import pytest

from loket.api.tests.calling import nobody, opens
from loket.conversations.models import Conversation

pytestmark = pytest.mark.django_db

SHOP = "https://shop.example"
EVIL = "https://evil.example"


@pytest.fixture
def only_the_shop(settings):
    settings.LOKET_ALLOWED_ORIGINS = [SHOP]


def preflight(origin):
    asked = {"Access_Control_Request_Method": "POST", "Access_Control_Request_Headers": "authorization,content-type"}
    return nobody().call("OPTIONS", "/conversations", Origin=origin, **asked)


def test_pages_of_an_allowed_origin_may_call(only_the_shop):
    response = preflight(SHOP)
    assert response.status_code == 204
    assert response["Access-Control-Allow-Origin"] == SHOP
    assert "Authorization" in response["Access-Control-Allow-Headers"]
    assert "Idempotency-Key" in response["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in response
    assert "Origin" in response["Vary"]


def test_pages_of_others_may_not(only_the_shop):
    response = preflight(EVIL)
    assert "Access-Control-Allow-Origin" not in response
    assert nobody().post("/conversations", {}, Origin=EVIL).status_code == 403
    assert not Conversation.objects.exists()


def test_answers_and_errors_can_be_read_by_the_shops_pages(only_the_shop):
    assert nobody().post("/conversations", {}, Origin=SHOP)["Access-Control-Allow-Origin"] == SHOP
    assert nobody().post("/conversations", {"language": 7}, Origin=SHOP)["Access-Control-Allow-Origin"] == SHOP
    assert "Retry-After" in nobody().get("/articles", Origin=SHOP)["Access-Control-Expose-Headers"]


def test_anybody_may_call_where_no_origin_is_named(settings):
    settings.LOKET_ALLOWED_ORIGINS = ["*"]
    assert preflight(EVIL)["Access-Control-Allow-Origin"] == "*"


def test_our_own_pages_may_always_call(only_the_shop):
    assert nobody().post("/conversations", {}, Origin="http://testserver").status_code == 201


def test_without_an_origin_nothing_is_added():
    bea, _answer = opens()
    assert "Access-Control-Allow-Origin" not in bea.get()
