"""Recognizers of the user's files, ready to be asked.

What this imports takes a tenth of a second to load: for who has such files, only.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from scanner.detect.own.asking import Asked, Together
from scanner.detect.own.files import read
from scanner.detect.own.makers import made

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

    from scanner.model import OwnFiles


def load(files: OwnFiles, language: str) -> list[EntityRecognizer]:
    """Return fresh recognizers of some files that ``check`` has seen."""
    several = [read(*each) for each in files]
    return [made(one.entry, file.flags, language) for file in several for one in file.listed]


@cache
def asked(files: OwnFiles, language: str) -> tuple[Asked, ...]:
    """Return the process's own, ready to be asked."""
    return tuple(Asked(one, language) for one in load(files, language))


def together(files: OwnFiles, language: str) -> Together:
    """Return all of them in one engine, without a sieve."""
    return Together([Asked(one, language) for one in load(files, language)], language)
