"""Reading ahead: what is announced, and in which steps."""

from __future__ import annotations

import io
import os
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from scanner.readers.ahead import announce
from scanner.readers.blocks import Transcriber
from scanner.readers.encodings import Encoding

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    not hasattr(os, "posix_fadvise"), reason="this system takes no such hints"
)


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Return what the system is told: where pieces begin and end."""
    told: list[tuple[int, int]] = []

    def advise(_descriptor: int, start: int, size: int, _advice: int) -> None:
        told.append((start, start + size))

    monkeypatch.setattr(os, "posix_fadvise", advise)
    return told


def test_a_large_piece_is_announced_in_steps_without_a_gap(
    tmp_path: Path, announced: list[tuple[int, int]]
) -> None:
    # Linux fetches no more of one announcement than it reads ahead at most: 128 KB on many disks.
    (tmp_path / "a.csv").write_bytes(b"")
    with (tmp_path / "a.csv").open("rb") as stream:
        announce(stream, 1000, 16 << 20)
    assert announced[0][0] == 1000
    assert announced[-1][1] >= 1000 + (16 << 20)
    assert all(before[1] == after[0] for before, after in pairwise(announced))
    assert max(stop - start for start, stop in announced) <= 128 << 10


def test_what_follows_a_part_is_announced_too(
    tmp_path: Path, announced: list[tuple[int, int]]
) -> None:
    # A part is most often one piece, and another worker may read the next: it is no less next.
    lines = b"0123456\n" * 1000
    (tmp_path / "a.csv").write_bytes(lines)
    with (tmp_path / "a.csv").open("rb") as stream:
        blocks = Transcriber(stream, Encoding("UTF-8", "utf-8"), 4000).blocks(0, 4000)
        assert b"".join(blocks) == lines[:4000]
    assert (4000, 4000 + (128 << 10)) in announced


def test_what_is_no_file_of_the_system_needs_no_announcement(
    announced: list[tuple[int, int]],
) -> None:
    announce(io.BytesIO(b"abc"), 0, 10)

    assert announced == []
