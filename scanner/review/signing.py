"""Ed25519 (RFC 8032): the seller signs the manifest, the buyer needs the public key only."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from scanner import keyfile
from scanner.errors import Misused, is_full

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KEY_BYTES = 32
PREFIX = "ed25519:"
SIGNED = frozenset({"public_key", "signature"})  # what signing adds to the last line
# So that a signature over a manifest can never pass for one over anything else.
_DOMAIN = b"handover-manifest-v1\0"


def private_key(path: Path) -> Ed25519PrivateKey:
    """Return the signing key, made private to this user at first use.

    Raises:
        Misused: Others may read it, it is no key, or it cannot be made.
    """
    try:
        made = keyfile.read(path, lambda: Ed25519PrivateKey.generate().private_bytes_raw())
        return Ed25519PrivateKey.from_private_bytes(made)
    except (OSError, ValueError) as problem:
        if is_full(problem):
            raise
        raise Misused("manifest.key_unusable", path=str(path)) from None


def shown(key: Ed25519PrivateKey) -> str:
    """Return the public half as people pass it on: "ed25519:..."."""
    return PREFIX + _text(key.public_key().public_bytes_raw())


def read_public(text: str) -> bytes:
    """Read a public key that ``shown`` wrote.

    Raises:
        Misused: It is none.
    """
    try:
        key = base64.b64decode(text.strip().removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise Misused("manifest.public_key")
    return key


def sign(key: Ed25519PrivateKey, size: int, root: bytes) -> dict[str, str]:
    """Sign a Merkle root over ``size`` leaves; return public key and signature as text."""
    return {"public_key": shown(key), "signature": _text(key.sign(_message(size, root)))}


def is_signed(seal: Mapping[str, Any], public_key: bytes, size: int, root: bytes) -> bool:
    """Tell whether the owner of ``public_key`` signed this root; the seal's own key is no proof."""
    try:
        signature = base64.b64decode(seal["signature"], validate=True)
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, _message(size, root))
    except (InvalidSignature, KeyError, TypeError, ValueError):
        return False
    # Base 64 may say the same in several ways, a manifest only in one.
    expected = {"public_key": PREFIX + _text(public_key), "signature": _text(signature)}
    return {key: seal.get(key) for key in SIGNED} == expected


def _message(size: int, root: bytes) -> bytes:
    return _DOMAIN + size.to_bytes(8, "big") + root


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
