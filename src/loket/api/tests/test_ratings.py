import pytest

from loket.api.tests.calling import opens

pytestmark = pytest.mark.django_db


def test_a_rating_is_kept_and_told():
    bea, _answer = opens()
    bea.says("Hello")
    bea.post("/closure")
    assert bea.get().json()["can_rate"] is True
    rating = {"score": 4, "reasons": ["fast", "solved"], "comment": "Obrigada!"}
    assert bea.post("/rating", rating).json() == {"rating": rating, "can_rate": False}
    facts = bea.get().json()
    assert (facts["rating"], facts["can_rate"]) == (rating, False)


def test_what_nobody_answered_cannot_be_rated():
    bea, _answer = opens()
    response = bea.post("/rating", {"score": 4})
    assert (response.status_code, response.json()["code"]) == (409, "nothing_to_rate")


def test_a_new_episode_can_be_rated_anew():
    bea, _answer = opens()
    bea.says("Hello")
    bea.post("/closure")
    bea.post("/rating", {"score": 1})
    bea.says("Hello again")
    assert bea.get().json()["rating"] is None
