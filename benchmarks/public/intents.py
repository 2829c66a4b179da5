"""Sets of intents: each label is an article without an answer, each training row a way of asking it."""

from __future__ import annotations

import random

from benchmarks.public.rows import SEED, Bench, PublicSet, Rows, articles_of_labels, hold_out, lines_of, places

HINT3_BOTS = ("sofmattress", "curekart", "powerplay11")
XSID_AIMED = ("id", "it", "de", "nl", "tr", "ar", "zh", "ja")


def banking77(bench: Bench) -> PublicSet:
    """A tenth of the training rows held out."""
    kept, held = hold_out(bench.questions("banking77"), 0.1)
    return PublicSet(articles_of_labels(kept), lines_of(held))


def banking77_oos(bench: Bench) -> PublicSet:
    """The training rows of 50 labels; unknown are questions of the other 27 and questions of other domains."""
    asked = bench.questions("banking77_oos")
    labels = {row["label"] for row in asked if not row["oos"]}
    texts = {_plain(row["text"]) for row in asked}
    taught = [
        row for row in bench.questions("banking77") if row["label"] in labels and _plain(row["text"]) not in texts
    ]
    known = [place for place, row in enumerate(asked) if not row["oos"]]
    kinds = {"in-domain unknowns": "id", "out-of-domain unknowns": "ood"}
    unknown = {name: [place for place, row in enumerate(asked) if row.get("oos_kind") == kinds[name]] for name in kinds}
    return PublicSet(articles_of_labels(taught), lines_of(asked), {name: known + unknown[name] for name in kinds})


def clinc150(bench: Bench) -> PublicSet:
    """All training rows; the validation rows, and what is out of scope from both parts."""
    rows = bench.questions("clinc150")
    taught = [row for row in rows if row["role"] == "train" and not row["oos"]]
    return PublicSet(articles_of_labels(taught), lines_of(row for row in rows if row["role"] == "valid" or row["oos"]))


def hint3(bench: Bench, bot: str) -> PublicSet:
    """A quarter of one shop's rows held out; all of them have an answer."""
    kept, held = hold_out(_of_bot(bench, bot), 0.25)
    return PublicSet(articles_of_labels(kept), lines_of(held))


def hint3_gaps(bench: Bench, bot: str) -> PublicSet:
    """The same shop without a fifth of its labels: the set has no unknown questions, so theirs become unknown."""
    rows = _of_bot(bench, bot)
    labels = sorted({row["label"] for row in rows})
    missing = set(random.Random(SEED).sample(labels, round(len(labels) / 5)))
    kept, held = hold_out([row for row in rows if row["label"] not in missing], 0.25)
    unknown = [{**row, "oos": True} for row in rows if row["label"] in missing]
    return PublicSet(articles_of_labels(kept), lines_of([*held, *unknown]))


def xsid(bench: Bench) -> PublicSet:
    """English training rows, asked in every language of the validation part."""
    rows = bench.questions("xsid")
    taught = [row for row in rows if row["role"] == "train" and row["lang"] == "en"]
    asked = [row for row in rows if row["role"] == "valid"]
    return PublicSet(articles_of_labels(taught), lines_of(asked), places(row["lang"] for row in asked))


def _of_bot(bench: Bench, bot: str) -> Rows:
    return [row for row in bench.questions("hint3") if row["bot"] == bot]


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
