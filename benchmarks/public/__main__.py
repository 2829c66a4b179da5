"""Run every measurement, or those that are named, each in a process of its own."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.public import nlpjs
from benchmarks.public.measuring import measure_set, sample
from benchmarks.public.page import write_page
from benchmarks.public.parts import PARTS, measure_part
from benchmarks.public.results import set_result, write_mistakes, write_result
from benchmarks.public.rows import Bench, PublicSet
from benchmarks.public.sets import HELD_OUT, SETS

WORK = Path(".bench")
PAGE = Path("docs/benchmarks/understanding.md")
NEVER_RUN = 3


def main(arguments: list[str]) -> int:
    """Exit status 1 where a measurement failed; one whose set is not there is left out."""
    options = _parser().parse_args(arguments)
    if unknown := [name for name in options.names if name not in _names(held_out=True)]:
        print(f"Not a measurement: {', '.join(unknown)}. --list names them all.", file=sys.stderr)
        return 2
    if options.list:
        print("\n".join(_names(held_out=True)))
        return 0
    if options.alone:
        return _measure(options.names[0], options)
    return _run_all(options.names or _names(held_out=options.held_out), options, arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.public", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="these measurements only")
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"), help="where the public sets lie")
    parser.add_argument("--held-out", action="store_true", help="also the halves of the market sets kept for the end")
    parser.add_argument("--limit", type=int, metavar="N", help="a sample of N lines a set; docs/ stays as it is")
    parser.add_argument("--reuse", action="store_true", help="take lessons from the cache (building is then not timed)")
    parser.add_argument("--list", action="store_true", help="name all measurements")
    parser.add_argument("--page", action="store_true", help="only write the page anew from what was measured before")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    return parser


def _names(*, held_out: bool) -> list[str]:
    small = ["language", "gibberish", "wishes", "clustering"]
    compared = [f"{nlpjs.PREFIX}{name}" for name in nlpjs.COMPARED]
    assert set(small) == set(PARTS)
    return [*small, *SETS, *(HELD_OUT if held_out else ()), *compared]


def _run_all(names: list[str], options: argparse.Namespace, arguments: list[str]) -> int:
    started = time.monotonic()
    failed = []
    flags = [argument for argument in arguments if argument not in options.names]
    for place, name in enumerate([] if options.page else names, start=1):
        print(f"{place}/{len(names)} {name} ({time.monotonic() - started:.0f} s so far)", file=sys.stderr, flush=True)
        command = [sys.executable, "-m", "benchmarks.public", name, "--alone", *flags]
        if subprocess.run(command, check=False).returncode not in {0, NEVER_RUN}:
            failed.append(name)
        _write_page(options)
    if options.page:
        _write_page(options)
    if failed:
        print(f"Failed: {', '.join(failed)}", file=sys.stderr)
    return int(bool(failed))


def _measure(name: str, options: argparse.Namespace) -> int:
    try:
        result = _result(name, options)
    except FileNotFoundError as missing:
        print(f"  {name} left out: {Path(missing.filename or '').name} is not there", file=sys.stderr)
        return NEVER_RUN
    except nlpjs.NotInstallable as reason:
        print(f"  {name} left out: {reason}", file=sys.stderr)
        result = {"kind": "left out", "reason": str(reason)}
    write_result(_results(options), name, result)
    return 0


def _result(name: str, options: argparse.Namespace) -> dict[str, object]:
    if name in PARTS:
        return measure_part(name, options.bench)
    public = _load(name.removeprefix(nlpjs.PREFIX), options)
    if name.startswith(nlpjs.PREFIX):
        return nlpjs.compare(public, (WORK / "nlpjs").resolve())
    measured = measure_set(public, name=name, cache=_cache(), reuse=options.reuse)
    write_mistakes(_results(options), name, measured.outcomes)
    return set_result(measured)


def _load(name: str, options: argparse.Namespace) -> PublicSet:
    public = {**SETS, **HELD_OUT}[name](Bench(options.bench))
    return sample(public, options.limit) if options.limit else public


def _cache() -> Path:
    """Where vectors stay from run to run; nothing but these measurements may use it."""
    return Path(os.environ.get("LOKET_BENCH_CACHE") or WORK / "vectors")


def _results(options: argparse.Namespace) -> Path:
    return WORK / ("samples" if options.limit else "results")


def _write_page(options: argparse.Namespace) -> None:
    """A sample is no measurement: its page stays beside its results."""
    page = WORK / "samples" / "understanding.md" if options.limit else PAGE
    write_page(_results(options), page, bench=options.bench)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
