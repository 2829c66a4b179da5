import io
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from PIL import Image

from journeys import cast
from loket.api.tests.calling import opens, server
from loket.conversations.models import Message
from loket.knowledge.actions.importing import import_articles

pytestmark = pytest.mark.django_db
MOST_STATEMENTS = 12
ARTICLE = {
    "id": "shipping-cost",
    "topic": "orders",
    "translations": {
        "en": {"question": "What does shipping cost?", "answer": "Nothing.", "also_asked": ["Is delivery free?"]}
    },
}


def test_a_message_is_stored_and_answered():
    bea, _answer = opens()
    response = bea.says("Where is my refund?", external_id="m1")
    answer = response.json()
    assert response.status_code == 201
    assert (answer["message"]["seq"], answer["message"]["external_id"]) == (1, "m1")
    assert len(answer["replies"]) == 1
    assert {"state", "queue", "answer_by"} <= set(answer)


def test_the_same_external_id_again_is_the_same_message_with_the_same_replies():
    bea, _answer = opens()
    first = bea.says("Where is my refund?", external_id="m1")
    again = bea.says("Where is my refund?", external_id="m1")
    assert (first.status_code, again.status_code) == (201, 200)
    assert (again.json()["message"], again.json()["replies"]) == (first.json()["message"], first.json()["replies"])
    assert Message.objects.filter(sender="customer").count() == 1


def test_the_same_external_id_in_another_conversation_is_another_message():
    for _ in range(2):
        bea, _answer = opens()
        assert bea.says("Hello", external_id="m1").status_code == 201


@pytest.mark.parametrize("fields", [{}, {"external_id": "m1"}])
def test_an_idempotency_key_is_honoured(fields):
    bea, _answer = opens()
    first = bea.post("/messages", {"text": "Hello", **fields}, key="k" * 32)
    again = bea.post("/messages", {"text": "Hello", **fields}, key="k" * 32)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["message"] == first.json()["message"]
    assert again.json()["message"]["external_id"] == fields.get("external_id")


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": "  \n"}, {"attachments": []}])
def test_an_empty_message_is_refused(body):
    bea, _answer = opens()
    response = bea.post("/messages", body)
    assert (response.status_code, response.json()["errors"][0]["field"]) == (422, "text")


def test_cards_are_masked_before_anything_is_stored():
    bea, _answer = opens()
    message = bea.says("My card is 4111 1111 1111 1111").json()["message"]
    assert message["masked"] is True
    assert "4111 1111" not in message["text"]
    assert not Message.objects.filter(text__contains="4111 1111").exists()


def test_messages_come_in_order_and_in_pages():
    bea, _answer = opens()
    for number in range(3):
        bea.says(f"Hello {number}")
    first = bea.get("/messages?limit=2").json()
    rest = bea.get(f"/messages?after={first['next']}").json()
    assert [item["seq"] for item in first["items"]] == [1, 2]
    assert [item["seq"] for item in rest["items"]] == list(range(3, rest["items"][-1]["seq"] + 1))
    assert rest["next"] is None


def test_at_most_thirty_messages_a_minute(settings):
    settings.LOKET_LIMIT_MESSAGES_PER_MINUTE = 3
    bea, _answer = opens()
    assert [bea.says(f"Hello {number}").status_code for number in range(4)] == [201, 201, 201, 429]
    assert int(bea.says("Hello").headers["Retry-After"]) > 0
    assert Message.objects.filter(sender="customer").count() == 3


@pytest.mark.django_db(transaction=True)
def test_the_message_path_takes_few_statements():
    import_articles([json.dumps(ARTICLE)])
    bea, _answer = opens()
    bea.says("Hello")
    with CaptureQueriesContext(connection) as captured:
        answer = bea.says("What does shipping cost?", external_id="m2").json()
    assert answer["replies"][0]["sources"][0]["article"] == "shipping-cost"
    # The keeper of a web process asks for this in its own thread; here, without one, each turn does.
    statements = [query["sql"] for query in captured if "knowledge_" not in query["sql"]]
    # A transaction begins and ends together with its first and last statement's way.
    counted = [sql for sql in statements if sql not in {"BEGIN", "COMMIT"}]
    assert len(counted) <= MOST_STATEMENTS, "\n".join(sql[:120] for sql in counted)


def test_an_agents_words_come_through_the_server():
    shop, ada = server(), cast.ada()
    path = f"/conversations/{shop.post('/conversations', {}).json()['id']}"
    body = {"text": "Here I am.", "agent": ada.user.email, "external_id": "r1"}
    first, again = shop.post(f"{path}/replies", body), shop.post(f"{path}/replies", body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert (first.json()["sender"], first.json()["name"]) == ("agent", "Ada")
    assert shop.get(path).json()["agent"]["name"] == "Ada"


def test_an_agent_without_a_seat_has_the_name_that_the_server_gives():
    shop = server()
    path = f"/conversations/{shop.post('/conversations', {}).json()['id']}"
    answer = shop.post(f"{path}/replies", {"text": "Olá!", "name": "Lia", "language": "pt-BR"}).json()
    assert (answer["sender"], answer["name"], answer["language"]) == ("agent", "Lia", "pt-BR")


def test_an_unknown_agent_is_refused():
    shop = server()
    path = f"/conversations/{shop.post('/conversations', {}).json()['id']}"
    response = shop.post(f"{path}/replies", {"text": "Hi", "agent": cast.edith().user.email})
    assert (response.status_code, response.json()["errors"][0]["field"]) == (422, "agent")


def test_a_customer_cannot_speak_as_an_agent():
    bea, _answer = opens()
    assert bea.post("/replies", {"text": "Your refund is on its way."}).status_code == 403
    assert not Message.objects.exists()


def test_a_key_needs_the_scope_to_speak_as_an_agent():
    shop = server(scopes=("conversations",))
    path = f"/conversations/{shop.post('/conversations', {}).json()['id']}"
    assert shop.post(f"{path}/replies", {"text": "Hi"}).status_code == 403
    assert not Message.objects.exists()


def test_files_are_sent_with_a_message_and_read_by_its_people_alone():
    bea, _answer = opens()
    upload = bea.send_file(picture()).json()
    message = bea.says("", attachments=[upload["id"]]).json()["message"]
    assert [file["id"] for file in message["attachments"]] == [upload["id"]]
    assert bea.get("/messages").json()["items"][0] == message
    olga, _hers = opens()
    for path in (f"/uploads/{upload['id']}", message["attachments"][0]["url"].removeprefix("/api/v1")):
        found = bea.call("GET", path)
        assert found.status_code == 200 and found.headers["X-Content-Type-Options"] == "nosniff"
        assert olga.call("GET", path).status_code == 404


def test_anothers_file_cannot_be_sent():
    bea, _answer = opens()
    olga, _hers = opens()
    upload = bea.send_file(picture()).json()
    response = olga.says("Look", attachments=[upload["id"]])
    assert (response.status_code, response.json()["errors"][0]["field"]) == (422, "attachments")
    assert not Message.objects.exists()


def test_a_repeated_upload_is_one_file():
    bea, _answer = opens()
    first, again = bea.send_file(picture(), key="u1"), bea.send_file(picture(), key="u1")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()


def test_other_files_are_refused_with_words():
    bea, _answer = opens()
    program = io.BytesIO(b"MZ" + b"\0" * 400)
    program.name = "photo.png"
    response = bea.send_file(program)
    assert (response.status_code, response.json()["code"]) == (415, "type_not_allowed")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fields", [{"external_id": "m1"}, {}])
def test_twins_at_the_same_moment_are_one_message(fields):
    bea, _answer = opens()
    # Loaded before, so that both are as fast as each other.
    bea.says("Warm up")

    def post(_number):
        try:
            return bea.post("/messages", {"text": "Hello", **fields}, key="twin")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        responses = list(threads.map(post, range(4)))
    assert sorted(response.status_code for response in responses) == [200, 200, 200, 201]
    assert Message.objects.filter(text="Hello").count() == 1


def picture():
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, "PNG")
    file.seek(0)
    file.name = "photo.png"
    return file


def test_the_place_in_line_comes_along_where_a_message_opens_a_persons_case_again():
    cast.team()
    bea, opened = opens()
    bea.post("/handover")
    bea.post("/closure")
    answer = bea.says("It broke again").json()
    assert [(reply["sender"], reply["kind"]) for reply in answer["replies"]] == [("system", "handover")]
    assert (answer["state"], answer["queue"]["position"]) == ("queued", 1)
    assert opened["number"] in answer["replies"][0]["text"]
