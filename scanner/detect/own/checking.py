"""The user's files looked at in full, before anything is scanned."""

from __future__ import annotations

import sys
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.detect.own.files import read, refused
from scanner.detect.own.makers import Unmakable, made
from scanner.detect.own.patience import flaw_of
from scanner.detect.own.shaped import shaped
from scanner.documents import Complaint
from scanner.model import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presidio_analyzer import EntityRecognizer

    from scanner.detect.own.files import Listed, OwnFile
    from scanner.model import OwnFiles

LANGUAGE = "zh"  # that data is searched in, whatever language it is in
_MOST_SOURCES = 2000  # files of a package; one with more is told by its size and times
_PRESIDIO = "presidio_analyzer"  # its version is looked at elsewhere


def check(files: OwnFiles, roots: Sequence[Path]) -> tuple[tuple[str, ...], str]:
    """Refuse files that cannot be used; return the recognizers' names, and a digest of their code.

    Args:
        files: Name and text of each.
        roots: What is to be scanned; no code from there is run.

    Raises:
        Misused: The first file that cannot be used, with everything that is wrong with it.
    """
    digest, names = sha256(), []
    for source, text in files:
        file = read(source, text)
        digest.update(sha256(text.encode()).digest())
        complaints = [each for one in file.listed for each in _flaws(file, one, roots)]
        if complaints:
            raise refused(source, complaints)
        for package in sorted({_package(one) for one in file.listed} - {""}):
            digest.update(_code(package))
        names += [one.entry.name for one in file.listed]
    return tuple(names), digest.hexdigest()


def _flaws(file: OwnFile, one: Listed, roots: Sequence[Path]) -> Iterator[Complaint]:
    """Yield what is wrong with one recognizer."""
    patterns = [*_bad_patterns(file, one)]
    yield from patterns
    if patterns:
        return
    try:
        _refuse_from_share(one, roots)
        recognizer = made(one.entry, file.flags, LANGUAGE)
    except Unmakable as problem:
        place = f"{one.place}/{'class_name' if one.entry.class_name else 'name'}"
        line = file.lines.get(place, one.line)
        yield Complaint(line, Note.of(problem.key, place=place, **problem.told))
    else:
        yield from _bad_shapes(one, recognizer, file.flags)


def _bad_patterns(file: OwnFile, one: Listed) -> Iterator[Complaint]:
    for which, pattern in enumerate(one.entry.patterns, 1):
        if flaw := flaw_of(pattern.regex, file.flags):
            place = f"{one.place}/patterns[{which}]/regex"
            line = file.lines.get(place, one.line)
            yield Complaint(line, Note.of(flaw.key, place=place, **flaw.args))


def _bad_shapes(one: Listed, recognizer: EntityRecognizer, flags: int) -> Iterator[Complaint]:
    """Look at what a class searches with, if that is the user's."""
    held = shaped(recognizer) if _package(one) else None
    for pattern in held.patterns if held else ():
        if flaw := flaw_of(pattern.regex, flags):
            yield Complaint(one.line, Note.of(flaw.key, place=one.place, **flaw.args))


def _package(one: Listed) -> str:
    """Return the name of the user's package that a recognizer's class lies in; "": none."""
    module, colon, _ = (one.entry.class_name or "").partition(":")
    package = module.partition(".")[0] if colon and not one.entry.is_custom else ""
    return "" if package == _PRESIDIO else package


def _refuse_from_share(one: Listed, roots: Sequence[Path]) -> None:
    """Refuse code on what is scanned, without running any of it."""
    package = _package(one)
    real = [root.resolve() for root in roots]
    for place in _places(package) if package else ():
        if any(place.is_relative_to(root) for root in real):
            raise Unmakable("own.on_share", name=package)


def _places(package: str) -> list[Path]:
    """Return where a package's code lies."""
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        spec = None
    if spec is None:
        return []
    places = [spec.origin, *(spec.submodule_search_locations or ())]
    return [
        Path(place).resolve() for place in places if place and place not in ("built-in", "frozen")
    ]


def _code(package: str) -> bytes:
    """Return a digest of a package's sources."""
    digest = sha256(sys.version.encode())
    for place in _places(package):
        sources = sorted(place.rglob("*.py"))[:_MOST_SOURCES] if place.is_dir() else [place]
        for source in sources:
            digest.update(sha256(source.name.encode() + b"\0" + source.read_bytes()).digest())
    return digest.digest()
