"""The walk itself: depth first, in the byte order of whole paths.

A regular file is a ``Sight``, a plain tuple, and comes in a stretch with its neighbours:
of a million files that have not changed since last night, none becomes an object.
"""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.errors import describe
from scanner.model import FileRef, Listed, Note, Outcome, Scope
from scanner.walk.globs import matches, patterns
from scanner.walk.opening import listed_quietly

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.model import Sight

# What os.fsencode does, a million times, in a third of the time.
_CODEC, _ERRORS = sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()
_STRETCH = 256  # files of a folder that are told together

_SPECIAL = {
    stat.S_IFIFO: "walk.pipe",
    stat.S_IFSOCK: "walk.socket",
    stat.S_IFCHR: "walk.device",
    stat.S_IFBLK: "walk.device",
}


class Listing:
    """What lies below some roots, overlapping ones once.

    ``include`` and ``exclude`` are globs over the name or the path relative to the root;
    an included folder includes what is below it.
    """

    def __init__(
        self,
        roots: Sequence[bytes],
        include: tuple[str, ...] = (),
        exclude: tuple[str, ...] = (),
        files: Sequence[bytes] = (),
    ) -> None:
        """Take those of the roots that cannot be reached for folders, but for ``files``."""
        self._tops = _distinct(roots)
        self._include = patterns(include, below=True)
        self._exclude = patterns(exclude, below=False)
        self._selects = bool(include or exclude)
        self._accounts = _Accounts()
        self.scopes = tuple(_scope(top, is_file=top in files) for top in self._tops)

    def below(self, scope: Scope) -> Iterator[list[Sight] | Listed]:
        """Yield one root sorted by path: stretches of files to examine, and rows that are final."""
        top = scope.root if scope.only is None else os.path.join(scope.root, scope.only)
        try:
            status = os.lstat(top)
        except OSError as problem:
            file = FileRef(scope.root, scope.only or b".")
            yield Listed(file, Outcome.UNREADABLE, _why_away(problem))
            return
        if scope.only is None:
            yield from self._descend(scope.root, status)
        else:
            file = FileRef(scope.root, *self._sight(scope.only, status))
            judged = self._judged(file)
            yield judged if judged.outcome else [self._sight(scope.only, status)]

    def _descend(self, top: bytes, status: os.stat_result) -> Iterator[list[Sight] | Listed]:
        """Walk depth first with an explicit stack: no depth is too deep for it."""
        folders: list[_Folder] = []
        row = _enter(FileRef(top, *self._sight(b".", status)), status, folders)
        if row:
            yield row
        while folders:
            stretch, odd = self._stretch(folders[-1])
            if stretch:
                yield stretch
            if odd and (row := self._visit(top, odd, folders)):
                yield row
            if not stretch and not odd:
                folders.pop()

    def _stretch(self, folder: _Folder) -> tuple[list[Sight], _Odd | None]:
        """Take files to examine, as many as there are in a row, and what ends the row."""
        seen: list[Sight] = []
        prefix, accounts, selects = folder.prefix, self._accounts, self._selects
        location, lstat = folder.location, os.lstat
        for name in folder.names:
            path = prefix + name
            try:
                status = lstat(location + name)
            except OSError as problem:
                return seen, _Odd(path, problem)
            if not stat.S_ISREG(status.st_mode) or (selects and self._left_out(path)):
                return seen, _Odd(path, status)
            owner = accounts[status.st_uid]
            seen.append((path, status.st_size, status.st_mtime_ns, owner, status.st_mode))
            if len(seen) == _STRETCH:
                break
        return seen, None

    def _visit(self, top: bytes, odd: _Odd, folders: list[_Folder]) -> Listed | None:
        """Return the row of an entry, or enter it."""
        path, status = odd.path, odd.status
        if isinstance(status, OSError):
            return Listed(FileRef(top, path), Outcome.UNREADABLE, describe(status))
        file = FileRef(top, *self._sight(path, status))
        if not stat.S_ISDIR(status.st_mode):
            return self._judged(file)
        if matches(self._exclude, path):
            return _excluded(file, "walk.excluded_folder")
        return _enter(file, status, folders)

    def _judged(self, file: FileRef) -> Listed:
        """Decide on anything but a folder."""
        kind = stat.S_IFMT(file.mode)
        if kind == stat.S_IFLNK:
            return _excluded(file, _link_note(file, self._tops))
        if kind != stat.S_IFREG:
            return _excluded(file, _SPECIAL.get(kind, "walk.device"))
        why = self._left_out(file.path)
        return _excluded(file, why) if why else Listed(file)

    def _left_out(self, path: bytes) -> str:
        """Return why a file is not in the scope asked for; "": it is."""
        if matches(self._exclude, path):
            return "walk.excluded"
        if self._include and not matches(self._include, path):
            return "walk.not_included"
        return ""

    def _sight(self, path: bytes, status: os.stat_result) -> Sight:
        """Describe an entry; only a regular file has content, and so a size."""
        size = status.st_size if stat.S_ISREG(status.st_mode) else 0
        owner = self._accounts[status.st_uid]
        return path, size, status.st_mtime_ns, owner, status.st_mode


def walk(
    roots: Sequence[bytes], include: tuple[str, ...] = (), exclude: tuple[str, ...] = ()
) -> Iterator[Listed]:
    """Yield every entry below ``roots`` by itself."""
    listing = Listing(roots, include, exclude)
    for scope in listing.scopes:
        for found in listing.below(scope):
            if isinstance(found, Listed):
                yield found
            else:
                yield from (Listed(FileRef(scope.root, *sight)) for sight in found)


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder being walked: its entries to come, and its identity against loops."""

    location: bytes  # ends with a slash
    prefix: bytes  # of its entries' paths: "", "sub/"
    names: Iterator[bytes]
    identity: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Odd:
    """An entry that is no file to examine."""

    path: bytes
    status: os.stat_result | OSError


class _Accounts(dict[int, str]):
    """Names of accounts by their number."""

    def __missing__(self, number: int) -> str:
        self[number] = _account(number)
        return self[number]


def _scope(top: bytes, *, is_file: bool) -> Scope:
    """Tell folder from file; ``is_file`` where that cannot be reached."""
    try:
        status = os.lstat(top)
    except OSError:
        return Scope(*os.path.split(top)) if is_file else Scope(top)
    if stat.S_ISDIR(status.st_mode):
        return Scope(top, None, status.st_dev)
    return Scope(os.path.dirname(top), os.path.basename(top), status.st_dev)


def _why_away(problem: OSError) -> Note:
    """Word why a root cannot be looked at: none has vanished before it was there."""
    note = describe(problem)
    return Note("walk.root_away", note.args) if note.key == "os.vanished" else note


def _distinct(roots: Sequence[bytes]) -> tuple[bytes, ...]:
    """Resolve, sort and drop roots that lie in another one."""
    kept: list[bytes] = []
    for root in sorted({os.path.realpath(root) for root in roots}, key=_as_folder):
        if not any(_lies_in(root, other) for other in kept):
            kept.append(root)
    return tuple(kept)


def _as_folder(path: bytes) -> bytes:
    return path.rstrip(b"/") + b"/"


def _lies_in(path: bytes, folder: bytes) -> bool:
    return _as_folder(path).startswith(_as_folder(folder))


def _enter(file: FileRef, status: os.stat_result, folders: list[_Folder]) -> Listed | None:
    """Put a folder on the stack; return a row if it cannot be listed."""
    identity = _identity(status)
    if any(folder.identity == identity for folder in folders):
        return _excluded(file, "walk.mount_loop")
    try:
        with listed_quietly(file) as found:
            entries = sorted(map(_order, found))
    except OSError as problem:
        return Listed(file, Outcome.UNREADABLE, describe(problem))
    prefix = b"" if file.path == b"." else file.path + b"/"
    names = (entry.rstrip(b"/") for entry in entries)
    folders.append(_Folder(os.path.join(file.root, prefix), prefix, names, identity))
    return None


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino


def _order(entry: os.DirEntry[str]) -> bytes:
    """Sort so that whole paths come out in byte order: "a.txt" before "a/b"."""
    name = entry.name.encode(_CODEC, _ERRORS)
    return name + b"/" if entry.is_dir(follow_symlinks=False) else name


def _excluded(file: FileRef, key: str) -> Listed:
    return Listed(file, Outcome.EXCLUDED, Note.of(key))


def _link_note(file: FileRef, roots: tuple[bytes, ...]) -> str:
    target = os.path.realpath(file.location)
    if not os.path.exists(file.location):
        return "walk.link_nowhere"
    inside = any(_lies_in(target, root) for root in roots)
    return "walk.link_inside" if inside else "walk.link_outside"


def _account(number: int) -> str:
    try:
        import pwd

        return pwd.getpwuid(number).pw_name
    except (ImportError, KeyError):  # on Windows there are no such accounts
        return str(number)
