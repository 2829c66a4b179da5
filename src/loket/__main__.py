"""`python -m loket` is the same as the command `loket`."""

from __future__ import annotations

import sys

from loket.ops.command_line import main

if __name__ == "__main__":
    sys.exit(main())
