"""What the user asked for, checked, and made into a plan.

Everything that can be wrong is said here, before anything is scanned.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

import platformdirs

from recognizers import REGIONS
from scanner import keyfile
from scanner.errors import Misused, is_full
from scanner.model import ENGINES, FAST, ScanPlan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from scanner.model import OwnFiles

FORMATS = ("xlsx", "csv", "json")
DEALS = ("merger", "asset", "share")  # what the data is handed over for
KEY_BYTES = 32
_TEXT_LIMIT = 4 << 20  # bytes; policies and recognizers are written by people
# What, besides our own code, decides which value is found.
_LIBRARIES = (
    "handover-scanner",
    "presidio-analyzer",
    "pyarrow",
    "python-stdnum",
    "regex",
    "tldextract",
)

# The rooms that a result passes through.
_DECIDING = frozenset(
    "alarms.py chunks.py classify content.py detect documents errors.py evidence.py heap.py keyset"
    " model.py parts.py readers walk worker".split()
)


@dataclass(frozen=True, slots=True)
class Request:
    """One scan as it was asked for."""

    roots: tuple[Path, ...]
    state: Path
    policy: str = "cn45574"  # name of a shipped profile, or a path
    out: Path | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    workers: int = 1
    formats: tuple[str, ...] = FORMATS
    regions: tuple[str, ...] = ()  # of recognizers.REGIONS; () is all of them
    recognizers: tuple[Path, ...] = ()  # files of more of them
    engine: str = FAST  # of ENGINES; decides how long it takes, no result
    verify: float = 0.0  # percent, looked at by both engines
    may_miss_roots: bool = False  # what cannot be reached tonight is listed so, and no mistake
    deal: str = ""  # one of DEALS; "": not known yet.  Decides which duties are told, no result


def default_state() -> Path:
    """Return where the state lives unless told otherwise: the user's state folder."""
    return platformdirs.user_state_path("handover-scanner") / "state.sqlite"


def check(request: Request) -> None:
    """Refuse what cannot work.

    Raises:
        Misused: The first thing that is wrong, in one sentence.
    """
    if not request.roots:
        raise Misused("usage.no_root")
    for root in () if request.may_miss_roots else request.roots:
        _check_root(root)
    if request.workers < 1:
        raise Misused("usage.workers", workers=request.workers)
    if request.deal and request.deal not in DEALS:
        raise Misused("usage.deal", given=request.deal, known=", ".join(DEALS))
    check_regions(request.regions)
    _check_engine(request)
    for pattern in (*request.include, *request.exclude):
        _check_pattern(pattern)
    check_outside(request.state, "usage.state_inside", request.roots)
    for path in request.recognizers:  # whoever may write on the share must not steer the scan
        check_outside(path, "usage.recognizers_inside", request.roots)
    if request.out is not None:
        check_out(request.out, request.roots, request.formats)


def _check_engine(request: Request) -> None:
    if request.engine not in ENGINES:
        raise Misused("usage.engine", given=request.engine, known=", ".join(ENGINES))
    if not 0 <= request.verify <= 100:  # noqa: PLR2004 -- percent
        raise Misused("usage.verify", given=request.verify)
    if request.verify and request.engine != FAST:
        raise Misused("usage.verify_itself")


def check_regions(regions: Sequence[str]) -> None:
    """Refuse regions that nobody knows."""
    for region in regions:
        if region not in REGIONS:
            raise Misused("usage.region", given=region, known=", ".join(REGIONS))


def check_out(out: Path, roots: Sequence[Path], formats: Sequence[str]) -> None:
    """Refuse a folder that reports cannot, or must not, be written to; make it if need be."""
    for format_ in formats or ("",):
        if format_ not in FORMATS:
            raise Misused("usage.format", format=format_, known=", ".join(FORMATS))
    check_outside(out, "usage.out_inside", roots)
    _check_writable(out)


def check_target(target: Path, roots: Sequence[Path]) -> None:
    """Refuse a file that cannot, or must not, be written; make its folder if need be."""
    check_outside(target, "usage.out_inside", roots)
    if target.exists() and not target.is_file():  # a rename would replace even a device
        raise Misused("usage.out_no_file", path=str(target))
    _check_writable(target.parent)


def load_plan(request: Request, policy: str, own: OwnFiles = (), code: str = "") -> ScanPlan:
    """Gather all that decides a result; makes the key if there is none yet.

    Args:
        request: Already checked.
        policy: Text of the policy in force, already validated.
        own: The user's files of recognizers, already checked.
        code: Digest of them and of the classes that they name.

    Raises:
        Misused: The key cannot be made, or is not fit for use.
    """
    key = load_key(key_path(request.state))
    return ScanPlan(
        policy=policy,
        today=datetime.now(UTC).astimezone().date().isoformat(),
        key=key,
        include=request.include,
        exclude=request.exclude,
        regions=request.regions,
        own=own,
        engine=request.engine,
        verify=request.verify,
        fingerprint=fingerprint(policy, key, request.regions, code),
    )


def read_policy(path: Path) -> str:
    """Read a policy file.

    Raises:
        Misused: It is missing, too big, or not UTF-8.
    """
    return _read_text(path, "usage.policy_size", "usage.policy_unreadable")


def read_recognizers(paths: Sequence[Path]) -> OwnFiles:
    """Read files of recognizers, each once.

    Raises:
        Misused: One is missing, too big, or not UTF-8.
    """
    size, unreadable = "usage.recognizers_size", "usage.recognizers_unreadable"
    return tuple((str(path), _read_text(path, size, unreadable)) for path in dict.fromkeys(paths))


def _read_text(path: Path, too_big: str, unreadable: str) -> str:
    try:
        with open(path, "rb") as stream:
            data = stream.read(_TEXT_LIMIT + 1)
        if len(data) > _TEXT_LIMIT:
            raise Misused(too_big, path=str(path))
        return data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Misused(unreadable, path=str(path)) from None


def key_path(state: Path) -> Path:
    """Return where the key of a state file lies."""
    return state.with_name(state.name + ".key")


def load_key(path: Path) -> bytes:
    """Return the key that distinct values are hashed with, made at first use.

    Raises:
        Misused: Others may read it, it is no key, or it cannot be made.
    """
    try:
        key = keyfile.read(path, lambda: secrets.token_bytes(KEY_BYTES))
    except OSError as problem:
        if is_full(problem):
            raise
        raise Misused("key.unusable", path=str(path)) from None
    if len(key) != KEY_BYTES:
        raise Misused("key.damaged", path=str(path))
    return key


def versions() -> tuple[tuple[str, str], ...]:
    """Return name and version of all that decides which value is found."""
    return tuple((name, version(name)) for name in _LIBRARIES)


def fingerprint(policy: str, key: bytes, regions: Sequence[str] = (), own: str = "") -> str:
    """Digest all that decides a result, our own code and tables included.

    The version alone would not do: who runs a clone updates it without one.
    """
    digest = sha256(sha256(policy.encode()).digest() + sha256(b"fingerprint" + key).digest())
    digest.update(repr((versions(), sorted(set(regions or REGIONS)))).encode() + own.encode())
    for name, content in _deciding():
        digest.update(sha256(name.encode()).digest() + sha256(content).digest())
    return digest.hexdigest()


def _deciding() -> Iterator[tuple[str, bytes]]:
    """Yield the code and tables that decide a result: how it is told or kept does not."""
    yield from _contents(files("recognizers"), "recognizers")
    for entry in sorted(files("scanner").iterdir(), key=lambda entry: entry.name):
        if entry.name in _DECIDING:
            here = f"scanner/{entry.name}"
            yield from [(here, entry.read_bytes())] if entry.is_file() else _contents(entry, here)


def _contents(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        here = f"{name}/{entry.name}"
        if entry.is_file():
            yield here, entry.read_bytes()
        elif entry.name != "__pycache__":
            yield from _contents(entry, here)


def _check_root(root: Path) -> None:
    try:
        os.stat(root)
    except OSError:
        raise Misused("usage.root_missing", path=str(root)) from None


def _check_pattern(pattern: str) -> None:
    """Refuse a pattern that nothing can match: it would exclude, or include, in silence."""
    if not pattern.strip("/ ") or "\0" in pattern:
        raise Misused("usage.pattern", pattern=pattern)


def check_outside(path: Path, key: str, roots: Sequence[Path]) -> None:
    """Hold the promise that nothing is written on the share.

    Raises:
        Misused: ``path`` lies below a root.
    """
    real = path.resolve()
    for root in roots:
        if real.is_relative_to(root.resolve()):
            raise Misused(key, path=str(path), root=str(root))


def _check_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".handover-{os.getpid()}"
        os.close(os.open(probe, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        probe.unlink()
    except OSError as problem:
        if is_full(problem):
            raise
        raise Misused("usage.out_unwritable", path=str(folder)) from None
