"""Sees to what no wheel carries: Chromium for the browser tests, Apertium, ClamAV, and letters for Chinese on paper.

Installs them with apt-get as root; otherwise says what is missing and how to get it, and ends with status 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Where Debian's apertium-es-pt puts its pairs.
APERTIUM_PAIR = Path("/usr/share/apertium/modes/es-pt.mode")


@dataclass(frozen=True)
class Need:
    """A program that some tests run for real, and the packages it comes in."""

    name: str
    tests: str
    packages: tuple[str, ...]
    is_there: Callable[[], bool]

    @property
    def by_hand(self) -> str:
        """What a person may do instead."""
        return f"Install it, for example with: sudo apt-get install {' '.join(self.packages)}"


def main() -> int:
    return max(see_to(need) for need in NEEDS)


def see_to(need: Need) -> int:
    if need.is_there():
        return 0
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return refuse(f"The tests of {need.tests} need {need.name}, which is not installed. {need.by_hand}")
    print(f"Installing {need.name} for the tests of {need.tests}", file=sys.stderr)
    if not install(*need.packages) or not need.is_there():
        return refuse(f"{need.name} could not be installed; what apt-get said is above. {need.by_hand}")
    return 0


def has_browser() -> bool:
    return any(map(shutil.which, BROWSERS))


def has_apertium() -> bool:
    return shutil.which("apertium") is not None and APERTIUM_PAIR.exists()


def has_clamd() -> bool:
    # Debian puts it where only root looks.
    return shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin") is not None


def has_chinese_letters() -> bool:
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
    return any(next(folder.rglob("*CJK*"), None) for folder in folders)


NEEDS = (
    Need("Chromium", "pages", ("chromium", "fonts-liberation"), has_browser),
    Need("Apertium", "translation", ("apertium", "apertium-es-pt"), has_apertium),
    Need("clamd", "virus scanning", ("clamav-daemon",), has_clamd),
    Need("a font for Chinese", "records of disputes", ("fonts-noto-cjk",), has_chinese_letters),
)


def install(*packages: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # An old list of packages may name files that are gone, so it is renewed; a failure there need not matter.
    subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)
    command = ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", *packages]
    return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode == 0


def refuse(text: str) -> int:
    print(text, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
