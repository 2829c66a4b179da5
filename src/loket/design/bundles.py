"""Stylesheets by surface: component files joined in order, so that a page loads one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

SOURCE = Path(__file__).parent / "static" / "design"

_CONVERSATION = ["button", "field", "card", "row-list", "message", "composer", "badge", "alert", "menu"]
_PAGE = ["arrangement", *_CONVERSATION, "choice", "facts", "person-door", "toast", "timeline", "progress"]
_PAGE += ["talk", "empty", "pagination", "breadcrumbs", "prose", "site"]
_DESK = [
    "case-row",
    "dialog",
    "tabs",
    "table",
    "keys",
    "admin",
    "editor",
    "evaluation",
    "slider",
    "desk",
    "inbox",
    "order-panel",
    "rules",
    "ready-texts",
    "translation",
    "outbox",
    "dispute",
    "upload",
    "ruling",
    "numbers",
]
_PUBLIC = ["search-hero", "topic-row", "help", "order"]

BUNDLES: dict[str, list[str]] = {
    "public": [*_PAGE, *_PUBLIC, "print"],
    "claims": [*_PAGE, *_PUBLIC, "upload", "dispute", "problem", "print"],
    "sellers": [*_PAGE, "upload", "help", "order", "dispute", "claims", "tabs", "keys", "print"],
    "desk": [*_PAGE, *_DESK, "print"],
    "widget": [*_CONVERSATION, "frame"],
}

_STRING = re.compile(r"(\"[^\"\n]*\"|'[^'\n]*')")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def list_sources(bundle: str) -> list[Path]:
    """The files of a bundle in the order they apply."""
    parts = [SOURCE / "components" / f"{name}.css" for name in BUNDLES[bundle]]
    return [SOURCE / "tokens.css", SOURCE / "base.css", *parts]


def build_bundle(bundle: str) -> str:
    """One stylesheet out of the files of a bundle, without comments and needless space."""
    return minify("\n".join(path.read_text(encoding="utf-8") for path in list_sources(bundle)))


def minify(css: str) -> str:
    """The same rules in fewer bytes; quoted strings stay as they are."""
    pieces = _STRING.split(_COMMENT.sub("", css))
    pieces[::2] = [_squeeze(piece) for piece in pieces[::2]]
    return "".join(pieces).strip()


def _squeeze(css: str) -> str:
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    css = re.sub(r"(?<=[ ,(:-])0(\.\d)", r"\1", css)
    return css.replace(": ", ":").replace(";}", "}")


class BundleFinder(BaseFinder):
    """Finds `design/<bundle>.css`, built on demand into a private directory of this process."""

    def __init__(self, app_names: Iterable[str] | None = None, *args: Any, **kwargs: Any) -> None:
        self._directory = TemporaryDirectory(prefix="loket-bundles-")
        self._storage = FileSystemStorage(location=self._directory.name)

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing here depends on settings."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The built file for a bundle's address, else nothing."""
        paths = {f"design/{bundle}.css": bundle for bundle in BUNDLES}
        if path not in paths:
            return []
        built = str(self._build(paths[path]))
        return [built] if find_all or kwargs.get("all") else built

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Every bundle, freshly built, with the storage that holds it."""
        for bundle in BUNDLES:
            self._build(bundle)
            yield f"design/{bundle}.css", self._storage

    def _build(self, bundle: str) -> Path:
        target = Path(self._directory.name) / "design" / f"{bundle}.css"
        changed = max(source.stat().st_mtime for source in list_sources(bundle))
        if target.exists() and target.stat().st_mtime >= changed:
            return target
        target.parent.mkdir(exist_ok=True)
        target.write_text(build_bundle(bundle), encoding="utf-8")
        return target
