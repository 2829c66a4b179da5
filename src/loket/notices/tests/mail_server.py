"""A real mail server for tests, on this machine, and every way in which it misbehaves."""

from __future__ import annotations

import asyncio
import os
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default

from aiosmtpd.smtp import SMTP


@dataclass
class Mail:
    """What was taken: the envelope, and the bytes."""

    sender: str
    recipient: str
    raw: bytes

    @property
    def message(self):
        return message_from_bytes(self.raw, policy=default)

    @property
    def message_id(self):
        return self.message["Message-ID"]


@dataclass
class Behaviour:
    """What it answers at each step; an answer may be a text, or a function of the count of such steps so far."""

    rcpt: object = None
    data: object = None
    # Takes so many letters wholly and leaves without a word, each time.
    dies_after_data: object = None
    hangs_at: str = ""
    most_connections: int = 1000
    letters_a_connection: int = 100_000
    # How long each answer takes, as from a server far away.
    seconds_away: float = 0
    # What aiosmtpd itself takes, such as tls_context and authenticator.
    options: dict[str, object] = field(default_factory=dict)


@dataclass
class MailServer:
    """What arrived, in order, and where to go."""

    behaviour: Behaviour
    port: int = 0
    mails: list[Mail] = field(default_factory=list)
    connections: int = 0
    open_now: int = 0
    most_open: int = 0
    steps: dict[str, int] = field(default_factory=dict)

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}?tls=none"

    def ids(self):
        return [mail.message_id for mail in self.mails]


class _Protocol(SMTP):
    """aiosmtpd's own, which counts its connections."""

    def __init__(self, server, handler):
        super().__init__(handler, hostname="mail.test", **server.behaviour.options)
        self._told = server
        self.letters = 0
        self.is_counted = False

    def connection_made(self, transport):
        told = self._told
        told.connections += 1
        if told.open_now >= told.behaviour.most_connections:
            transport.write(b"421 4.7.0 Too many connections\r\n")
            transport.close()
            return
        self.is_counted = True
        told.open_now += 1
        told.most_open = max(told.most_open, told.open_now)
        if told.behaviour.hangs_at == "greeting":
            return
        super().connection_made(transport)

    def connection_lost(self, error):
        self._told.open_now -= self.is_counted
        if self.transport is not None:
            super().connection_lost(error)


class _Handler:
    def __init__(self, server):
        self._server = server

    def _answer(self, step):
        count = self._server.steps[step] = self._server.steps.get(step, 0) + 1
        said = getattr(self._server.behaviour, step)
        return said(count) if callable(said) else said

    async def _travel(self):
        if self._server.behaviour.seconds_away:
            await asyncio.sleep(self._server.behaviour.seconds_away)

    async def handle_MAIL(self, server, session, envelope, address, mail_options):
        await self._travel()
        if server.letters >= self._server.behaviour.letters_a_connection:
            server.transport.write(b"421 4.7.0 Enough on this connection\r\n")
            server.transport.close()
            return "421 4.7.0 Enough on this connection"
        envelope.mail_from = address
        return "250 2.1.0 Sender ok"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        await self._travel()
        refused = self._answer("rcpt")
        refused = refused(address) if callable(refused) else refused
        if refused:
            return refused
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Recipient ok"

    async def handle_DATA(self, server, session, envelope):
        if self._server.behaviour.hangs_at == "data":
            await asyncio.sleep(3600)
        # There and back for the command, and again for the letter.
        await self._travel()
        await self._travel()
        refused = self._answer("data")
        if refused:
            return refused
        self._server.mails += [Mail(envelope.mail_from, to, envelope.content) for to in envelope.rcpt_tos]
        server.letters += 1
        if self._answer("dies_after_data"):
            server.transport.abort()
            return "421 4.3.0 Gone"
        return f"250 2.0.0 Ok: queued as {len(self._server.mails)}"


async def _listen(server, told_port):
    """Serve until the loop is stopped; says its port as soon as it listens."""
    loop = asyncio.get_running_loop()
    handler = _Handler(server)
    listening = await loop.create_server(lambda: _Protocol(server, handler), "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    told_port.set()


@contextmanager
def mail_server(**behaviour):
    """A running server, gone at the end of the block."""
    server = MailServer(Behaviour(**behaviour))
    told_port = threading.Event()
    loop = asyncio.new_event_loop()

    def serve():
        asyncio.set_event_loop(loop)
        loop.run_until_complete(_listen(server, told_port))
        loop.run_forever()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    assert told_port.wait(10)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


def run_sink():
    """A program of its own that takes everything and says its port: so that it does not share a processor's thread."""
    with mail_server(seconds_away=float(os.environ.get("LOKET_MAIL_SINK_SECONDS_AWAY", 0))) as server:
        print(server.port, flush=True)  # noqa: T201
        threading.Event().wait()


if __name__ == "__main__":
    assert os.environ.get("LOKET_MAIL_SINK"), "set LOKET_MAIL_SINK=1"
    run_sink()
