"""The receipt: what it seals, what the buyer sees, and what a hostile one may not do."""

from __future__ import annotations

import base64
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from scanner.decision import Choice
from scanner.errors import Misused, Unreadable
from scanner.model import Level, Outcome
from scanner.review import manifest, signing
from scanner.review.chain import canonical
from scanner.review.manifest import LINE_BYTES, Item, Kind
from scanner.review.merkle import Tree
from scanner.review.receipt import Difference, Found, compare
from scanner.run import receipts

if TYPE_CHECKING:
    from pathlib import Path

# A seed of RFC 8032, section 7.1, test 1: a published specimen.
SEED = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
KEY = Ed25519PrivateKey.from_private_bytes(SEED)
PUBLIC = KEY.public_key().public_bytes_raw()
SHA = "ab" * 32

# Leaves and roots of the reference implementation of RFC 6962 (certificate-transparency,
# merkle_tree_test).
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657",
          "606162636465666768696a6b6c6d6e6f"]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def item(path: bytes, **changes: Any) -> Item:
    facts: dict[str, Any] = {
        "root": 0, "path": path, "kind": Kind.FILE, "size": 3, "sha256": SHA,
        "outcome": Outcome.SCANNED, "level": Level.L1, "decision": None,
    }  # fmt: skip
    return Item(**{**facts, **changes})


ITEMS = [
    item(b"a.csv", level=Level.L4, decision=Choice.REMOVE),
    item(b"b/\xff\xfe.txt"),
    item("乙/合同.txt".encode(), outcome=Outcome.ENCRYPTED, level=None, sha256=""),
]


def written(items: list[Item] = ITEMS, key: Ed25519PrivateKey = KEY) -> io.BytesIO:
    stream = io.BytesIO()
    manifest.write(stream, {"roots": ["/share"], "policy": "cn45574"}, items, key)
    return stream


def test_the_tree_is_that_of_the_standard() -> None:
    tree = Tree()
    roots = []
    for leaf in LEAVES:
        tree.add(bytes.fromhex(leaf))
        roots.append(tree.root().hex())

    assert roots == ROOTS


def test_the_signature_is_that_of_the_standard() -> None:
    assert PUBLIC.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"


def test_a_manifest_is_read_back_as_it_was_written() -> None:
    stream = written()
    header, seal = manifest.check(stream, PUBLIC)

    assert list(manifest.items(stream)) == ITEMS
    assert header["policy"] == "cn45574"
    assert seal["files"] == len(ITEMS)


def test_the_private_key_is_not_in_it() -> None:
    data = written().getvalue()

    assert SEED not in data
    assert base64.b64encode(SEED) not in data
    assert SEED.hex().encode() not in data


def test_another_key_does_not_vouch_for_it() -> None:
    other = Ed25519PrivateKey.generate()
    with pytest.raises(Unreadable) as trouble:
        manifest.check(written(key=other), PUBLIC)

    assert trouble.value.note.key == "manifest.signature"


@given(st.data())
def test_any_changed_byte_is_noticed(data: st.DataObject) -> None:
    whole = bytearray(written().getvalue())
    at = data.draw(st.integers(0, len(whole) - 1))
    value = data.draw(st.integers(0, 255).filter(lambda value: value != whole[at]))
    whole[at] = value
    with pytest.raises(Unreadable):
        manifest.check(io.BytesIO(bytes(whole)), PUBLIC)


@pytest.mark.parametrize("drop", [0, 1, 3, 4])
def test_a_missing_line_is_noticed(drop: int) -> None:
    lines = written().getvalue().splitlines(keepends=True)
    with pytest.raises(Unreadable):
        manifest.check(io.BytesIO(b"".join(lines[:drop] + lines[drop + 1 :])), PUBLIC)


def hostile(*entries: dict[str, Any], roots: object = ("/share",)) -> io.BytesIO:
    """Return a manifest with any lines, signed all the same: the seller may be hostile."""
    stream, tree = io.BytesIO(), Tree()
    header = {"format": manifest.FORMAT, "version": 1, "roots": roots}
    header["roots"] = list(roots) if isinstance(roots, tuple) else roots
    for facts in (header, *entries):
        line = canonical(facts).encode()
        tree.add(line)
        stream.write(line + b"\n")
    seal = {"files": len(entries), "merkle_root": tree.root().hex()}
    stream.write(canonical({**seal, **signing.sign(KEY, tree.size, tree.root())}).encode() + b"\n")
    return stream


GOOD = json.loads(written([item(b"a")]).getvalue().splitlines()[1])


def test_the_hostile_writer_can_write_a_good_one() -> None:
    assert manifest.check(hostile(GOOD), PUBLIC)


@pytest.mark.parametrize(
    "change",
    [
        {"path": "../a"},
        {"path": "a/../../b"},
        {"path": "/etc/passwd"},
        {"path": "a//b"},
        {"path": "./a"},
        {"path": "a\0b"},
        {"path": ""},
        {"path": 7},
        {"path": None},
        {"path_base64": "YQ=="},
        {"root": 1},
        {"root": -1},
        {"root": True},
        {"root": "0"},
        {"size": -1},
        {"size": 1 << 70},
        {"size": 1.5},
        {"sha256": "AB" * 32},
        {"sha256": "ab"},
        {"sha256": None},
        {"kind": "folder"},
        {"outcome": "fine"},
        {"level": "L9"},
        {"decision": "sell"},
        {"more": 1},
        {"path": "x" * LINE_BYTES},
    ],
)
def test_a_hostile_line_is_refused_though_it_is_signed(change: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        manifest.check(hostile({**GOOD, **change}), PUBLIC)


def test_a_path_that_has_text_may_not_hide_in_base_64() -> None:
    hidden = {key: value for key, value in GOOD.items() if key != "path"}
    with pytest.raises(Unreadable):
        manifest.check(hostile({**hidden, "path_base64": "YQ=="}), PUBLIC)


@pytest.mark.parametrize("paths", [("a", "a"), ("b", "a")])
def test_doubled_or_unsorted_files_are_refused(paths: tuple[str, str]) -> None:
    with pytest.raises(Unreadable) as trouble:
        manifest.check(hostile(*({**GOOD, "path": path} for path in paths)), PUBLIC)

    assert trouble.value.note.key == "manifest.order"


@pytest.mark.parametrize("roots", [(), "x", None, ["/"] * 1001])
def test_a_header_without_its_folders_is_refused(roots: object) -> None:
    with pytest.raises(Unreadable):
        manifest.check(hostile(GOOD, roots=roots), PUBLIC)


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"{}\n", b"[" * 60_000 + b"\n", b'{"a":1,"a":2}\n', b"x" * 99, b"\xff\n"]
)
def test_what_is_no_manifest_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        manifest.check(io.BytesIO(data), PUBLIC)


def found(path: bytes, digest: str = SHA, size: int = 3, kind: Kind = Kind.FILE) -> Found:
    return Found(path, kind, size, lambda: digest)


def test_a_folder_differs_in_five_ways() -> None:
    expected = [
        item(b"changed"), item(b"gone"), item(b"kept"), item(b"link", kind=Kind.LINK),
        item(b"longer"), item(b"removed", decision=Choice.REMOVE),
        item(b"taken along", decision=Choice.HOLD), item(b"unread", sha256=""),
        item(b"was a file"),
    ]  # fmt: skip
    there = [
        found(b"added"), found(b"changed", "cd" * 32), found(b"kept"),
        found(b"link", kind=Kind.LINK), found(b"longer", size=4), found(b"taken along"),
        found(b"unread"), found(b"was a file", kind=Kind.LINK),
    ]  # fmt: skip

    assert list(compare(expected, there)) == [
        (Difference.ADDED, b"added"),
        (Difference.DIFFERENT, b"changed"),
        (Difference.MISSING, b"gone"),
        (Difference.DIFFERENT, b"longer"),
        (Difference.WITHHELD, b"taken along"),
        (Difference.UNPROVED, b"unread"),
        (Difference.DIFFERENT, b"was a file"),
    ]


paths = st.sets(st.binary(min_size=1, max_size=3), max_size=12)


@given(paths, paths)
def test_what_is_missing_and_added_are_the_differences_of_two_sets(
    there: set[bytes], here: set[bytes]
) -> None:
    differences = list(compare(map(item, sorted(there)), map(found, sorted(here))))

    assert {path for kind, path in differences if kind is Difference.MISSING} == there - here
    assert {path for kind, path in differences if kind is Difference.ADDED} == here - there
    assert len(differences) == len(there ^ here)


def test_a_file_of_another_size_is_not_read() -> None:
    def read() -> str:
        raise AssertionError

    assert list(compare([item(b"a")], [Found(b"a", Kind.FILE, 9, read)])) == [
        (Difference.DIFFERENT, b"a")
    ]


def test_the_private_key_is_made_once_and_for_this_user_only(tmp_path: Path) -> None:
    path = tmp_path / "state" / "manifest.key"
    key = signing.private_key(path)

    assert path.stat().st_mode & 0o777 == 0o600
    assert signing.shown(signing.private_key(path)) == signing.shown(key)
    assert signing.read_public(signing.shown(key)) == key.public_key().public_bytes_raw()


@pytest.mark.parametrize("trouble", ["exposed", "short"])
def test_a_key_that_is_not_fit_for_use_is_refused(tmp_path: Path, trouble: str) -> None:
    path = tmp_path / "manifest.key"
    path.write_bytes(SEED if trouble == "exposed" else SEED[:5])
    path.chmod(0o644 if trouble == "exposed" else 0o600)

    with pytest.raises(Misused):
        signing.private_key(path)


@pytest.mark.parametrize("text", ["", "ed25519:", "ed25519:AAAA", "rsa:x", "\u00ff"])
def test_what_is_no_public_key_is_refused(text: str) -> None:
    with pytest.raises(Misused):
        signing.read_public(text)


def test_a_folder_that_is_not_there_is_a_mistake_and_not_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(Misused, match=r"manifest\.no_folder"):
        next(receipts.verify(tmp_path / "m", [tmp_path / "nowhere"], b""))
