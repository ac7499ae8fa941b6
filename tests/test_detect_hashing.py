"""Keyed hashes are AES-CMAC, whatever the length, and nothing without the key."""

from __future__ import annotations

import sys

import numpy as np
from cryptography.hazmat.primitives.ciphers import algorithms
from cryptography.hazmat.primitives.cmac import CMAC
from hypothesis import given
from hypothesis import strategies as st

from scanner.detect.hashing import Hasher

KEY = bytes(range(32))
# RFC 4493, section 4: AES-128 key and the first half of the tags for 0 and 16 bytes.
RFC_KEY = bytes.fromhex("2b7e151628aed2a6abf7158809cf4f3c")
RFC_EMPTY = bytes.fromhex("bb1d6929e9593728")
RFC_BLOCK = bytes.fromhex("070a16b46b4d4144")

texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60)


def reference(value: str) -> int:
    """Return the same hash by the library's own CMAC."""
    mac = CMAC(algorithms.AES(KEY))
    mac.update(value.encode())
    return int.from_bytes(mac.finalize()[:8], sys.byteorder)


@given(st.lists(texts, max_size=20))
def test_every_key_is_the_cmac_of_its_value(values: list[str]) -> None:
    assert Hasher(KEY).of_strings(values).tolist() == [reference(value) for value in values]


def test_the_published_vectors_hold() -> None:
    message = np.frombuffer(bytes.fromhex("6bc1bee22e409f96e93d7e117393172a"), np.uint8)
    hasher = Hasher(RFC_KEY)

    assert hasher.of_matrix(message.reshape(1, 16)).tobytes() == RFC_BLOCK
    assert hasher.of_matrix(np.zeros((1, 16), np.uint8)).tobytes() == RFC_EMPTY


def test_padding_on_the_right_changes_nothing() -> None:
    narrow = np.frombuffer(b"13800138000", np.uint8).reshape(1, 11)
    wide = np.pad(narrow, ((0, 0), (0, 30)))
    hasher = Hasher(KEY)

    assert hasher.of_matrix(narrow).tolist() == hasher.of_matrix(wide).tolist()


def test_many_rows_hash_as_each_alone() -> None:
    values = [f"{number:011d}" for number in range(40_000)]
    together = Hasher(KEY).of_strings(values)

    assert together[12_345] == reference(values[12_345])
    assert together[39_999] == reference(values[39_999])
    assert len(np.unique(together)) == len(values)


def test_another_key_gives_other_hashes() -> None:
    values = ["13800138000", "11010519491231002X"]
    mine, other = Hasher(KEY).of_strings(values), Hasher(bytes(32)).of_strings(values)

    assert not set(mine.tolist()) & set(other.tolist())
