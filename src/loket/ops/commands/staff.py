"""`loket staff`: the people at the desk."""

from __future__ import annotations

import argparse

HELP = "Invite people to the desk."
NEEDS_DATABASE = True
ROLES = ("agent", "lead", "editor", "admin")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare `add`."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    add = verbs.add_parser("add", help="invite a person and print a link that works once")
    add.add_argument("email", metavar="EMAIL")
    add.add_argument("--role", action="append", required=True, choices=ROLES, help="may be given several times")
    add.add_argument("--name", default="", help="how customers and colleagues see this person")
    add.add_argument("--languages", default="", metavar="en,es", help="the languages this person answers in")


def run(options: argparse.Namespace) -> int:
    """Invite and print the link alone on its line, so that a script can take it."""
    from django.conf import settings
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from loket.ops.failures import BadCall
    from loket.people.actions.staff import invite_staff

    try:
        validate_email(options.email)
    except ValidationError:
        raise BadCall(f"{options.email} is not an e-mail address") from None
    languages = [each.strip() for each in options.languages.split(",") if each.strip()]
    path = invite_staff(options.email, roles=options.role, name=options.name, languages=languages)
    print(f"{settings.LOKET_URL}{path}")
    return 0
