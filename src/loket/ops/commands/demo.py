"""`loket demo`: the demo shop, and who can sign in to it."""

from __future__ import annotations

import argparse

HELP = "Fill the demo shop and print who can sign in."
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(options: argparse.Namespace) -> int:
    """Fill what is missing, then print the people, their password and the server's key."""
    from django.conf import settings

    from loket.ops.demo.fill import fill_demo
    from loket.ops.preparation import add_demo_orders
    from loket.ops.progress import progress_bar

    summary = fill_demo(progress=progress_bar("Articles"))
    # And, as a job, the disputes about orders of their own.
    add_demo_orders()
    articles = f"{summary.articles} articles, {summary.new_articles} of them new"
    print(f"The demo shop is there: {articles}; {summary.orders} orders, {summary.new_orders} of them new.")
    print(f"\nSign in at {settings.LOKET_URL}/desk")
    for person in summary.people:
        languages = ", ".join(person.languages)
        print(f"  {person.email:<24} {'/'.join(person.roles):<8} {languages}")
    print(f"Password of all of them: {summary.password}")
    print(f"Server key for the API:  {summary.server_key}")
    return 0
