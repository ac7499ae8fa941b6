"""The walk: what is listed, in which order, and what is never opened."""

from __future__ import annotations

import os
import socket
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scanner.errors import Misused, Unreadable
from scanner.model import FileRef, Listed, Outcome
from scanner.walk import globs, listing, open_quietly, opening, unchanged, walk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """Return a folder with the usual and the awkward."""
    share = tmp_path / "share"
    (share / "a" / "deep").mkdir(parents=True)
    for name in ("a.txt", "a/b.csv", "a/deep/c.csv", "z.log", "=cmd.csv", "new\nline.txt"):
        (share / name).write_bytes(b"x")
    with open(os.fsencode(share) + b"/\xff\xfe.bin", "wb"):
        pass
    return share


def listed(*roots: Path, **globs: tuple[str, ...]) -> dict[bytes, Listed]:
    return {row.file.path: row for row in walk([os.fsencode(root) for root in roots], **globs)}


def outcomes(found: dict[bytes, Listed]) -> dict[bytes, tuple[str, str]]:
    return {
        path: (row.outcome, row.reason.key)
        for path, row in found.items()
        if row.outcome and row.reason
    }


def test_every_file_is_listed_once_in_the_byte_order_of_its_path(share: Path) -> None:
    found = [row.file.path for row in walk([os.fsencode(share)])]

    assert found == sorted(found)
    assert found == [
        b"=cmd.csv",
        b"a.txt",
        b"a/b.csv",
        b"a/deep/c.csv",
        b"new\nline.txt",
        b"z.log",
        b"\xff\xfe.bin",
    ]


def test_where_folders_cannot_be_opened_the_same_is_listed_and_read(
    share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_steps = listed(share)
    monkeypatch.setattr(opening, "_BY_STEPS", False)  # as on Windows
    monkeypatch.setitem(sys.modules, "pwd", None)

    assert listed(share).keys() == by_steps.keys()
    assert {row.file.owner for row in listed(share).values()} == {str(os.getuid())}
    with open_quietly(listed(share)[b"a/b.csv"].file) as stream:
        assert stream.read() == b"x"


def test_a_file_carries_size_time_owner_and_mode(share: Path) -> None:
    os.chmod(share / "a.txt", 0o604)
    file = listed(share)[b"a.txt"].file
    status = os.stat(share / "a.txt")

    assert (file.size, file.modified_ns) == (1, status.st_mtime_ns)
    assert stat.S_IMODE(file.mode) == 0o604
    assert file.owner
    assert file.location == os.fsencode(share / "a.txt")


def test_an_owner_without_account_is_a_number() -> None:
    assert listing._account(4_000_000_001) == "4000000001"


def test_links_are_listed_and_never_followed(share: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_bytes(b"x")
    (share / "out").symlink_to(tmp_path / "outside")
    (share / "in").symlink_to("a")
    (share / "gone").symlink_to("nothing")
    (share / "loop").symlink_to("loop")
    (share / "up").symlink_to("..")
    found = outcomes(listed(share))

    assert found == {
        b"out": (Outcome.EXCLUDED, "walk.link_outside"),
        b"in": (Outcome.EXCLUDED, "walk.link_inside"),
        b"gone": (Outcome.EXCLUDED, "walk.link_nowhere"),
        b"loop": (Outcome.EXCLUDED, "walk.link_nowhere"),
        b"up": (Outcome.EXCLUDED, "walk.link_outside"),
    }


def test_pipes_and_sockets_are_listed_and_not_opened(
    share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(share / "pipe")
    monkeypatch.chdir(share)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        found = outcomes(listed(share))

    assert found[b"pipe"] == (Outcome.EXCLUDED, "walk.pipe")
    assert found[b"socket"] == (Outcome.EXCLUDED, "walk.socket")


def test_a_folder_that_may_not_be_listed_is_a_row(
    share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refuse(path: bytes, flags: int, **where: int) -> int:
        if path == b"a":
            raise PermissionError(13, "no")
        return real(path, flags, **where)

    monkeypatch.setattr(os, "open", refuse)
    found = listed(share)

    assert outcomes(found) == {b"a": (Outcome.UNREADABLE, "os.denied")}
    assert b"z.log" in found


def test_a_root_that_is_missing_is_a_row(tmp_path: Path) -> None:
    assert outcomes(listed(tmp_path / "gone")) == {b".": (Outcome.UNREADABLE, "walk.root_away")}


def test_a_file_that_vanishes_before_it_is_looked_at_is_a_row(
    share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = walk([os.fsencode(share)])
    assert next(rows).file.path == b"=cmd.csv"
    (share / "a" / "b.csv").unlink()  # not yet listed: it never was there
    (share / "z.log").unlink()  # listed with its folder, gone when its turn comes
    found = {row.file.path: row for row in rows}

    assert b"a/b.csv" not in found
    assert outcomes(found) == {b"z.log": (Outcome.UNREADABLE, "os.vanished")}


def test_a_root_may_be_a_file(share: Path) -> None:
    (row,) = walk([os.fsencode(share / "a.txt")])

    assert row.file.path == b"a.txt"
    assert row.file.location == os.fsencode(share / "a.txt")


def test_overlapping_roots_are_walked_once(share: Path) -> None:
    roots = [share / "a", share, share, share / "a.txt", share / "a" / ".." / "a"]
    rows = list(walk([os.fsencode(root) for root in roots]))

    assert len(rows) == len({row.file.location for row in rows}) == 7


def test_a_neighbour_with_a_common_beginning_is_another_root(tmp_path: Path) -> None:
    for name in ("a", "ab"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "f").write_bytes(b"")
    rows = list(walk([os.fsencode(tmp_path / "ab"), os.fsencode(tmp_path / "a")]))

    assert [row.file.root for row in rows] == [
        os.fsencode(tmp_path / "a"),
        os.fsencode(tmp_path / "ab"),
    ]


def test_hard_links_are_files_of_their_own(share: Path) -> None:
    os.link(share / "a.txt", share / "b.txt")

    assert {b"a.txt", b"b.txt"} <= set(listed(share))


def test_a_mount_that_holds_itself_is_not_entered_again(
    share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = os.stat(share)
    monkeypatch.setattr(listing, "_identity", lambda _: (top.st_dev, top.st_ino))
    found = outcomes(listed(share))

    assert found == {b"a": (Outcome.EXCLUDED, "walk.mount_loop")}


@pytest.mark.parametrize(
    ("glob", "gone"),
    [
        ("*.csv", {b"=cmd.csv", b"a/b.csv", b"a/deep/c.csv"}),
        ("a/*.csv", {b"a/b.csv"}),
        ("a/**/*.csv", {b"a/b.csv", b"a/deep/c.csv"}),
        ("**/deep/*", {b"a/deep/c.csv"}),
        ("?.log", {b"z.log"}),
        ("[x-z].log", {b"z.log"}),
        ("[!a].txt", set()),
        ("[=]cmd*", {b"=cmd.csv"}),
        ("deep", {b"a/deep"}),
        ("a/", {b"a"}),
        ("new*", {b"new\nline.txt"}),
        ("*.CSV", set()),
    ],
)
def test_excluded_entries_are_rows_and_a_folder_is_one(
    share: Path, glob: str, gone: set[bytes]
) -> None:
    found = outcomes(listed(share, exclude=(glob,)))

    assert set(found) == gone
    assert {outcome for outcome, _ in found.values()} <= {Outcome.EXCLUDED}


def test_what_is_not_included_is_a_row(share: Path) -> None:
    found = listed(share, include=("a", "*.log"), exclude=("deep",))

    assert {path for path, row in found.items() if row.outcome is None} == {b"a/b.csv", b"z.log"}
    assert outcomes(found)[b"a/deep"] == (Outcome.EXCLUDED, "walk.excluded_folder")
    assert outcomes(found)[b"a.txt"] == (Outcome.EXCLUDED, "walk.not_included")


@example(glob="[?--]", path="-")
@example(glob="[--a]", path="-")
@given(glob=st.text("a*?[]!-/\\^.z(", max_size=8), path=st.text("az/.", max_size=6))
def test_any_glob_matches_or_not_or_is_refused(glob: str, path: str) -> None:
    with suppress(Misused):
        globs.matches(globs.patterns((glob,), below=True), path.encode())


def test_a_reversed_range_is_refused() -> None:
    with pytest.raises(Misused):
        next(walk([b"/"], include=("[z-a]",)))


def test_nothing_is_touched_by_walking_and_reading(share: Path) -> None:
    for name in ("", "a", "a.txt", "z.log"):
        os.utime(share / name, ns=(1_000_000_000, 2_000_000_000))
    before = {path: path.stat() for path in sorted(share.rglob("*"))}
    for row in walk([os.fsencode(share)]):
        with open_quietly(row.file) as stream:
            stream.read()
    after = {path: path.stat() for path in sorted(share.rglob("*"))}

    assert set(after) == set(before)
    for path, status in before.items():
        assert after[path].st_mtime_ns == status.st_mtime_ns
        if opening._NO_ATIME:
            assert after[path].st_atime_ns == status.st_atime_ns


def test_a_file_of_someone_else_is_opened_too(share: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refuse_noatime(path: bytes, flags: int, **where: int) -> int:
        if flags & opening._NO_ATIME:
            raise PermissionError(1, "not the owner")
        return real(path, flags, **where)

    monkeypatch.setattr(os, "open", refuse_noatime)
    with open_quietly(FileRef(os.fsencode(share), b"a.txt")) as stream:
        assert stream.read() == b"x"


def test_what_became_a_link_or_a_pipe_is_not_read(share: Path) -> None:
    (share / "link").symlink_to("a.txt")
    os.mkfifo(share / "pipe")
    for name in ("link", "pipe", "a"):
        with pytest.raises(Unreadable) as trouble:
            open_quietly(FileRef(os.fsencode(share), name.encode()))
        assert trouble.value.note.key == "walk.changed_kind"


def test_what_lies_below_a_folder_that_became_a_link_is_not_read(
    share: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    (share / "a").rename(outside)
    (share / "a").symlink_to(outside)
    for path in (b"a/b.csv", b"a/deep/c.csv"):
        with pytest.raises(NotADirectoryError):
            open_quietly(FileRef(os.fsencode(share), path))


def test_a_folder_that_becomes_a_link_while_it_is_walked_is_not_entered(
    share: Path, tmp_path: Path
) -> None:
    rows = walk([os.fsencode(share)])
    assert next(rows).file.path == b"=cmd.csv"
    (share / "a").rename(tmp_path / "outside")
    (share / "a").symlink_to(tmp_path / "outside")
    found = {row.file.path: row for row in rows}

    assert not any(path.startswith(b"a/") for path in found)
    assert found[b"a"].outcome


def test_a_file_that_grows_while_it_is_read_shows(share: Path) -> None:
    row = listed(share)[b"a.txt"]
    with open_quietly(row.file) as stream:
        assert unchanged(row.file, stream)
        with (share / "a.txt").open("ab") as writer:
            writer.write(b"more")
        assert not unchanged(row.file, stream)
