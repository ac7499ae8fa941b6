"""The summary of a night, sent away: by mail or to a webhook, and only where so ordered.

Counts and levels only.  Failing to send is a warning, never a failed night.
"""

from __future__ import annotations

import base64
import hmac
import json
import smtplib
import socket
import ssl
import time
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote_plus, urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from scanner.errors import HandoverError, Misused, describe
from scanner.model import Note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.nightly.orders import Mail, Webhook

_PATIENCE = 30  # seconds
_CODE_CHARS = 16
_MOST = 64 << 10  # bytes of an answer that are looked at


TROUBLE = (HandoverError, OSError, smtplib.SMTPException, HTTPException, ValueError)
# From the special to the general; what a server says is not repeated.
_WHY: tuple[tuple[type[BaseException], str], ...] = (
    (ssl.SSLCertVerificationError, "certificate"),
    (ssl.SSLError, "tls"),
    (socket.gaierror, "unknown_host"),
    (ConnectionRefusedError, "refused"),
    (TimeoutError, "no_answer"),
    (smtplib.SMTPAuthenticationError, "login"),
    (smtplib.SMTPNotSupportedError, "not_offered"),
    (smtplib.SMTPServerDisconnected, "broken_off"),
    (smtplib.SMTPException, "declined"),
    (HTTPException, "broken_off"),
    (ConnectionError, "broken_off"),
    (ValueError, "address"),
)


class NotSent(HandoverError):
    """The other side would not have it; its number, and nothing else of what it answered."""


def mail(order: Mail, subject: str, text: str) -> None:
    """Send a mail over TLS with a checked certificate.

    Raises:
        OSError, smtplib.SMTPException: It was not taken.
        Misused: The password is not where it should be.
    """
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, order.sender, ", ".join(order.to)
    message["Date"] = formatdate(localtime=True)  # what has none is often taken for spam
    domain = parseaddr(order.sender)[1].rpartition("@")[2]
    message["Message-ID"] = make_msgid(domain=domain or "localhost")
    message.set_content(text)
    context = ssl.create_default_context()
    with _server(order, context) as server:
        if order.security == "starttls":
            server.starttls(context=context)
        if order.user and order.password:
            server.login(order.user, order.password.read())
        server.send_message(message)


def post(order: Webhook, subject: str, text: str, facts: Mapping[str, Any]) -> None:
    """Post to a webhook.

    Raises:
        NotSent: It answered that something is wrong.
        OSError: It cannot be reached.
        Misused: Its address is not where it should be, or is not https.
    """
    url, secret = order.url.read(), order.sign.read() if order.sign else ""
    if urlsplit(url).scheme != "https":
        raise Misused("nightly.not_https")
    now = time.time()
    if order.kind == "dingtalk" and secret:
        stamp = str(round(now * 1000))
        signed = _signed(secret.encode(), f"{stamp}\n{secret}".encode())
        url += f"&timestamp={stamp}&sign={quote_plus(signed)}"
    body = json.dumps(_body(order.kind, f"{subject}\n{text}", facts, (secret, int(now))))
    request = Request(url, body.encode(), {"Content-Type": "application/json"})  # noqa: S310 - https, see above
    try:
        with _opener().open(request, timeout=_PATIENCE) as answer:
            _check(order.kind, answer.read(_MOST))
    except HTTPError as answer:
        answer.close()
        raise _answered(answer.code) from None


def why(problem: BaseException) -> Note:
    """Word why a summary could not be sent."""
    if isinstance(problem, URLError) and isinstance(problem.reason, Exception):
        return why(problem.reason)
    for kind, key in _WHY:
        if isinstance(problem, kind):
            return Note.of(f"nightly.unsent.{key}")
    return describe(problem)


def _server(order: Mail, context: ssl.SSLContext) -> smtplib.SMTP:
    if order.security == "tls":
        return smtplib.SMTP_SSL(order.host, order.port, timeout=_PATIENCE, context=context)
    return smtplib.SMTP(order.host, order.port, timeout=_PATIENCE)


def _opener() -> Any:
    """Follow no redirection: the summary goes where it was ordered to, or nowhere."""
    return build_opener(ProxyHandler(), HTTPSHandler(), _Stay())


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def _body(
    kind: str, text: str, facts: Mapping[str, Any], signature: tuple[str, int]
) -> dict[str, Any]:
    """Return what each kind of group robot expects, as their makers document it."""
    if kind == "json":
        return dict(facts)
    if kind == "feishu":
        secret, now = signature
        signed = _signed(f"{now}\n{secret}".encode(), b"")
        stamp = {"timestamp": str(now), "sign": signed} if secret else {}
        return {**stamp, "msg_type": "text", "content": {"text": text}}
    return {"msgtype": "text", "text": {"content": text}}


def _signed(key: bytes, message: bytes) -> str:
    return base64.b64encode(hmac.digest(key, message, "sha256")).decode("ascii")


def _check(kind: str, answer: bytes) -> None:
    """Robots answer 200 to everything; the number in the answer tells."""
    if kind == "json":
        return
    try:
        said = json.loads(answer)
        code = said.get("errcode", said.get("code", said.get("StatusCode", -1)))
    except (ValueError, AttributeError):
        code = -1
    if code != 0:
        raise _answered(code)


def _answered(code: object) -> NotSent:
    return NotSent("nightly.unsent.answered", code=str(code)[:_CODE_CHARS])
