from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from loket.ops.command_line import main


@pytest.fixture(autouse=True)
def _quick_engine_alone(monkeypatch):
    monkeypatch.setenv("LOKET_EMBEDDERS", "use")


@pytest.fixture
def articles(tmp_path):
    rows = [
        {"id": "cancel-order", "topic": "orders", "translations": {"en": {
            "question": "How do I cancel my order?", "answer": "Tap Cancel.", "also_asked": ["cancel order pls"]}}},
        {"id": "use-coupon", "topic": "coupons", "translations": {"en": {
            "question": "How do I use a coupon?", "answer": "Type it.", "also_asked": ["promo code where"]}}},
        {"id": "hidden", "topic": "orders", "state": "draft", "translations": {"en": {
            "question": "cancel order please", "answer": "No."}}},
    ]  # fmt: skip
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    return str(path)


@pytest.fixture
def questions(tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text(
        '{"text": "cancel order please", "language": "en", "expect": "cancel-order"}\n'
        '{"text": "what is the capital of France", "language": "en", "expect": "handover"}\n'
    )
    return str(path)


def test_json_is_one_object_with_the_figures(articles, questions, capsys):
    assert main(["evaluate", questions, "--articles", articles, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["n"], found["top1"], found["coverage"]) == (2, 1.0, 1.0)
    assert found["by_language"]["en"]["n"] == 2
    assert found["mistakes"] == []


def test_a_file_of_articles_needs_no_installation(articles, questions, tmp_path):
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("LOKET", "DJANGO"))}
    call = [sys.executable, "-m", "loket", "evaluate", questions, "--articles", articles, "--json"]
    done = subprocess.run(
        call, capture_output=True, check=True, env={**environment, "HOME": str(tmp_path)}, timeout=120
    )
    assert json.loads(done.stdout)["top1"] == 1.0


def test_people_get_a_table(articles, questions, capsys):
    assert main(["evaluate", questions, "--articles", articles, "--limit", "1"]) == 0
    table = capsys.readouterr().out.splitlines()
    assert table[0].split()[:2] == ["lines", "top1"]
    assert table[1].split()[:3] == ["all", "1", "1.000"]


@pytest.mark.parametrize(
    ("contents", "problem"),
    [("nonsense", "line 1: is not JSON"), ("", "holds no questions"), ('{"text": "a"}', '"expect"')],
)
def test_a_bad_file_of_questions_is_one_line(articles, tmp_path, contents, problem, capsys):
    path = tmp_path / "bad.jsonl"
    path.write_text(contents)
    assert main(["evaluate", str(path), "--articles", articles]) == 1
    said = capsys.readouterr().err
    assert problem in said
    assert said.count("\n") == 1


def test_missing_files_and_bad_articles_are_named(questions, tmp_path, capsys):
    assert main(["evaluate", "nowhere.jsonl", "--articles", "nowhere"]) == 1
    assert "nowhere.jsonl cannot be read" in capsys.readouterr().err
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{")
    assert main(["evaluate", questions, "--articles", str(bad)]) == 1
    assert "line 1: is not JSON" in capsys.readouterr().err


def test_a_limit_below_one_is_a_bad_call(articles, questions, capsys):
    assert main(["evaluate", questions, "--articles", articles, "--limit", "0"]) == 2


def test_public_sets_have_odd_ids_passages_for_questions_and_separators_inside(tmp_path, capsys):
    passage = "To cancel an order open My orders and choose Cancel.\u2028" + "It costs nothing. " * 100
    row = {"id": "orders/cancel.1", "topic": "orders", "translations": {"en": {"question": passage, "answer": ""}}}
    other = {"id": "pay", "topic": "payment", "translations": {"en": {"question": "Pay later", "answer": "Yes."}}}
    path, asked = tmp_path / "articles.jsonl", tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in (row, other)), "utf-8")
    line = {"text": "how do i cancel\u2028my order", "expect": "orders/cancel.1"}
    asked.write_text(json.dumps(line, ensure_ascii=False), "utf-8")
    assert main(["evaluate", str(asked), "--articles", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["top1"] == 1.0
