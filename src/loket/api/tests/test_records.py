import pytest

from loket.api.tests.calling import opens

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("form", "media_type"), [("json", "application/json"), ("txt", "text/plain")])
def test_the_record_is_a_file_to_keep(form, media_type):
    bea, answer = opens({"language": "en", "message": {"text": "Where is my refund?"}})
    response = bea.get(f"/record?format={form}")
    assert response["Content-Type"].startswith(media_type)
    assert response["Content-Disposition"] == f'attachment; filename="{answer["number"]}.{form}"'
    assert "Where is my refund?" in response.content.decode()


def test_a_long_conversation_is_kept_whole(settings):
    settings.LOKET_LIMIT_MESSAGES_PER_MINUTE = 1000
    bea, _answer = opens()
    bea.post("/handover")
    for number in range(105):
        bea.says(f"Line {number} of the story")
    text = bea.get("/record?format=txt").content.decode()
    assert all(f"Line {number} of the story" in text for number in range(105))


def test_the_rating_is_in_the_record():
    bea, _answer = opens()
    bea.says("Hello")
    bea.post("/closure")
    bea.post("/rating", {"score": 4, "reasons": ["fast"], "comment": "Kind."})
    assert bea.get("/record").json()["rating"] == {"score": 4, "reasons": ["fast"], "comment": "Kind."}


def test_another_format_is_refused():
    bea, _answer = opens()
    assert bea.get("/record?format=exe").status_code == 422
