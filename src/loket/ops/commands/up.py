"""`loket up`: everything in one foreground tree."""

from __future__ import annotations

import argparse

from loket.ops.tree import Options, run_tree

HELP = "Run Loket: database, web and worker, until Ctrl-C."
NEEDS_DATABASE = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the address and the ways to run."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="0 takes a free one (default: %(default)s)")
    parser.add_argument("--demo", action="store_true", help="fill the demo shop")
    parser.add_argument("--reload", action="store_true", help="restart when the code changes")


def run(options: argparse.Namespace) -> int:
    """Run until a signal ends it."""
    return run_tree(
        Options(
            data=options.data,
            host=options.host,
            port=options.port,
            demo=options.demo,
            reload=options.reload,
        )
    )
