"""The hash of a content is the same however the content is read."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scanner import content

if TYPE_CHECKING:
    from pathlib import Path

KEY = content.key_of(bytes(32))


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "BLOCK", 7)


def in_one_go(data: bytes) -> bytes:
    digest = content.Digest(KEY)
    digest.update(data)
    return content.combined(KEY, digest.blocks())


steps = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.binary(max_size=60), steps=steps)
def test_the_order_of_reading_changes_nothing(
    data: bytes, steps: list[tuple[int, int]], tmp_path: Path
) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    with content.hashed(path.open("rb"), KEY) as stream:
        for place, size in steps:
            stream.seek(place)

            assert stream.read(size) == data[place : place + size]
        assert stream.content() == in_one_go(data)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    data=st.binary(min_size=1, max_size=60),
    cuts=st.sets(st.integers(0, 60), max_size=5),
    ahead=st.integers(0, 9),
    size=st.integers(0, 40),
)
def test_parts_hash_to_the_same_as_the_whole(
    data: bytes, cuts: set[int], ahead: int, size: int, tmp_path: Path
) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    edges = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    blocks: tuple[bytes, ...] = ()
    for start, stop in itertools.pairwise(edges):
        with content.hashed(path.open("rb"), KEY, (start, stop)) as stream:
            stream.seek(start + ahead)
            stream.read(size)
            blocks += stream.blocks()

    assert content.combined(KEY, blocks) == in_one_go(data)


@given(data=st.binary(max_size=60), other=st.binary(max_size=60))
def test_other_contents_and_other_keys_give_other_hashes(data: bytes, other: bytes) -> None:
    assert (in_one_go(data) == in_one_go(other)) == (data == other)
    digest = content.Digest(content.key_of(b"other"))
    digest.update(data)

    assert content.combined(KEY, digest.blocks()) != in_one_go(data) or not data


@given(block=st.binary(min_size=1, max_size=7))
def test_a_block_is_hashed_as_the_standard_says(block: bytes) -> None:
    digest = content.Digest(KEY)
    digest.update(block)

    assert digest.blocks() == (AESGCM(KEY).encrypt(bytes(12), b"", block),)
