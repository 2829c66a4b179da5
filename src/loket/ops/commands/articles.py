"""`loket articles`: articles in and out as JSON Lines."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from loket.ops.failures import CommandFailed
from loket.ops.progress import progress_bar
from loket.ops.whole_files import write_whole

HELP = "Import or export articles (JSON Lines)."
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare `import` and `export`."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    read = verbs.add_parser("import", help="add articles and update known ones by id; all of a file or nothing")
    read.add_argument("file", metavar="FILE", help="- reads standard input")
    write = verbs.add_parser("export", help="write every topic and article")
    write.add_argument("file", metavar="FILE", help="- writes standard output")


def run(options: argparse.Namespace) -> int:
    """Import or export."""
    return _import(options.file) if options.verb == "import" else _export(options.file)


def _import(name: str) -> int:
    from loket.knowledge.actions.importing import import_articles
    from loket.knowledge.actions.indexing import fill_vectors
    from loket.knowledge.article_lines import ImportRefused

    try:
        if name == "-":
            summary = import_articles(sys.stdin.buffer, progress=progress_bar("Articles"))
        else:
            with Path(name).open("rb") as file:
                summary = import_articles(file, progress=progress_bar("Articles"))
    except OSError as error:
        raise CommandFailed(f"{name} cannot be read ({error.strerror})") from None
    except ImportRefused as refused:
        raise CommandFailed(_refusal(name, list(map(str, refused.problems)))) from None
    fill_vectors(progress=progress_bar("Search  "))
    if summary.new_topics:
        sys.stderr.write(f"New topics: {', '.join(summary.new_topics)}\n")
    print(
        f"{summary.articles} articles read: {summary.new_articles} new, {summary.new_versions} new versions,"
        f" {summary.removed_translations} translations removed."
    )
    return 0


def _refusal(name: str, problems: list[str]) -> str:
    return f"nothing of {'standard input' if name == '-' else name} was imported: {'; '.join(problems)}"


def _export(name: str) -> int:
    from loket.knowledge.exporting import export_lines

    if name == "-":
        for line in export_lines():
            sys.stdout.buffer.write(f"{line}\n".encode())
        sys.stdout.flush()
        return 0
    try:
        # Articles are public.
        count = write_whole(Path(name), export_lines(), mode=0o644)
    except OSError as error:
        raise CommandFailed(f"{name} cannot be written ({error.strerror})") from None
    sys.stderr.write(f"{count} lines written to {name}\n")
    return 0
