from __future__ import annotations

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from journeys.cast import ada, ana, edith, max_
from loket.assistant import banks
from loket.assistant.evaluation_runs import actions
from loket.assistant.evaluation_runs.access import runs_visible_to
from loket.assistant.evaluation_runs.uploads import read_file
from loket.desk.tests import shelf
from loket.desk.tests.waiting import signed_in
from loket.people.actors import SYSTEM

pytestmark = pytest.mark.django_db

QUESTIONS = (
    {"text": "Where is my refund?", "language": "en", "expect": "refund"},
    {"text": "cadê meu reembolso", "language": "pt-BR", "expect": "cancel"},
    {"text": "How do I cancel?", "language": "en", "expect": "handover"},
)
PAGE = "/desk/evaluation"


@pytest.fixture(autouse=True)
def shop():
    """Two articles, and no bank left over from elsewhere."""
    shelf.fill()
    actions._pinned.clear()


@pytest.fixture
def client():
    return signed_in(edith())


def lines(*given):
    return "\n".join(json.dumps(line) for line in given).encode()


def send(client, content=None, name="questions.jsonl"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, lines(*QUESTIONS) if content is None else content)})


def the_run():
    return runs_visible_to(SYSTEM).get()


def finished(client):
    """Send the questions and have the worker ask them; gives the address of the run."""
    address = send(client)["Location"]
    banks.current()
    actions.work()
    return address


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_before_the_first_run_the_page_explains(client):
    page = text_of(client.get(PAGE))
    assert "See how well the assistant does" in page
    assert "Template from your articles" in page
    assert "&quot;expect&quot;: &quot;refund&quot;" in page
    assert "Past runs" not in page


def test_a_file_is_started_at_once(client):
    answer = send(client)
    assert answer.status_code == 302
    page = text_of(client.get(answer["Location"]))
    assert 'hx-trigger="every 1s"' in page
    assert "Refresh" in page
    assert the_run().state == "waiting"


def test_a_wrong_line_is_named_and_nothing_is_kept(client):
    answer = send(client, lines(QUESTIONS[0]) + b"\nnot json\n{}")
    assert answer.status_code == 422
    assert [each.number for each in answer.context["refused"].problems] == [2, 3]
    assert "Nothing was started" in text_of(answer)
    assert not runs_visible_to(SYSTEM).exists()


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe\x00", b"[1]", b"null"])
def test_what_is_no_file_of_questions_is_refused(client, content):
    assert send(client, content).status_code == 422
    assert not runs_visible_to(SYSTEM).exists()


def test_without_a_file_it_says_so(client):
    answer = client.post(PAGE)
    assert answer.status_code == 422
    assert "Choose a file first." in text_of(answer)


def test_articles_that_do_not_exist_are_told_before_anything_runs(client):
    address = send(client, lines(QUESTIONS[0], {"text": "x", "expect": "nowhere"}))["Location"]
    assert the_run().state == "ready"
    page = text_of(client.get(address))
    assert "1 line expects an article that does not exist" in page
    assert "<code>nowhere</code> (1)" in page
    client.post(f"{address}/state", {"action": "start"})
    assert the_run().state == "waiting"


def test_the_result_shows_figures_languages_and_mistakes(client):
    page = text_of(client.get(finished(client)))
    for word in ("Right article first", "Wrong answers", "AUROC", "By language", "Portuguese (Brazil)"):
        assert word in page
    assert 'href="/desk/articles/refund/pt-BR"' in page
    assert 'href="/desk/articles/cancel/en"' in page
    assert "No article answers this" in page


def test_a_lead_reads_the_article_where_an_editor_writes_it(client):
    address = finished(client)
    page = text_of(signed_in(max_()).get(address))
    assert 'href="/pt-BR/help/refund"' in page
    assert "/desk/articles/" not in page


def test_mistakes_are_narrowed_in_place(client):
    address = finished(client)
    part = client.get(f"{address}?language=pt-BR", headers={"HX-Request": "true", "HX-Target": "mistakes"})
    assert "cadê meu reembolso" in text_of(part)
    assert "How do I cancel?" not in [row.line.text for row in part.context["mistakes"]]
    assert b"<html" not in part.content


@pytest.mark.parametrize("query", ["after=x", "with=x", "with=none", "expect=%00", "after=999999999999", "verdict=x"])
def test_an_odd_address_is_no_error(client, query):
    assert client.get(f"{finished(client)}?{query}").status_code == 200


def test_the_report_has_the_shape_of_the_contract(client):
    report = client.get(f"{finished(client)}/report").json()
    assert report["n"] == 3
    assert {"top1", "auroc_handover", "answered", "asked", "handed_over", "wrong_answer_rate", "coverage",
            "handover_recall", "latency_ms", "by_language", "mistakes"} <= set(report)  # fmt: skip
    assert {"text", "expect", "got", "confidence"} <= set(report["mistakes"][0])


def test_an_unfinished_run_has_no_report(client):
    assert client.get(f"{send(client)['Location']}/report").status_code == 404


def test_a_later_run_of_the_same_file_is_compared_by_itself(client):
    first = finished(client)
    again = client.post(f"{first}/state", {"action": "repeat"})["Location"]
    actions.work()
    page = text_of(client.get(again))
    assert "as before" in page
    assert f"{again}/beside/{first.rsplit('/', 1)[1]}" in page
    beside = text_of(client.get(f"{again}/beside/{first.rsplit('/', 1)[1]}"))
    assert "No line got worse." in beside
    assert "as before" not in text_of(client.get(f"{again}?with=none"))


def test_a_cancelled_run_can_be_taken_up_again(client):
    address = send(client)["Location"]
    client.post(f"{address}/state", {"action": "cancel"})
    assert "Take it up again" in text_of(client.get(address))
    client.post(f"{address}/state", {"action": "start"})
    assert the_run().state == "waiting"


def test_deleting_asks_first(client):
    address = finished(client)
    assert "Delete for good" in text_of(client.get(f"{address}/removal"))
    assert runs_visible_to(SYSTEM).exists()
    client.post(f"{address}/removal")
    assert not runs_visible_to(SYSTEM).exists()
    assert client.get(address).status_code == 404


def test_past_runs_are_listed_in_pages(client, monkeypatch):
    monkeypatch.setattr("loket.desk.evaluation_pages.PAGE", 1)
    finished(client)
    send(client, lines(QUESTIONS[0]), name="newer.jsonl")
    first = client.get(PAGE)
    second = client.get(f"{PAGE}?after={first.context['next']}")
    assert [row.run.file_name for row in first.context["rows"]] == ["newer.jsonl"]
    assert [row.run.file_name for row in second.context["rows"]] == ["questions.jsonl"]
    assert client.get(f"{PAGE}?after=nonsense").status_code == 200


def test_the_template_can_be_sent_as_it_is(client):
    content = b"".join(client.get(f"{PAGE}/template").streaming_content)
    assert {json.loads(row)["expect"] for row in content.splitlines()} == {"refund", "cancel", "handover"}
    assert send(client, content).status_code == 302
    assert the_run().state == "waiting"


@pytest.mark.parametrize(("member", "status"), [(edith, 200), (max_, 200), (ana, 200), (ada, 404)])
def test_who_may_evaluate(member, status):
    run = actions.keep_file(_file(), by=edith())
    own = signed_in(member())
    for address in (PAGE, f"{PAGE}/template", f"{PAGE}/{run.pk}", f"{PAGE}/{run.pk}/removal"):
        assert own.get(address).status_code == status
    assert ("/desk/evaluation" in own.get("/desk/profile").content.decode()) is (status == 200)


def _file():
    return read_file(io.BytesIO(lines(*QUESTIONS)), name="q.jsonl")
