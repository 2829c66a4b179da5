"""Stylesheets, scripts and images: collected once for each state of their sources."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_SOURCES = Path(__file__).resolve().parent.parent
_PACKAGES_WITH_FILES = ("django", "django-allauth", "django-htmx", "django-ninja", "whitenoise")


def static_directory(data_directory: Path) -> Path:
    """Where the collected files of the present sources belong, whether or not they are there yet."""
    return data_directory / "static" / _fingerprint()


def publish_collected(half: Path, directory: Path) -> None:
    """Put a complete collection in its place and forget those of older sources."""
    try:
        half.rename(directory)
    except OSError:
        # Another process was faster; what it made is the same.
        if not directory.exists():
            raise
        shutil.rmtree(half, ignore_errors=True)
    for other in directory.parent.iterdir():
        if other != directory:
            shutil.rmtree(other, ignore_errors=True)


def _fingerprint() -> str:
    digest = sha256(repr([_version(package) for package in _PACKAGES_WITH_FILES]).encode())
    for path in sorted(_files()):
        digest.update(os.fsencode(path.relative_to(_SOURCES)) + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _files() -> Iterator[Path]:
    for directory in _SOURCES.glob("*/static"):
        yield from (path for path in directory.rglob("*") if path.is_file())
    yield from _SOURCES.glob("design/bundles.py")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
