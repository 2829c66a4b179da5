from __future__ import annotations

import pytest

from loket.api.tests.calling import nobody, opens

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_a_wrong_method_is_a_problem_with_the_right_ones(method):
    answer = nobody().call(method, "/conversations")
    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
    assert "POST" in answer["Allow"]
    assert method in answer.json()["detail"]


def test_a_message_in_use_is_not_called_erased():
    bea, _answer = opens()
    assert bea.says("Hello").json()["message"]["erased"] is False
