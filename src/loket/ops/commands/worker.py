"""`loket worker`: does the work behind the pages."""

from __future__ import annotations

import argparse

HELP = "Run one worker alone (loket up runs it by itself)."
NEEDS_DATABASE = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare nothing."""


def run(options: argparse.Namespace) -> int:
    """Work until a signal ends it."""
    import asyncio

    from loket.ops.loading import set_up_child, wait_for_tables

    set_up_child(options.data)
    wait_for_tables()

    from loket.ops.job_loop import run_jobs
    from loket.reception.readiness import prepare

    prepare(study=True)
    asyncio.run(run_jobs())
    return 0
