"""The receipt of a handover as a file: one canonical JSON object a line.

The first line says what was handed over and how it was judged, the last one seals all
before it: number of lines, Merkle root, public key, signature.  Between them, one line a
file, strictly in the order of root and path.  A manifest comes from elsewhere: everything
in it is checked before it is used, and no path of it is ever opened.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any, BinaryIO

from scanner.decision import Choice
from scanner.errors import Unreadable
from scanner.model import Level, Outcome
from scanner.review.chain import canonical
from scanner.review.merkle import Tree
from scanner.review.signing import SIGNED, is_signed, sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FORMAT = "handover-manifest"
VERSION = 1
LINE_BYTES = 1 << 16  # a path has 4,096 bytes at most
FILES = 50_000_000
ROOTS = 1000
_DIGEST = 64  # hexadecimal digits of SHA-256
_BIGGEST = 1 << 63


class Kind(StrEnum):
    """What an entry of a folder is."""

    FILE = "file"
    LINK = "link"  # its digest is that of the path it points to
    SPECIAL = "special"  # a pipe, socket, device, or a folder that could not be listed


@dataclass(frozen=True, slots=True)
class Item:
    """One file of the handover."""

    root: int  # which of the folders
    path: bytes  # relative to it
    kind: Kind
    size: int  # bytes
    sha256: str  # hexadecimal; "" where it could not be read
    outcome: Outcome
    level: Level | None  # None: it was not read
    decision: Choice | None


def write(
    stream: BinaryIO, facts: Mapping[str, Any], items: Iterable[Item], key: Ed25519PrivateKey
) -> dict[str, Any]:
    """Write a manifest and return its last line.

    Args:
        stream: Open for writing.
        facts: What the first line is to say; "roots" are the folders as people read them.
        items: Sorted by root and path.
        key: Whose owner vouches for it.
    """
    tree = Tree()
    _put(stream, tree, {**facts, "format": FORMAT, "version": VERSION})
    for item in items:
        _put(stream, tree, _facts(item))
    root = tree.root()
    seal = {"files": tree.size - 1, "merkle_root": root.hex(), **sign(key, tree.size, root)}
    stream.write(canonical(seal).encode() + b"\n")
    return seal


def check(stream: BinaryIO, public_key: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the first and the last line of a manifest that is whole, in order and signed.

    Raises:
        Unreadable: It is no manifest, was changed, or was signed with another key.
    """
    stream.seek(0)
    tree, pending = Tree(), b""
    for line in _lines(stream):
        if pending:
            tree.add(pending)
        pending = line
    seal = _object(pending, tree.size + 1)
    about = {"files": tree.size - 1, "merkle_root": tree.root().hex()}
    if {key: seal.get(key) for key in about} != about or set(seal) - set(about) != SIGNED:
        raise Unreadable("manifest.changed")
    if not is_signed(seal, public_key, tree.size, tree.root()):
        raise Unreadable("manifest.signature")
    for before, after in pairwise(items(stream)):
        if (before.root, before.path) >= (after.root, after.path):
            raise Unreadable("manifest.order")
    return _header(stream), seal


def items(stream: BinaryIO) -> Iterator[Item]:
    """Yield the files of a manifest.

    Raises:
        Unreadable: A line is not what it has to be.
    """
    roots = len(_header(stream)["roots"])
    pending = b""
    for number, line in enumerate(_lines(stream), 1):
        if pending:
            yield _item(_object(pending, number), number, roots)
        pending = line


def _header(stream: BinaryIO) -> dict[str, Any]:
    stream.seek(0)
    header = _object(next(_lines(stream), b""), 1)
    is_ours = header.get("format") == FORMAT and header.get("version") == VERSION
    roots = header.get("roots")
    if not is_ours or not isinstance(roots, list) or not 1 <= len(roots) <= ROOTS:
        raise Unreadable("manifest.foreign")
    return header


def _put(stream: BinaryIO, tree: Tree, facts: Mapping[str, Any]) -> None:
    line = canonical(facts).encode()
    tree.add(line)
    stream.write(line + b"\n")


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield lines without their ends; refuse what no manifest has."""
    for number in range(1, FILES + 3):
        line = stream.readline(LINE_BYTES + 1)
        if not line:
            return
        if not line.endswith(b"\n") or len(line) > LINE_BYTES:
            raise Unreadable("manifest.line", line=number)
        yield line[:-1]
    raise Unreadable("manifest.too_long")


def _object(line: bytes, number: int) -> dict[str, Any]:
    """Parse a line; only the one canonical spelling passes, so nothing can be doubled."""
    try:
        facts = json.loads(line)
        is_canonical = isinstance(facts, dict) and canonical(facts).encode() == line
    except (ValueError, RecursionError):
        is_canonical = False
    if not is_canonical:
        raise Unreadable("manifest.line", line=number)
    return facts  # type: ignore[no-any-return] # a dict, as was just seen


def _facts(item: Item) -> dict[str, Any]:
    return {
        "root": item.root,
        **_named(item.path),
        "kind": str(item.kind),
        "size": item.size,
        "sha256": item.sha256,
        "outcome": str(item.outcome),
        "level": item.level.name if item.level else None,
        "decision": str(item.decision) if item.decision else None,
    }


def _named(path: bytes) -> dict[str, str]:
    """Name a path as it is; only what is not UTF-8 in base 64."""
    try:
        return {"path": path.decode()}
    except UnicodeDecodeError:
        return {"path_base64": base64.b64encode(path).decode("ascii")}


def _item(facts: dict[str, Any], number: int, roots: int) -> Item:
    try:
        item = Item(
            root=facts["root"],
            path=_path(facts),
            kind=Kind(facts["kind"]),
            size=facts["size"],
            sha256=facts["sha256"],
            outcome=Outcome(facts["outcome"]),
            level=Level[facts["level"]] if facts["level"] else None,
            decision=Choice(facts["decision"]) if facts["decision"] else None,
        )
        is_sound = _facts(item) == facts and _is_plain(item.path) and _is_bounded(item, roots)
    except (KeyError, TypeError, ValueError, AttributeError):
        is_sound = False
    if not is_sound:
        raise Unreadable("manifest.line", line=number)
    return item


def _path(facts: dict[str, Any]) -> bytes:
    if "path" in facts:
        return str(facts["path"]).encode()
    try:
        return base64.b64decode(facts["path_base64"], validate=True)
    except binascii.Error:
        raise ValueError from None


def _is_plain(path: bytes) -> bool:
    """Tell whether a path leads down from its root and nowhere else."""
    return b"\0" not in path and all(part not in (b"", b".", b"..") for part in path.split(b"/"))


def _is_bounded(item: Item, roots: int) -> bool:
    is_digest = len(item.sha256) in (0, _DIGEST) and set(item.sha256) <= set("0123456789abcdef")
    numbers = type(item.root) is int and type(item.size) is int
    return numbers and is_digest and 0 <= item.root < roots and 0 <= item.size < _BIGGEST
