"""`loket orders`: orders in and out as JSON Lines."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from loket.ops.failures import BadCall, CommandFailed
from loket.ops.progress import progress_bar
from loket.ops.whole_files import write_whole

HELP = "Import or export orders (JSON Lines), or fetch them from the shop."
NEEDS_DATABASE = True
LONGEST_LOOK_BACK = 3650  # days


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare `import`, `export` and `fetch`."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    read = verbs.add_parser("import", help="add orders and update known ones by number; all of a file or nothing")
    read.add_argument("file", metavar="FILE", help="- reads standard input")
    write = verbs.add_parser("export", help="write every order")
    write.add_argument("file", metavar="FILE", help="- writes standard output")
    fetch = verbs.add_parser("fetch", help="bring in what changed in a WooCommerce shop")
    fetch.add_argument("--days", type=int, default=7, metavar="N", help="changed in the last N days (default 7)")


def run(options: argparse.Namespace) -> int:
    """Import, export or fetch."""
    match options.verb:
        case "import":
            return _import(options.file)
        case "fetch":
            return _fetch(options.days)
        case _:
            return _export(options.file)


def _import(name: str) -> int:
    from loket.orders.actions.importing import import_orders
    from loket.orders.documents.order_errors import ImportRefused

    try:
        if name == "-":
            summary = import_orders(sys.stdin.buffer, progress=progress_bar("Orders"))
        else:
            with Path(name).open("rb") as file:
                summary = import_orders(file, progress=progress_bar("Orders"))
    except OSError as error:
        raise CommandFailed(f"{name} cannot be read ({error.strerror})") from None
    except ImportRefused as refused:
        raise CommandFailed(_refusal(name, list(map(str, refused.problems)))) from None
    unchanged = summary.orders - summary.new_orders - summary.changed_orders
    print(
        f"{summary.orders} orders read: {summary.new_orders} new, {summary.changed_orders} changed,"
        f" {unchanged} as they were."
    )
    return 0


def _refusal(name: str, problems: list[str]) -> str:
    return f"nothing of {'standard input' if name == '-' else name} was imported: {'; '.join(problems)}"


def _export(name: str) -> int:
    from loket.orders.documents.exporting import export_lines

    if name == "-":
        for line in export_lines():
            sys.stdout.buffer.write(f"{line}\n".encode())
        sys.stdout.flush()
        return 0
    try:
        # Whose orders they are is nobody's business but their owner's.
        count = write_whole(Path(name), export_lines(), mode=0o600)
    except OSError as error:
        raise CommandFailed(f"{name} cannot be written ({error.strerror})") from None
    sys.stderr.write(f"{count} lines written to {name}\n")
    return 0


def _fetch(days: int) -> int:
    from datetime import timedelta

    from django.utils import timezone

    from loket.lib.outbound import CallFailed
    from loket.orders.actions.fetching import fetch_orders
    from loket.orders.connectors import connector
    from loket.orders.connectors.woocommerce import WooCommerce
    from loket.orders.connectors.woocommerce_orders import OrdersUnreadable

    if not 1 <= days <= LONGEST_LOOK_BACK:
        raise BadCall(f"--days is a number from 1 to {LONGEST_LOOK_BACK}")
    shop = connector()
    if not isinstance(shop, WooCommerce):
        raise CommandFailed(
            "only a WooCommerce shop is fetched from; set LOKET_MARKETPLACE=woocommerce (docs/orders.md)"
        )
    try:
        summary = fetch_orders(shop, since=timezone.now() - timedelta(days=days))
    except (CallFailed, OrdersUnreadable) as error:
        raise CommandFailed(f"the shop could not be read: {error}") from None
    for line in summary.refused:
        sys.stderr.write(f"Left out {line}\n")
    print(f"{summary.orders} orders fetched: {summary.new_orders} new, {summary.changed_orders} changed.")
    return 1 if summary.refused else 0
