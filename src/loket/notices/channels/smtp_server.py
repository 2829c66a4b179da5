"""Which mail server the settings name: ``smtp://user:password@host:587?tls=starttls|tls|none``."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

SECONDS_TO_CONNECT = 10.0
_LOCAL = {"localhost", "127.0.0.1", "::1"}
_PORTS = {"tls": 465, "starttls": 587, "none": 25}


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mail is handed over, and as whom."""

    host: str
    port: int
    tls: str
    user: str = ""
    password: str = field(default="", repr=False)

    def connect(self, *, own_host: str, seconds: float) -> smtplib.SMTP:
        """A connection that is greeted, safe and signed in; raises OSError and what smtplib raises."""
        context = ssl.create_default_context() if self.tls != "none" else None
        timeout = min(seconds, SECONDS_TO_CONNECT)
        if self.tls == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, local_hostname=own_host, timeout=timeout, context=context
            )
        else:
            smtp = smtplib.SMTP(self.host, self.port, local_hostname=own_host, timeout=timeout)
        try:
            smtp.ehlo_or_helo_if_needed()
            if self.tls == "starttls":
                smtp.starttls(context=context)
            if self.user:
                smtp.login(self.user, self.password)
        except BaseException:
            smtp.close()
            raise
        if smtp.sock is not None:
            smtp.sock.settimeout(seconds)
        return smtp


class SmtpAddressWrong(ValueError):
    """LOKET_SMTP_URL cannot be used; the text says why, without the password."""


def smtp_server(url: str) -> SmtpServer:
    """Read the setting; raises SmtpAddressWrong."""
    try:
        parts = urlsplit(url)
        port = parts.port
        tls = parse_qs(parts.query).get("tls", [""])[-1]
    except ValueError:
        raise SmtpAddressWrong("it must look like smtp://user:password@mail.shop.example:587?tls=starttls") from None
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise SmtpAddressWrong("it must begin with smtp:// and name a host, such as smtp://mail.shop.example:587")
    if tls not in {"", *_PORTS}:
        raise SmtpAddressWrong("tls must be starttls, tls or none")
    how = tls or _usual_tls(parts.scheme, parts.hostname, port)
    return SmtpServer(
        parts.hostname, port or _PORTS[how], how, unquote(parts.username or ""), unquote(parts.password or "")
    )


def _usual_tls(scheme: str, host: str, port: int | None) -> str:
    if scheme == "smtps" or port == _PORTS["tls"]:
        return "tls"
    return "none" if host in _LOCAL else "starttls"
