"""`loket manage …`: Django's own commands."""

from __future__ import annotations

import argparse

HELP = "Run one of Django's own commands (loket manage help)."
NEEDS_DATABASE = True
NEEDS_TABLES = False
TAKES_REST = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare nothing: Django reads the rest."""


def run(options: argparse.Namespace) -> int:
    """Hand over to Django."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["loket manage", *options.rest])
    return 0
