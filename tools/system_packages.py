"""Sees to the one thing that no wheel carries: a Chromium for the browser tests.

Installs it with apt-get as root; otherwise says what is missing and how to get it, and ends with status 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BY_HAND = "Install it, for example with: sudo apt-get install chromium"


def main() -> int:
    if find_browser():
        return 0
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return refuse(f"The browser tests need Chromium, which is not installed. {BY_HAND}")
    print("Installing Chromium for the browser tests", file=sys.stderr)
    if not install("chromium", "fonts-liberation") or not find_browser():
        return refuse(f"Chromium could not be installed; what apt-get said is above. {BY_HAND}")
    return 0


def find_browser() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


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
