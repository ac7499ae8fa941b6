"""The summary of a night against real servers on this machine: TLS, refusals, and their words."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from scanner.nightly import courier, orders

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOST = "127.0.0.1"
PATIENCE = 10  # seconds


@pytest.fixture(scope="module")
def identity(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with a key and a certificate for this machine that nobody signed."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example.com")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    signed = made.add_extension(names, critical=False).sign(key, hashes.SHA256())
    path = tmp_path_factory.mktemp("identity") / "both.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def trusted(identity: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(identity))


class Server:
    """Speaks just enough SMTP or HTTP for one caller at a time."""

    def __init__(
        self, identity: Path, *, tls: bool, offers: bytes = b"", status: int = 200
    ) -> None:
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(identity)
        self._tls, self._offers, self._status = tls, offers, status
        self._socket = socket.create_server((HOST, 0))
        self._socket.settimeout(PATIENCE)
        self.port: int = self._socket.getsockname()[1]
        self.heard: list[bytes] = []
        self.took_password = True

    def __call__(self) -> None:
        talk = self._take_post if self._status else self._take_mail
        with self._socket, ExitStack() as open_:
            try:
                here = open_.enter_context(self._socket.accept()[0])
                talk(self._safe(here, open_) if self._tls else here, open_)
            except OSError:  # the caller did not like us, which is what the test looks at
                self.heard.append(b"gone")

    def _safe(self, there: socket.socket, open_: ExitStack) -> socket.socket:
        there.settimeout(PATIENCE)
        safe = self._context.wrap_socket(there, server_side=True, do_handshake_on_connect=False)
        open_.enter_context(safe).do_handshake()
        return safe

    def _take_post(self, there: socket.socket, open_: ExitStack) -> None:
        stream, length = open_.enter_context(there.makefile("rb")), 0
        while line := stream.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        self.heard.append(stream.read(length))
        there.sendall(b"HTTP/1.1 %d x\r\nConnection: close\r\n\r\n" % self._status)
        there.sendall(b'{"errcode": 0}')

    def _take_mail(self, there: socket.socket, open_: ExitStack) -> None:
        if b"220" not in self.heard:
            there.sendall(b"220 here\r\n")
        stream, in_letter = open_.enter_context(there.makefile("rb")), False
        while line := stream.readline():
            self.heard.append(line.rstrip())
            if in_letter:
                in_letter = line != b".\r\n"
                there.sendall(b"" if in_letter else b"250 taken\r\n")
                continue
            verb = line.split()[0].upper()
            in_letter = verb == b"DATA"
            there.sendall(self._answer(verb) + b"\r\n")
            if verb == b"STARTTLS":
                self.heard.append(b"220")
                return self._take_mail(self._safe(there, open_), open_)
        return None

    def _answer(self, verb: bytes) -> bytes:
        if verb == b"EHLO":
            return b"250-here\r\n250 " + self._offers
        if verb == b"AUTH":
            return b"235 come in" if self.took_password else b"535 who?"
        known = {b"DATA": b"354 go on", b"STARTTLS": b"220 go on", b"QUIT": b"221 bye"}
        return known.get(verb, b"250 fine")


@contextmanager
def running(server: Server) -> Iterator[Server]:
    thread = threading.Thread(target=server)
    thread.start()
    yield server
    thread.join(PATIENCE)


def order(port: int, security: str, user: str = "") -> orders.Mail:
    facts = {"host": HOST, "port": port, "from": "scan@example.com", "to": ["l@example.com"]}
    secret = {"user": user, "password": {"env": "PASSWORD"}} if user else {}
    return orders.Mail.model_validate({**facts, "security": security, **secret})


def trouble(send: Any) -> str:
    """Return why something cannot be sent."""
    with pytest.raises(courier.TROUBLE) as caught:
        send()
    return courier.why(caught.value).key.removeprefix("nightly.unsent.")


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_summary_arrives_by_either_way_to_tls(
    identity: Path, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    monkeypatch.setenv("PASSWORD", "hush")
    offers = b"STARTTLS" if security == "starttls" else b"AUTH PLAIN"
    server = Server(identity, tls=security == "tls", offers=offers, status=0)
    user = "u" if security == "tls" else ""
    with running(server):
        courier.mail(order(server.port, security, user), "Night", "Files: 3")

    assert b"Subject: Night" in server.heard
    assert b"Files: 3" in server.heard


@pytest.mark.usefixtures("trusted")
def test_a_summary_in_chinese_is_a_whole_letter(identity: Path) -> None:
    with running(Server(identity, tls=True, status=0)) as server:
        given = order(server.port, "tls").model_copy(update={"sender": "扫描 <scan@example.com>"})
        courier.mail(given, "个人信息清查 2026-01-31", "文件：3\n级别：L5 1")
    head = [line.upper() for line in server.heard].index(b"DATA") + 1
    raw = b"\n".join(server.heard[head : server.heard.index(b".", head)])
    letter = message_from_bytes(raw, policy=policy.default)

    assert letter["Subject"] == "个人信息清查 2026-01-31"
    assert letter["From"].addresses[0].addr_spec == "scan@example.com"
    assert letter["To"] == "l@example.com"
    assert abs(letter["Date"].datetime - datetime.now(UTC)) < timedelta(minutes=1)
    assert letter["Message-ID"].endswith("@example.com>")
    assert letter.get_content().split() == ["文件：3", "级别：L5", "1"]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_that_nobody_vouches_for_gets_no_summary(
    identity: Path, security: str
) -> None:
    with running(Server(identity, tls=security == "tls", offers=b"STARTTLS", status=0)) as server:
        why = trouble(lambda: courier.mail(order(server.port, security), "Night", "Files: 3"))

    assert why == "certificate"
    assert b"Files: 3" not in server.heard


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    ("tls", "security", "offers", "expected"),
    [
        (False, "starttls", b"AUTH PLAIN", "not_offered"),  # it would go in the clear
        (True, "tls", b"AUTH PLAIN", "login"),
        (True, "tls", b"SIZE", "not_offered"),
        (False, "tls", b"STARTTLS", "tls"),
    ],
)
def test_each_refusal_of_a_mail_server_has_its_words(  # noqa: PLR0913 - one case
    identity: Path,
    monkeypatch: pytest.MonkeyPatch,
    tls: bool,  # noqa: FBT001 - a parameter of the case
    security: str,
    offers: bytes,
    expected: str,
) -> None:
    monkeypatch.setenv("PASSWORD", "hush")
    server = Server(identity, tls=tls, offers=offers, status=0)
    server.took_password = False
    with running(server):
        why = trouble(lambda: courier.mail(order(server.port, security, "u"), "Night", "Files: 3"))

    assert why == expected
    assert b"Files: 3" not in server.heard


def test_a_mail_server_that_is_not_there_or_unknown_is_told() -> None:
    with socket.create_server((HOST, 0)) as taken:
        port: int = taken.getsockname()[1]
    nowhere = order(port, "tls").model_copy(update={"host": "mail.invalid"})

    assert trouble(lambda: courier.mail(order(port, "tls"), "Night", "")) == "refused"
    assert trouble(lambda: courier.mail(nowhere, "Night", "")) == "unknown_host"


def hook(url: str, monkeypatch: pytest.MonkeyPatch) -> orders.Webhook:
    monkeypatch.setenv("HOOK", url)
    return orders.Webhook(kind="wecom", url=orders.Secret(env="HOOK"))


@pytest.mark.usefixtures("trusted")
def test_a_webhook_gets_the_summary(identity: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(Server(identity, tls=True)) as server:
        courier.post(hook(f"https://{HOST}:{server.port}/x", monkeypatch), "Night", "3", {})

    assert server.heard[-1] == b'{"msgtype": "text", "text": {"content": "Night\\n3"}}'


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("status", [302, 403, 500])
def test_a_webhook_that_sends_elsewhere_or_fails_is_told(
    identity: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    with running(Server(identity, tls=True, status=status)) as server:
        order = hook(f"https://{HOST}:{server.port}/x", monkeypatch)
        assert trouble(lambda: courier.post(order, "Night", "3", {})) == "answered"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"https://{HOST}:1/x", "refused"),
        ("https://robot.invalid/x", "unknown_host"),
        ("https://[bad/x", "address"),
    ],
)
def test_a_webhook_that_cannot_be_reached_is_told_without_its_address(
    monkeypatch: pytest.MonkeyPatch, url: str, expected: str
) -> None:
    assert trouble(lambda: courier.post(hook(url, monkeypatch), "Night", "3", {})) == expected


def test_a_webhook_that_nobody_vouches_for_gets_nothing(
    identity: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(Server(identity, tls=True)) as server:
        order = hook(f"https://{HOST}:{server.port}/x", monkeypatch)
        assert trouble(lambda: courier.post(order, "Night", "3", {})) == "certificate"

    assert server.heard == [b"gone"]
