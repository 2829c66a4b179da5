"""The listening socket, opened before anything else starts so that a taken port is told at once."""

from __future__ import annotations

import errno
import socket

from loket.ops.failures import BadCall, CommandFailed

LISTENING = "LOKET_LISTENING"
_BACKLOG = 1024
_HIGHEST_PORT = 65_535
_EVERYWHERE = {"", "0.0.0.0", "::"}  # noqa: S104


def listen(host: str, port: int) -> socket.socket:
    """Listen on an address; raises CommandFailed in words when it is taken or not allowed."""
    if not 0 <= port <= _HIGHEST_PORT:
        raise BadCall(f"{port} is no port; choose one from 0 to {_HIGHEST_PORT}")
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except socket.gaierror as error:
        raise BadCall(f"{host}:{port} is no address to listen on ({error})") from None
    family, kind, protocol, _, address = found[0]
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        raise CommandFailed(_explain(error, host, port)) from None
    return listening


def reachable_address(listening: socket.socket) -> tuple[str, int]:
    """The host and port at which this machine itself reaches the socket."""
    host, port = listening.getsockname()[:2]
    if host in _EVERYWHERE:
        host = "::1" if listening.family == socket.AF_INET6 else "127.0.0.1"
    return host, port


def url_of(listening: socket.socket) -> str:
    """The address to type into a browser on this machine."""
    host, port = reachable_address(listening)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _explain(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is already taken. Stop what uses it, or choose another with --port."
    if error.errno == errno.EACCES:
        return f"Port {port} is for root only. Choose one above 1023 with --port."
    return f"Loket cannot listen on {host}:{port}: {error.strerror}."
