"""Making the receipt of a handover, and holding folders against one."""

from __future__ import annotations

import hashlib
import os
import stat
from functools import partial
from typing import TYPE_CHECKING, Any

from scanner import config, walk
from scanner.errors import HandoverError, Misused, named_by_user
from scanner.model import Outcome
from scanner.report.cells import shown
from scanner.report.drafts import draft
from scanner.review import manifest, receipt, signing
from scanner.review.manifest import Item, Kind
from scanner.review.receipt import Found
from scanner.run import journal
from scanner.store.database import transaction
from scanner.store.log import Log
from scanner.store.scopes import latest_run, tops

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from scanner.decision import Reviewed
    from scanner.model import FileRef, FileReport
    from scanner.review.receipt import Difference
    from scanner.run.desk import Desk

_PIECE = 1 << 20  # bytes
_GRADED = (Outcome.SCANNED, Outcome.PARTIAL)


def key_path(state: Path) -> Path:
    """Return where the signing key of a state lies: beside it, never in an output."""
    return state.with_name("manifest.key")


def make(desk: Desk, state: Path, target: Path) -> dict[str, Any]:
    """Read every file once more, write the manifest, and return its last line.

    Raises:
        Misused: The latest run was interrupted, or a file is not as that run saw it.
    """
    number, started, finished = latest_run(desk.store.connection)
    if finished is None:
        raise Misused("manifest.interrupted")
    desk.check_target(target)
    key = signing.private_key(key_path(state))
    head = Log(desk.store.connection).head()
    facts = {
        "made": journal.now(),
        "run": {"number": number, "started": started, "finished": finished},
        "policy": {"name": desk.policy.name, "version": desk.policy.version},
        "policy_sha256": hashlib.sha256(desk.asked.policy_text.encode()).hexdigest(),
        "versions": dict(config.versions()),
        "roots": [shown(top) for top in tops(desk.store.connection)],
        "log": {"number": head[0], "hash": head[1]},
    }
    with draft(target) as part, open(part, "wb") as stream:
        seal = manifest.write(stream, facts, _items(desk), key)
    with transaction(desk.store.connection):
        about = {"file": target.name, "sha256": journal.digest_of(target)}
        journal.record(desk.store, "manifest", merkle_root=seal["merkle_root"], **about)
    return seal


def verify(
    path: Path, folders: Sequence[Path], public_key: bytes
) -> Iterator[tuple[Difference, Path, bytes]]:
    """Yield what differs between a manifest and the folders it speaks of, in its order.

    Raises:
        Unreadable: It is no manifest, was changed, or was signed by somebody else.
        Misused: It cannot be opened, speaks of another number of folders, or one of them is
            not there.
    """
    for folder in folders:
        if not folder.exists():
            raise Misused("manifest.no_folder", path=str(folder))
    with _opened(path) as stream:
        header, _ = manifest.check(stream, public_key)
        if len(header["roots"]) != len(folders):
            raise Misused("manifest.folders", wanted=len(header["roots"]), given=len(folders))
        for number, folder in enumerate(folders):
            items = (item for item in manifest.items(stream) if item.root == number)
            for difference, name in receipt.compare(items, _found(folder)):
                yield difference, folder, name


def _opened(path: Path) -> BinaryIO:
    with named_by_user(path):
        return open(path, "rb")


def _items(desk: Desk) -> Iterator[Item]:
    """Yield every file as it is now, in the order of the manifest."""
    known = desk.files()
    for number, top in enumerate(tops(desk.store.connection)):
        listing = walk.walk([top], desk.asked.include, desk.asked.exclude)
        for entry in listing:
            report, reviewed = next(known, (None, None))
            if report is None or reviewed is None or not _is_same(entry.file, report.file):
                raise Misused("manifest.stale", path=shown(entry.file.path))
            yield _item(number, report, reviewed)
    for report, _ in known:
        raise Misused("manifest.stale", path=shown(report.file.path))


def _is_same(now: FileRef, then: FileRef) -> bool:
    facts = (now.root, now.path, now.size, now.modified_ns)
    is_file = stat.S_ISREG(now.mode)
    known = (then.root, then.path, then.size, then.modified_ns)
    return facts == known if is_file else facts[:2] == known[:2]


def _item(number: int, report: FileReport, reviewed: Reviewed) -> Item:
    file = report.file
    kind = _kind(file)
    return Item(
        number,
        file.path,
        kind,
        file.size if kind is Kind.FILE else 0,
        _digest(file, kind),
        report.outcome,
        report.level if report.outcome in _GRADED else None,
        reviewed.holds,
    )


def _found(folder: Path) -> Iterator[Found]:
    """Yield what lies in a folder now, sorted; read only when asked to."""
    for entry in walk.walk([os.fsencode(folder)]):
        file = entry.file
        kind = _kind(file)
        size = file.size if kind is Kind.FILE else 0
        yield Found(file.path, kind, size, partial(_digest, file, kind))


def _kind(file: FileRef) -> Kind:
    if stat.S_ISREG(file.mode):
        return Kind.FILE
    return Kind.LINK if stat.S_ISLNK(file.mode) else Kind.SPECIAL


def _digest(file: FileRef, kind: Kind) -> str:
    """Return the SHA-256 of a file's bytes or of a link's target; "" if it cannot be read."""
    try:
        if kind is Kind.LINK:
            return hashlib.sha256(os.readlink(file.location)).hexdigest()
        if kind is Kind.FILE:
            with walk.open_quietly(file) as stream:
                return _sha256(stream)
    except (OSError, HandoverError):
        pass
    return ""


def _sha256(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := stream.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()
