"""`loket check`: is this installation sound and safe?"""

from __future__ import annotations

import argparse
import json

from loket.ops.installation import require_own_database

HELP = "Is this installation sound, and safe for production? One line a finding."
NEEDS_DATABASE = True
NEEDS_TABLES = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the form of the answer."""
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")


def run(options: argparse.Namespace) -> int:
    """Print the findings; the exit status is 1 when one of them is an error."""
    from loket.ops.findings import Level, find

    require_own_database()
    findings = find(options.data)
    if options.json:
        print(json.dumps({"findings": [{"level": each.level, "text": each.text} for each in findings]}))
    else:
        for each in findings:
            print(f"{each.level:8}{each.text}")
    return int(any(each.level is Level.ERROR for each in findings))
