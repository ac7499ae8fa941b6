"""What is kept in the cache folder is a copy of what would be made, and never in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recognizers import machine_code
from recognizers.kept import keep, kept

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(machine_code, "folder", lambda _: str(tmp_path))
    return tmp_path


def test_it_is_made_once(folder: Path) -> None:
    assert kept(lambda: ["made"], "key", [__file__]) == ["made"]
    assert kept(lambda: ["made again"], "key", [__file__]) == ["made"]
    assert len(list(folder.iterdir())) == 1


def test_another_key_and_other_sources_are_another_thing(folder: Path) -> None:
    source = folder / "source.py"
    source.write_text("one")
    before = [kept(lambda: 1, "key", [str(source)]), kept(lambda: 2, "other", [str(source)])]
    source.write_text("two")

    assert [*before, kept(lambda: 3, "key", [str(source)])] == [1, 2, 3]


@pytest.mark.parametrize("rubbish", [b"", b"\x80\x05.", b"no pickle at all", b"\x80\x05\x95"])
def test_a_broken_file_is_made_anew(folder: Path, rubbish: bytes) -> None:
    kept(lambda: "made", "key", [__file__])
    (there,) = folder.iterdir()
    there.write_bytes(rubbish)

    assert kept(lambda: "made anew", "key", [__file__]) == "made anew"
    assert kept(lambda: "never", "key", [__file__]) == "made anew"


def test_what_it_has_become_can_be_kept_instead(folder: Path) -> None:
    made = kept(lambda: ["made"], "key", [__file__])
    keep([*made, "learned"], "key", [__file__])

    assert kept(lambda: ["never"], "key", [__file__]) == ["made", "learned"]
    assert len(list(folder.iterdir())) == 1


def test_without_a_folder_it_is_made_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine_code, "folder", lambda _: "")

    keep(0, "key", [])

    assert [kept(lambda: 1, "key", []), kept(lambda: 2, "key", [])] == [1, 2]
