"""`loket web`: the web process, for `loket up` or for a machine that shares a database with others."""

from __future__ import annotations

import argparse
import os
import socket

from loket.ops.gate import wait_at_gate
from loket.ops.listening import LISTENING, listen

HELP = "Run one web process alone (loket up runs it by itself)."
NEEDS_DATABASE = False
# Seconds that open streams get to end by themselves.
_GRACE = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the address."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)


def run(options: argparse.Namespace) -> int:
    """Serve until a signal ends it."""
    import uvicorn

    from loket.ops.loading import load_pages, set_up_child

    inherited = _inherited()
    listening = inherited or listen(options.host, options.port)
    set_up_child(options.data)
    if inherited is None:
        _look_around()
    load_pages()
    wait_at_gate()
    server = uvicorn.Server(
        uvicorn.Config(
            "loket.config.asgi:application",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE,
            timeout_keep_alive=20,
        )
    )
    server.run(sockets=[listening])
    return 0


def _look_around() -> None:
    """Do for a web process alone what `loket up` does before it starts one."""
    from loket.ops.loading import collect_what_is_missing, wait_for_tables

    wait_for_tables()
    collect_what_is_missing()


def _inherited() -> socket.socket | None:
    number = os.environ.pop(LISTENING, None)
    return socket.socket(fileno=int(number)) if number else None
