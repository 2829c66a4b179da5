"""`loket privacy`: what is kept about one customer, handed out or forgotten."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from loket.ops.failures import BadCall, CommandFailed

if TYPE_CHECKING:
    from loket.conversations.actions.erasure import ErasurePreview
    from loket.people.models import Customer

HELP = "Hand out or erase everything about one customer."
NEEDS_DATABASE = True
WHO = "the shop's identifier of the customer, ours, or the number of one of their cases"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare `export` and `erase`."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    export = verbs.add_parser("export", help="print everything about a customer as one JSON object")
    export.add_argument("customer", metavar="CUSTOMER", help=WHO)
    export.add_argument("--output", metavar="FILE", help="write a file that only you may read, instead of printing")
    erase = verbs.add_parser("erase", help="show what would go; with --yes forget the customer for good")
    erase.add_argument("customer", metavar="CUSTOMER", help=WHO)
    erase.add_argument("--yes", action="store_true", help="do it; it cannot be undone")


def run(options: argparse.Namespace) -> int:
    """Export or erase."""
    customer = _find(options.customer)
    if options.verb == "export":
        return _export(customer, options.output)
    return _erase(customer, sure=options.yes)


def _find(text: str) -> Customer:
    from loket.conversations.access import find_customer_for
    from loket.people.access import NotVisible
    from loket.people.actors import SYSTEM

    if "\0" in text or not text.strip():
        raise BadCall("name the customer by an identifier or a case number")
    try:
        return find_customer_for(SYSTEM, text.strip())
    except NotVisible:
        raise CommandFailed(f"no customer is known by {text.strip()!r}, or they were erased already") from None


def _export(customer: Customer, output: str | None) -> int:
    import json
    from dataclasses import asdict

    from django.core.serializers.json import DjangoJSONEncoder

    from loket.people.actors import SYSTEM
    from loket.reception.personal_data import export_personal_data

    data = asdict(export_personal_data(customer, by=SYSTEM))
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    if output is None or output == "-":
        sys.stdout.write(f"{text}\n")
        return 0
    _write(output, text)
    sys.stderr.write(f"Written to {output}. It holds personal data: delete it when it was handed over.\n")
    return 0


def _write(name: str, text: str) -> None:
    import os

    try:
        descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise CommandFailed(f"{name} is there already; name another file") from None
    except OSError as error:
        raise CommandFailed(f"{name} cannot be written ({error.strerror})") from None
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"{text}\n")


def _erase(customer: Customer, *, sure: bool) -> int:
    from loket.conversations.actions.erasure import preview_erasure
    from loket.people.actors import SYSTEM
    from loket.reception.personal_data import erase_personal_data

    preview = preview_erasure(customer)
    print(_said(customer, preview, done=sure))
    if not sure:
        print("Nothing was erased. To do it, which cannot be undone, repeat the command with --yes.")
        return 0
    erase_personal_data(customer, by=SYSTEM)
    print("Erased. Backups made earlier still hold the data; let them expire.")
    return 0


def _said(customer: Customer, preview: ErasurePreview, *, done: bool) -> str:
    who = customer.name or customer.external_id or str(customer.pk)
    return (
        f"{'Erasing' if done else 'This would erase'} {who}: name and contact data,"
        f" the texts of {preview.messages} messages and {preview.notes} notes in {preview.conversations} conversations"
        f" ({preview.open_conversations} of them open, which are closed first), {preview.files} files,"
        " comments in ratings, names and addresses in orders, what was said to sellers and by them,"
        " the assistant's traces, what was learnt from them, and every link back into the conversations."
        " Case numbers, times and scores stay."
    )
