from __future__ import annotations

from django.core.management import BaseCommand, CommandParser

from loket.api.description import SNAPSHOT
from loket.api.v1.application import description


class Command(BaseCommand):
    """`loket manage openapi`: writes the API's description beside the code, where review sees what changed."""

    help = "Write the snapshot of the API's description (for developers)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--print", action="store_true", help="print it instead of writing the snapshot")

    def handle(self, *args: object, **options: object) -> None:
        text = description()
        if options["print"]:
            self.stdout.write(text, ending="")
            return
        SNAPSHOT.write_text(text, encoding="utf-8")
