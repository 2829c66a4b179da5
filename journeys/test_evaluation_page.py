"""An editor measures the assistant at the desk: a file, its progress, its mistakes, and one click to the article."""

from __future__ import annotations

import json
import re
import time

import pytest
from playwright.sync_api import expect

from journeys.browsing import PATIENCE_MS, at_the_desk
from journeys.desk_sessions import TOKEN, signed_in
from journeys.page_checks import findings, nothing

pytestmark = pytest.mark.browser

QUESTIONS = (
    {"text": "when will I get my refund", "language": "en", "expect": "refund-not-received"},
    {"text": "cade meu reembolso", "language": "pt-BR", "expect": "cancel-order"},
    {"text": "how do I reset my password", "language": "en", "expect": "handover"},
)
DONE = "#run[data-state=done]"


def a_file(*lines, name="questions.jsonl"):
    content = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return {"name": name, "mimeType": "application/jsonl", "buffer": content.encode()}


def send(page, *lines, name="questions.jsonl"):
    page.goto("/desk/evaluation")
    page.locator("[type=file]").set_input_files(a_file(*lines, name=name))
    page.get_by_role("button", name="Start").click()


def test_from_a_file_to_the_article_that_has_to_be_mended(chromium, shop):
    with at_the_desk(chromium, shop, "edith") as page:
        page.goto("/desk/evaluation")
        found = findings(page, "before the first run")
        send(page, *QUESTIONS)
        expect(page.locator(DONE)).to_be_visible(timeout=PATIENCE_MS)
        expect(page.locator("#run-news")).to_have_text("Finished")
        found += findings(page, "result")
        page.locator("#language").select_option("pt-BR")
        rows = page.locator("#mistakes tbody tr")
        expect(rows).to_have_count(1, timeout=PATIENCE_MS)
        rows.get_by_role("link").first.click()
        expect(page).to_have_url(re.compile(r"/desk/articles/cancel-order/pt-BR$"))
    nothing(found)


def test_the_same_questions_again_are_held_against_the_first_run(chromium, shop):
    with at_the_desk(chromium, shop, "max") as page:
        send(page, *QUESTIONS, name="again.jsonl")
        expect(page.locator(DONE)).to_be_visible(timeout=PATIENCE_MS)
        page.get_by_role("button", name="Ask again").click()
        expect(page.locator(DONE)).to_be_visible(timeout=PATIENCE_MS)
        expect(page.locator(".trend").first).to_contain_text("as before")
        page.get_by_role("link", name="Line by line").click()
        expect(page.locator("#worse-title")).to_contain_text("0")
        found = findings(page, "beside")
        page.goto("/desk/evaluation")
        found += findings(page, "past runs")
    nothing(found)


def test_what_cannot_be_read_or_right_is_told_before_anything_runs(chromium, shop):
    with at_the_desk(chromium, shop, "edith") as page:
        send(page, QUESTIONS[0], "no json")
        expect(page.get_by_role("alert")).to_contain_text("Nothing was started")
        found = findings(page, "refused")
        send(page, QUESTIONS[0], {"text": "where", "expect": "nowhere"})
        expect(page.locator(".alert--warning")).to_contain_text("1 line expects an article that does not exist")
        found += findings(page, "not started")
        page.get_by_role("button", name="Discard").click()
        expect(page).to_have_url(re.compile("/desk/evaluation$"))
    nothing(found)


def test_it_works_without_scripts(shop):
    with signed_in(shop, "edith") as http:
        token = TOKEN.search(http.get("/desk/evaluation").text).group(1)
        sent = a_file(*QUESTIONS)
        answer = http.post(
            "/desk/evaluation",
            data={"csrfmiddlewaretoken": token},
            files={"file": (sent["name"], sent["buffer"], sent["mimeType"])},
        )
        deadline = time.monotonic() + PATIENCE_MS / 1000
        while 'data-state="done"' not in (page := http.get(answer.url).text) and time.monotonic() < deadline:
            assert "Refresh" in page
            time.sleep(0.3)
        assert http.get(f"{answer.url}/report").json()["n"] == len(QUESTIONS)
