"""Mail over TLS and with a password, to a server that asks for both; and nothing to one that cannot be trusted."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from loket.notices.actions.sending import send_due
from loket.notices.actions.telling import tell
from loket.notices.models import Attempt, Notice
from loket.notices.tests.mail_server import mail_server
from loket.notices.tests.tellings import NOON, changed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of this machine's address, signed by itself, in one file with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.test")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    now = datetime.now(UTC)
    addresses = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = (
        builder.not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(addresses, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "mail.pem"
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def server(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def authenticator(_server, _session, _envelope, _mechanism, data):
        return AuthResult(success=(data.login, data.password) == (b"loket", b"p/w"), handled=False)

    options = {"tls_context": context, "require_starttls": True, "auth_required": True, "authenticator": authenticator}
    with mail_server(options=options) as running:
        yield running


@pytest.fixture
def trusted(certificate, monkeypatch):
    context = ssl.create_default_context(cafile=certificate)
    monkeypatch.setattr(ssl, "create_default_context", lambda: context)


def address(server, password):
    return f"smtp://loket:{password}@127.0.0.1:{server.port}?tls=starttls"


def test_mail_goes_over_tls_with_a_password(server, trusted, settings):
    settings.LOKET_SMTP_URL = address(server, "p%2Fw")
    tell(changed(), now=NOON)
    assert send_due(NOON) == 1 and len(server.mails) == 1


def test_a_wrong_password_ends_no_notice_and_is_said(server, trusted, settings):
    settings.LOKET_SMTP_URL = address(server, "wrong")
    tell(changed(), now=NOON)
    assert send_due(NOON) == 0
    notice = Notice.objects.get()
    assert notice.state == "ready" and "535" in notice.last_said and "wrong" not in notice.last_said


def test_nothing_goes_to_a_server_that_cannot_be_trusted(server, settings):
    settings.LOKET_SMTP_URL = address(server, "p%2Fw")
    tell(changed(), now=NOON)
    assert send_due(NOON) == 0 and not server.mails
    assert "SSLCertVerificationError" in Attempt.objects.get().said
