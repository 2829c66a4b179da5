"""`loket prepare`: a step of `loket up`."""

from __future__ import annotations

import argparse

from loket.ops.installation import require_own_database

HELP = "Bring the database and the static files up to date."
NEEDS_DATABASE = True
NEEDS_TABLES = False
HIDDEN = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--demo", action="store_true", help="fill the demo shop too")
    parser.add_argument("--only-static", action="store_true", help="only collect the static files")
    parser.add_argument("--only-database", action="store_true", help="leave the static files alone")


def run(options: argparse.Namespace) -> int:
    """Prepare and end."""
    from loket.ops.preparation import collect_static_files, fill_demo_shop, open_counter, prepare_database

    if not options.only_database:
        collect_static_files()
    if options.only_static:
        return 0
    require_own_database()
    prepare_database()
    if options.demo:
        fill_demo_shop()
    open_counter()
    return 0
