"""A worker that does what the files say: cheap to import in a spawned process."""

from __future__ import annotations

import hashlib
import os
import signal
import stat
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.evidence import Bucket, FileEvidence
from scanner.keyset import KeySet
from scanner.model import (
    EntityTotal,
    FileReport,
    Keyed,
    Layout,
    Level,
    Note,
    Outcome,
    Part,
    PartReport,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.model import FileRef, ScanPlan


def act(content: bytes) -> None:
    """Do to this process what a file says."""
    if b"die" in content:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"hang" in content:
        time.sleep(1000)


def examine_files(plan: ScanPlan, files: Sequence[FileRef]) -> list[FileReport]:
    return [replace(examine_file(file), encoding=plan.fingerprint) for file in files]


def digest_files(plan: ScanPlan, files: Sequence[FileRef]) -> list[bytes]:
    return [digest(file) if may_read(file) else b"" for file in files]


def may_read(file: FileRef) -> bool:
    """Go by the mode alone: a superuser may read everything."""
    return bool(stat.S_IMODE(os.stat(file.location).st_mode) & 0o400)


def digest(file: FileRef) -> bytes:
    return hashlib.sha256(Path(os.fsdecode(file.location)).read_bytes()).digest()[:16]


def examine_file(file: FileRef) -> FileReport:
    if not may_read(file):
        return FileReport(file, Outcome.UNREADABLE, Note.of("unreadable.os", kind="EACCES"))
    content = Path(os.fsdecode(file.location)).read_bytes()
    act(content)
    keys = KeySet()
    return FileReport(
        file,
        Outcome.SCANNED,
        format="text",
        level=Level.L2,
        entities=(("X", EntityTotal(len(content), len(keys))),),
        bytes_read=len(content),
        keys=(Keyed("", "", "X", keys),),
        content=digest(file),
        counts_ages=content == b"aged",
    )


def inspect_file(plan: ScanPlan, file: FileRef, *, surely: bool = False) -> Layout | FileReport:
    if not may_read(file):
        return FileReport(file, Outcome.UNREADABLE, Note.of("unreadable.os", kind="EACCES"))
    content = Path(os.fsdecode(file.location)).read_bytes()
    if content.startswith(b"locked"):
        return FileReport(file, Outcome.ENCRYPTED, Note.of("memory"))
    if content.startswith(b"die at first"):
        act(content)
    edges = [*range(0, len(content), 50), len(content)]
    parts = tuple(Part(at, edges[at], edges[at + 1]) for at in range(len(edges) - 1))
    return Layout("text", "fake", parts=() if content.startswith(b"empty") else parts)


def examine_part(plan: ScanPlan, file: FileRef, layout: Layout, part: Part) -> PartReport:
    content = Path(os.fsdecode(file.location)).read_bytes()[part.start : part.stop]
    act(content)
    evidence = FileEvidence()
    found = evidence.text("")
    found.rows = 1
    found.of("X").counts[Bucket.WHOLE_VALID] += content.count(b"x")
    found.of("X").notice(1, 0.5, f"part {part.index}")
    return PartReport(file, part, Outcome.SCANNED, evidence, bytes_read=len(content))


def conclude(
    plan: ScanPlan, file: FileRef, layout: Layout, parts: Sequence[PartReport]
) -> FileReport:
    (whole,) = parts or (PartReport(file, Part(0, 0, 0), Outcome.SCANNED, FileEvidence()),)
    assert whole.evidence is not None
    found = whole.evidence.text("")
    evidence = found.of("X")
    return FileReport(
        file,
        whole.outcome,
        whole.reason,
        encoding=plan.fingerprint,
        format=f"{found.rows} parts from {evidence.sample}",
        entities=(("X", EntityTotal(evidence.count(Bucket.WHOLE_VALID), 0)),),
        bytes_read=whole.bytes_read,
        content=digest(file) if whole.outcome is Outcome.SCANNED else b"",
    )
