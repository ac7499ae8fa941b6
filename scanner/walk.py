"""Roots -> entries: every file in scope once, in one order, without touching anything.

Links are listed and never followed; pipes, sockets and devices are listed and never
opened; what cannot be listed becomes a row.
"""

from __future__ import annotations

import errno
import os
import pwd
import re
import stat
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from scanner.errors import Misused, Unreadable, describe
from scanner.model import FileRef, Listed, Note, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

_QUIET = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
_NO_ATIME = getattr(os, "O_NOATIME", 0)  # Linux only, and for the owner of the file only

_SPECIAL = {
    stat.S_IFIFO: "walk.pipe",
    stat.S_IFSOCK: "walk.socket",
    stat.S_IFCHR: "walk.device",
    stat.S_IFBLK: "walk.device",
}


def walk(
    roots: Sequence[bytes], include: tuple[str, ...] = (), exclude: tuple[str, ...] = ()
) -> Iterator[Listed]:
    """Yield every entry below ``roots``, sorted by path; overlapping roots once.

    ``include`` and ``exclude`` are globs over the name or the path relative to the root;
    an included folder includes what is below it.
    """
    tops = _distinct(roots)
    scope = _Scope(tops, _patterns(include, below=True), _patterns(exclude, below=False))
    for top in tops:
        yield from _below(top, scope)


def open_quietly(path: bytes) -> BinaryIO:
    """Open a regular file for reading, leaving its access time alone where allowed.

    Raises:
        Unreadable: The entry is no regular file any more.
    """
    descriptor = _descriptor(path)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Unreadable("walk.changed_kind")
    return os.fdopen(descriptor, "rb")


def unchanged(file: FileRef, stream: BinaryIO) -> bool:
    """Tell whether the open file is still as it was when it was listed."""
    now = os.fstat(stream.fileno())
    return (now.st_size, now.st_mtime_ns) == (file.size, file.modified_ns)


def size_now(stream: BinaryIO) -> int:
    """Return the bytes that the open file has now: fewer than listed, if it was cut short."""
    return os.fstat(stream.fileno()).st_size


@dataclass(frozen=True, slots=True)
class _Scope:
    """What decides whether an entry is examined."""

    roots: tuple[bytes, ...]
    include: re.Pattern[str] | None
    exclude: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder being walked: its entries to come, and its identity against loops."""

    prefix: bytes  # of its entries' paths: "", "sub/"
    entries: Iterator[os.DirEntry[bytes]]
    identity: tuple[int, int]


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


def _below(top: bytes, scope: _Scope) -> Iterator[Listed]:
    try:
        status = os.lstat(top)
    except OSError as problem:
        yield Listed(FileRef(top, b"."), Outcome.UNREADABLE, describe(problem))
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _descend(top, status, scope)
    else:
        yield _judged(_ref(os.path.dirname(top), os.path.basename(top), status), scope)


def _descend(top: bytes, status: os.stat_result, scope: _Scope) -> Iterator[Listed]:
    """Walk depth first with an explicit stack: no depth is too deep for it."""
    folders: list[_Folder] = []
    row = _enter(_ref(top, b".", status), status, folders)
    if row:
        yield row
    while folders:
        entry = next(folders[-1].entries, None)
        if entry is None:
            folders.pop()
            continue
        row = _visit(entry, top, scope, folders)
        if row:
            yield row


def _visit(
    entry: os.DirEntry[bytes], top: bytes, scope: _Scope, folders: list[_Folder]
) -> Listed | None:
    """Return the row of an entry, or enter it."""
    path = folders[-1].prefix + entry.name
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as problem:
        return Listed(FileRef(top, path), Outcome.UNREADABLE, describe(problem))
    file = _ref(top, path, status)
    if not stat.S_ISDIR(status.st_mode):
        return _judged(file, scope)
    if _matches(scope.exclude, path):
        return _excluded(file, "walk.excluded_folder")
    return _enter(file, status, folders)


def _enter(file: FileRef, status: os.stat_result, folders: list[_Folder]) -> Listed | None:
    """Put a folder on the stack; return a row if it cannot be listed."""
    identity = _identity(status)
    if any(folder.identity == identity for folder in folders):
        return _excluded(file, "walk.mount_loop")
    try:
        with os.scandir(file.location) as found:
            entries = sorted(found, key=_order)
    except OSError as problem:
        return Listed(file, Outcome.UNREADABLE, describe(problem))
    prefix = b"" if file.path == b"." else file.path + b"/"
    folders.append(_Folder(prefix, iter(entries), identity))
    return None


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino


def _order(entry: os.DirEntry[bytes]) -> bytes:
    """Sort so that whole paths come out in byte order: "a.txt" before "a/b"."""
    is_folder = entry.is_dir(follow_symlinks=False)
    return entry.name + b"/" if is_folder else entry.name


def _judged(file: FileRef, scope: _Scope) -> Listed:
    """Decide on anything but a folder."""
    kind = stat.S_IFMT(file.mode)
    if kind == stat.S_IFLNK:
        return _excluded(file, _link_note(file, scope.roots))
    if kind != stat.S_IFREG:
        return _excluded(file, _SPECIAL.get(kind, "walk.device"))
    if _matches(scope.exclude, file.path):
        return _excluded(file, "walk.excluded")
    if scope.include and not _matches(scope.include, file.path):
        return _excluded(file, "walk.not_included")
    return Listed(file)


def _excluded(file: FileRef, key: str) -> Listed:
    return Listed(file, Outcome.EXCLUDED, Note.of(key))


def _link_note(file: FileRef, roots: tuple[bytes, ...]) -> str:
    target = os.path.realpath(file.location)
    if not os.path.exists(file.location):
        return "walk.link_nowhere"
    inside = any(_lies_in(target, root) for root in roots)
    return "walk.link_inside" if inside else "walk.link_outside"


def _ref(root: bytes, path: bytes, status: os.stat_result) -> FileRef:
    owner = _account(status.st_uid)
    return FileRef(root, path, status.st_size, status.st_mtime_ns, owner, status.st_mode)


@cache
def _account(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def _descriptor(path: bytes) -> int:
    try:
        return os.open(path, _QUIET | _NO_ATIME)
    except PermissionError:
        return os.open(path, _QUIET)
    except OSError as problem:
        if problem.errno == errno.ELOOP:  # a link since it was listed
            raise Unreadable("walk.changed_kind") from problem
        raise


def _matches(patterns: re.Pattern[str] | None, path: bytes) -> bool:
    """Match the relative path, then the name alone."""
    text = os.fsdecode(path)
    return bool(
        patterns and (patterns.fullmatch(text) or patterns.fullmatch(os.path.basename(text)))
    )


def _patterns(globs: tuple[str, ...], *, below: bool) -> re.Pattern[str] | None:
    """Compile globs into one pattern; ``below`` also matches what a matched folder holds."""
    rest = "(?:/.*)?" if below else ""
    try:
        each = [re.compile(_translate(glob.strip("/")) + rest) for glob in globs]
    except re.error as problem:
        raise Misused("walk.bad_glob") from problem
    return re.compile("|".join(one.pattern for one in each), re.DOTALL) if each else None


_GLOB_TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|\[!?\]?[^\]]*\]|.", re.DOTALL)
_WILDCARDS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def _translate(glob: str) -> str:
    """Translate one glob: ``*`` stays within a folder, ``**`` does not."""
    return "".join(_translate_token(token) for token in _GLOB_TOKEN.findall(glob))


def _translate_token(token: str) -> str:
    if len(token) > 1 and token.startswith("["):
        negated = "^" if token[1] == "!" else ""
        members = re.sub(r"([\\\[\]^&~|])", r"\\\1", token[1:-1].removeprefix("!"))
        return f"[{negated}{members}]"
    return _WILDCARDS.get(token) or re.escape(token)
