"""Files of recognizers: Presidio's registry format in YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from scanner.detect.own.entries import RecognizerEntry, RegistryFile
from scanner.documents import Reading, complaints_of, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.documents import Complaint
    from scanner.errors import Misused


class Listed(NamedTuple):
    """A recognizer as a file lists it."""

    place: str  # in the file, as messages say it: "/recognizers[1]"
    line: int
    entry: RecognizerEntry


class OwnFile(NamedTuple):
    """A file that was read."""

    flags: int  # of all its expressions
    listed: tuple[Listed, ...]  # those that are enabled
    lines: dict[str, int]  # of each place


def read(source: str, text: str) -> OwnFile:
    """Read a file of recognizers.

    Args:
        source: Its name, for messages.
        text: YAML.

    Raises:
        Misused: Everything that is wrong with it, in one message.
    """
    reading = Reading()
    document = reading.read(text)
    if reading.complaints and not document:
        raise refused(source, reading.complaints)
    try:
        file = RegistryFile.model_validate(document)
    except ValidationError as error:
        complaints = complaints_of(error, reading.lines, but=reading.complaints)
        raise refused(source, complaints) from None
    if reading.complaints:
        raise refused(source, reading.complaints)
    listed = tuple(_enabled(file, reading.lines))
    return OwnFile(file.global_regex_flags, listed, reading.lines)


def refused(source: str, complaints: Sequence[Complaint]) -> Misused:
    """Make the error that says why a file cannot be used."""
    return refusal(source, complaints, "own.refused")


def _enabled(file: RegistryFile, lines: dict[str, int]) -> Iterator[Listed]:
    for number, entry in enumerate(file.recognizers, 1):
        place = f"/recognizers[{number}]"
        if entry.enabled:
            yield Listed(place, lines.get(place, 1), entry)
