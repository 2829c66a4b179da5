"""What a command may end with.

CommandFailed        exit status 1: it was asked properly and could not be done
└── BadCall          exit status 2: it was asked wrongly
"""

from __future__ import annotations


class CommandFailed(Exception):
    """The message is one line that says what to do; it is printed without a traceback."""

    exit_status = 1


class BadCall(CommandFailed):
    """The arguments cannot be understood."""

    exit_status = 2
