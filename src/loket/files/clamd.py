"""Asks ClamAV's daemon about a file over its socket, by its command INSTREAM."""

from __future__ import annotations

import socket
import struct
from contextlib import suppress
from typing import BinaryIO

PART_BYTES = 1 << 18
MOST_REPLY_BYTES = 4096


class ScannerAway(Exception):
    """The scanner cannot be reached, or does not answer in time."""


class ScannerCannotRead(Exception):
    """The scanner answered, but with no verdict: the file is too large for it, or broken in its eyes."""


def find_virus(file: BinaryIO, *, address: str, seconds: float) -> str | None:
    """The name of what is harmful in a file, None where nothing is; raises ScannerAway and ScannerCannotRead.

    ``address`` is a path of a Unix socket or ``host:port``.
    """
    try:
        with _connect(address, seconds) as connection:
            _send(connection, file)
            reply = _read_reply(connection)
    except OSError as error:
        raise ScannerAway(str(error)) from error
    return _verdict_of(reply)


def _connect(address: str, seconds: float) -> socket.socket:
    if not address.startswith("/"):
        host, _, port = address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=seconds)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(seconds)
    try:
        connection.connect(address)
    except OSError:
        connection.close()
        raise
    return connection


def _send(connection: socket.socket, file: BinaryIO) -> None:
    """Send the file in parts; a scanner that had enough of it closes early, and its reply then says why."""
    with suppress(BrokenPipeError, ConnectionResetError):
        connection.sendall(b"zINSTREAM\0")
        while part := file.read(PART_BYTES):
            connection.sendall(struct.pack(">L", len(part)) + part)
        connection.sendall(struct.pack(">L", 0))


def _read_reply(connection: socket.socket) -> str:
    reply = b""
    while len(reply) < MOST_REPLY_BYTES and (part := connection.recv(MOST_REPLY_BYTES)):
        reply += part
        if b"\0" in part:
            break
    if not reply:
        raise ConnectionResetError("The scanner closed the connection without a word.")
    return reply.split(b"\0")[0].decode("utf-8", "replace").strip()


def _verdict_of(reply: str) -> str | None:
    said = reply.removeprefix("stream: ")
    if said == "OK":
        return None
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise ScannerCannotRead(said)
