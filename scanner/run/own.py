"""The user's recognizers: read and looked at in full before a run begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scanner import config

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scanner.model import OwnFiles


class Own(NamedTuple):
    """What a user adds to a run."""

    files: OwnFiles = ()
    names: tuple[str, ...] = ()  # of the recognizers
    code: str = ""  # digest of them, and of the classes that they name


def recognizers_in_force(paths: Sequence[Path], roots: Sequence[Path] = ()) -> Own:
    """Read and check files of recognizers.

    Args:
        paths: Of the files.
        roots: What is to be scanned; no code from there is run.

    Raises:
        Misused: One of them cannot be used.
    """
    if not paths:
        return Own()
    from scanner.detect.own.checking import check  # loads Presidio

    files = config.read_recognizers(paths)
    return Own(files, *check(files, roots))
