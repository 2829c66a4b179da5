"""The measurements themselves: splits without leaks, the figures of `evaluate`, and a page that tells."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from benchmarks.public import nlpjs
from benchmarks.public.__main__ import main
from benchmarks.public.aims import Aim, read_aim, verdict
from benchmarks.public.intents import banking77_oos, hint3_gaps
from benchmarks.public.measuring import measure_set, sample
from benchmarks.public.page import write_page
from benchmarks.public.published import best_top1
from benchmarks.public.results import set_result, write_result
from benchmarks.public.retrieval import first_sentence
from benchmarks.public.rows import Bench, PublicSet, articles_of_labels, hold_out, lines_of
from loket.assistant.bank import build_bank
from loket.assistant.evaluation import evaluate
from loket.lib.embedding import e5, use
from loket.lib.vector_cache import VectorCache

SAID = {
    "refund": ("where is my refund", "when do i get my money back", "refund not received", "still no refund here"),
    "parcel": ("where is my parcel", "my package is late", "the parcel has not arrived", "track my delivery"),
    "coupon": ("my coupon does not work", "invalid discount code", "the voucher is rejected", "coupon expired early"),
}


def rows(**more):
    return [{"text": text, "label": label, "lang": "en", **more} for label, said in SAID.items() for text in said]


def bench_with(tmp_path, **files):
    (tmp_path / "dev").mkdir(parents=True)
    for name, listed in files.items():
        (tmp_path / "dev" / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in listed), "utf-8")
    return Bench(tmp_path)


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    kept, held = hold_out(rows(), 0.25)
    unknown = [{"text": "how tall is mount everest", "label": "oos", "lang": "en", "oos": True}]
    public = PublicSet(articles_of_labels(kept), lines_of([*held, *unknown]), {"known": [0, 1, 2]})
    cache = tmp_path_factory.mktemp("vectors")
    return public, cache, measure_set(public, name="small", cache=cache)


def test_held_out_rows_are_in_no_article_and_every_label_is_asked():
    kept, held = hold_out(rows(), 0.25)
    assert {row["label"] for row in held} == set(SAID)
    assert not {row["text"] for row in kept} & {row["text"] for row in held}
    assert hold_out(rows(), 0.25) == (kept, held)


def test_a_label_keeps_its_only_row():
    kept, held = hold_out(rows()[:1], 0.5)
    assert (len(kept), held) == (1, [])


def test_the_native_test_part_is_never_read(tmp_path):
    bench = bench_with(tmp_path, hint3=[*rows(role="train"), *rows(role="test")])
    assert {row["role"] for row in bench.questions("hint3")} == {"train"}


def test_what_is_asked_of_banking77_oos_is_not_taught(tmp_path):
    known = {"text": "Where is my  REFUND", "label": "refund", "lang": "en", "oos": False}
    unknown = [{"text": "t", "label": "oos", "lang": "en", "oos": True, "oos_kind": kind} for kind in ("id", "ood")]
    public = banking77_oos(bench_with(tmp_path, banking77=rows(role="train"), banking77_oos=[known, *unknown]))
    taught = [text for each in public.articles for text in (each.question, *each.also_asked)]
    assert sorted(taught) == sorted(SAID["refund"][1:])
    assert public.groups == {"in-domain unknowns": [0, 1], "out-of-domain unknowns": [0, 2]}


def test_gaps_are_asked_as_unknown_and_are_in_no_article(tmp_path):
    labelled = [{**row, "label": f"{row['label']}{part}", "bot": "b"} for part in (1, 2) for row in rows()]
    public = hint3_gaps(bench_with(tmp_path, hint3=labelled), "b")
    assert len(public.articles) == 5
    assert sum(not line.expect for line in public.lines) == 4


def test_the_figures_are_those_of_evaluate(measured):
    public, cache, ours = measured
    bank = build_bank(public.articles, use(), e5(), cache=VectorCache(cache), learning="all")
    theirs = evaluate(public.lines, bank).figures
    assert replace(ours.figures, latency_ms={}) == replace(theirs, latency_ms={})
    assert ours.groups["known"].n == 3
    assert ours.figures.auroc_handover is not None


def test_a_sample_keeps_articles_and_groups(measured):
    public, _, _ = measured
    few = sample(public, 2)
    assert few.articles == public.articles
    assert [few.lines[place] for place in few.groups["known"]] == [each for each in few.lines if each.expect]


def test_the_page_says_what_was_missed(measured, tmp_path):
    _, _, ours = measured
    result = set_result(ours)
    result["figures"]["top1"] = 0.9
    write_result(tmp_path / "results", "banking77", result)
    theirs = {"kind": "nlpjs", "n": 4, "top1": 0.5, "auroc_handover": None, "processor_ms": 0.2}
    write_result(tmp_path / "results", f"{nlpjs.PREFIX}banking77", theirs)
    write_page(tmp_path / "results", tmp_path / "page.md", bench=tmp_path)
    page = (tmp_path / "page.md").read_text("utf-8")
    assert "| BANKING77 top-1 | ≥ 0.945 | 0.9 | **missed** by 0.045 |" in page
    assert "| CLINC150 top-1 | ≥ 0.965 |  | not measured |" in page
    assert "| banking77 | 0.9 | 0.5 | 5.00 |" in page


@pytest.mark.parametrize(
    ("written", "figure", "told"),
    [
        ("0.97", 0.97, "met"),
        ("0.97", 0.96, "**missed** by 0.01"),
        ("<= 0.01", 0.01, "met"),
        ("< 0.03", 0.03, "**missed** by 0"),
    ],
)
def test_aims_are_read_as_the_parts_write_them(written, figure, told):
    assert verdict(figure, *read_aim(written)) == told


def test_no_aim_and_no_figure_are_said():
    assert read_aim("-") is None
    assert verdict(Aim("", "missing", "top1", "≥", 1).figure({}), "≥", 1) == "not measured"


def test_the_best_platform_is_taken_from_the_file_without_its_subsets(tmp_path):
    (tmp_path / "banks").mkdir()
    table = "Threshold,Inscope Accuracy\n0.1,{}\n0.9,0.1\n"
    held = {"results/rasa_curekart.csv": table.format(0.9), "results/luis_curekart_subset.csv": table.format(0.95)}
    (tmp_path / "banks" / "hint3_published_platform_results.json").write_text(json.dumps(held))
    assert best_top1(tmp_path, "curekart") == 0.9
    assert best_top1(tmp_path, "sofmattress") == 0.736


def test_passages_are_named_by_a_short_first_sentence():
    assert first_sentence("Short. And more.") == "Short."
    assert len(first_sentence("word " * 100)) <= 80


def test_an_unknown_name_is_refused(capsys):
    assert main(["banking78"]) == 2
    assert "banking78" in capsys.readouterr().err


def test_a_set_that_is_not_there_is_left_out_with_a_line(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["banking77", "--alone", "--bench", str(tmp_path)]) == 3
    assert "banking77 left out: banking77.jsonl is not there" in capsys.readouterr().err


def test_without_node_the_comparison_is_left_out_with_a_line(tmp_path, capsys, monkeypatch):
    bench_with(tmp_path, banking77=rows(role="train"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    assert main(["nlpjs_banking77", "--alone", "--bench", str(tmp_path)]) == 0
    assert "Node.js is not there" in capsys.readouterr().err
    assert json.loads((tmp_path / ".bench/results/nlpjs_banking77.json").read_text())["kind"] == "left out"
