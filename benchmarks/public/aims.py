"""The aims of the issue, each tied to the figure that it is held against."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.public import published
from benchmarks.public.intents import HINT3_BOTS, XSID_AIMED
from benchmarks.public.results import Result

AT_LEAST, AT_MOST, ABOVE, BELOW = "≥", "≤", ">", "<"


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure of a set, and where it should be."""

    measure: str
    set: str
    path: str
    sign: str
    bound: float

    def figure(self, results: dict[str, Result]) -> float | None:
        """The figure of the latest run; None where it was not measured."""
        result = results.get(self.set)
        return figure_of(result, self.path) if result is not None and result["kind"] == "set" else None


def figure_of(result: Result, path: str) -> float | None:
    """A figure by its path: ``top1``, ``p50``, ``questions_a_second``, ``mean``, or ``group/top1``."""
    group, _, name = path.rpartition("/")
    figures = result["groups"].get(group) if group else result["figures"]
    if figures is None:
        return None
    if name in {"p50", "p95"}:
        return _number(figures["latency_ms"][name])
    if name == "questions_a_second":
        return round(result["pace"]["questions"] / max(result["pace"]["processor_seconds"], 1e-9), 1)
    if name == "mean":
        return mean_of_languages(result)
    return _number(figures[name])


def mean_of_languages(result: Result) -> float | None:
    """The mean over the languages that the aim of xSID names."""
    shares = [result["groups"].get(tag, {}).get("top1") for tag in XSID_AIMED]
    return None if None in shares else round(float(sum(shares)) / len(shares), 4)


def is_met(figure: float, sign: str, bound: float) -> bool:
    """Whether a figure is on the right side."""
    sides = {AT_LEAST: figure >= bound, AT_MOST: figure <= bound, ABOVE: figure > bound, BELOW: figure < bound}
    return sides[sign]


def verdict(figure: float | None, sign: str, bound: float) -> str:
    """Met or missed, and by how much."""
    if figure is None:
        return "not measured"
    return "met" if is_met(figure, sign, bound) else f"**missed** by {abs(figure - bound):.3g}"


def read_aim(text: str) -> tuple[str, float] | None:
    """An aim as the parts write it: ``0.97``, ``<= 0.01``, ``< 0.03``; a dash is none."""
    sign, _, bound = text.rpartition(" ")
    if bound == "-":
        return None
    return {"": AT_LEAST, "<=": AT_MOST, "<": BELOW}[sign], float(bound)


def all_aims(bench: Path) -> list[Aim]:
    """Every aim that a set can be held against."""
    return [*_intents(), *_hint3(bench), *_across_languages(), *_retrieval(), *_market(), *_speed()]


def _intents() -> list[Aim]:
    sets = ("banking77", "clinc150", "banking77_oos")
    return [
        Aim("BANKING77 top-1", "banking77", "top1", AT_LEAST, 0.945),
        Aim("CLINC150 top-1", "clinc150", "top1", AT_LEAST, 0.965),
        Aim("CLINC150 AUROC", "clinc150", "auroc_handover", AT_LEAST, 0.985),
        Aim("CLINC150 coverage", "clinc150", "coverage", AT_LEAST, 0.9),
        Aim("CLINC150 hand-over recall", "clinc150", "handover_recall", AT_LEAST, 0.9),
        Aim("BANKING77-OOS AUROC in-domain", "banking77_oos", "in-domain unknowns/auroc_handover", AT_LEAST, 0.93),
        Aim("BANKING77-OOS AUROC foreign", "banking77_oos", "out-of-domain unknowns/auroc_handover", AT_LEAST, 0.999),
        *(Aim(f"wrong answers, {name}", name, "wrong_answer_rate", AT_MOST, 0.03) for name in sets),
    ]


def _hint3(bench: Path) -> list[Aim]:
    aims = []
    for shop in HINT3_BOTS:
        aims.append(Aim(f"HINT3 {shop} top-1", f"hint3_{shop}", "top1", ABOVE, published.best_top1(bench, shop)))
        gaps = f"hint3_{shop}_gaps"
        aims.append(Aim(f"HINT3 {shop} AUROC", gaps, "auroc_handover", ABOVE, published.AUROC[shop]))
        aims.append(Aim(f"wrong answers, HINT3 {shop}", f"hint3_{shop}", "wrong_answer_rate", AT_MOST, 0.08))
        aims.append(Aim(f"wrong answers, HINT3 {shop} with gaps", gaps, "wrong_answer_rate", AT_MOST, 0.08))
    return aims


def _across_languages() -> list[Aim]:
    return [
        Aim("xSID top-1, mean of id it de nl tr ar zh ja", "xsid", "mean", AT_LEAST, 0.88),
        Aim("xSID top-1, Indonesian", "xsid", "id/top1", AT_LEAST, 0.91),
        Aim("XQuAD-R P@1, Spanish to English", "xquad_r", "es/top1", AT_LEAST, 0.7),
        Aim("XQuAD-R P@1, Arabic to English", "xquad_r", "ar/top1", AT_LEAST, 0.55),
        Aim("XQuAD-R P@1, Russian to English", "xquad_r", "ru/top1", AT_LEAST, 0.66),
    ]


def _retrieval() -> list[Aim]:
    return [
        Aim("COVID FAQ en P@1", "covid_faq_en", "top1", AT_LEAST, 0.79),
        Aim("COVID FAQ en P@1, only questions that are asked", "covid_faq_en_asked", "top1", AT_LEAST, 0.79),
        Aim("FaQuAD pt P@1", "faquad", "top1", AT_LEAST, 0.87),
        Aim("FacQA id P@1", "facqa", "top1", AT_LEAST, 0.78),
    ]


def _market() -> list[Aim]:
    names = ("market-dev", "market-dev-2", "market-held-out", "market-held-out-2")
    return [
        aim
        for name in names
        for aim in (
            Aim(f"{name} top-1", name, "top1", AT_LEAST, 0.9),
            Aim(f"wrong answers, {name}", name, "wrong_answer_rate", AT_MOST, 0.03),
        )
    ]


def _speed() -> list[Aim]:
    return [
        Aim("BANKING77 questions a second, one core", "banking77", "questions_a_second", AT_LEAST, 150),
        *(
            aim
            for name in ("banking77", "clinc150", "market-dev-2")
            for aim in (
                Aim(f"one question p50 in ms, {name}", name, "p50", AT_MOST, 3),
                Aim(f"one question p95 in ms, {name}", name, "p95", AT_MOST, 35),
            )
        ),
    ]


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
