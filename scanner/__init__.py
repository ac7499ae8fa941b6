"""Handover Scanner: find the personal information in files before they are handed over.

``scan``     a folder, into an ``Inventory``
``analyze``  one text, into Presidio's results

The command line is ``handover``.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presidio_analyzer import RecognizerResult

    from scanner.config import Request
    from scanner.executors import Pool
    from scanner.run.inventory import Inventory

__all__ = ["analyze", "scan"]


def scan(  # noqa: PLR0913 - the public door: one keyword for each option of the command
    roots: str | PathLike[str] | Sequence[str | PathLike[str]],
    *,
    out: str | PathLike[str] | None = None,
    policy: str | PathLike[str] = "cn45574",
    deal: str = "",
    workers: int | None = None,
    state: str | PathLike[str] | None = None,
    language: str = "zh",
    regions: Iterable[str] = (),
    recognizers: Iterable[str | PathLike[str]] = (),
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    engine: str = "fast",
    verify: float = 0.0,
) -> Inventory:
    """Scan folders and return their inventory.

    Args:
        roots: One folder or file, or several; nothing is written there.
        out: Folder for ``inventory.xlsx``, ``.csv`` and ``.json``; None writes none.
        policy: Name of a shipped profile, or path of a policy file.
        deal: What the data is handed over for, "merger", "asset" or "share"; decides which duties
            the reports tell, and no result.
        workers: Processes; None for all cores, 0 to run inside this process.
        state: File that remembers results, so that the next scan does only what changed;
            None for a private one that is deleted with the inventory.
        language: Of reasons and reports, "zh" or "en".
        regions: Whose identifiers are looked for, of ``recognizers.REGIONS``; none given is all.
        recognizers: Files of recognizers of your own, in Presidio's registry format.
        include: Globs; only what matches one is examined.
        exclude: Globs; what matches one is listed as excluded.
        engine: Who finds values, "fast" or "presidio"; the result is the same.
        verify: Percent of cells and lines that unmodified Presidio looks at again.

    Raises:
        scanner.errors.Misused: An argument cannot work; nothing was scanned.

    In a script, call it under ``if __name__ == "__main__":``, as every use of several
    processes asks for.
    """
    from scanner import config, executors

    with ExitStack() as resources:
        request = config.Request(
            roots=tuple(map(Path, [roots] if isinstance(roots, (str, PathLike)) else roots)),
            state=Path(state) if state else _private_state(resources),
            policy=os.fspath(policy),
            deal=deal,
            out=Path(out) if out else None,
            regions=tuple(regions),
            recognizers=tuple(map(Path, recognizers)),
            include=tuple(include),
            exclude=tuple(exclude),
            workers=executors.usable_cores() if workers is None else workers or 1,
            engine=engine,
            verify=verify,
        )
        pool = resources.enter_context(_pool(request, is_inline=workers == 0))
        from scanner.run.inventory import take_inventory  # takes its time: a worker has begun

        inventory = take_inventory(request, language, resources, pool)
    if out:
        inventory.write(out)
    return inventory


def _private_state(resources: ExitStack) -> Path:
    """Return a state file that is deleted with ``resources``."""
    from tempfile import TemporaryDirectory

    folder = resources.enter_context(TemporaryDirectory(prefix="handover-"))
    return Path(folder) / "state.sqlite"


def _pool(request: Request, *, is_inline: bool) -> Pool:
    from scanner import executors, warm

    if is_inline:
        return executors.Inline()
    return warm.workers(request.workers, request.regions, request.state)


def analyze(
    text: str, language: str = "zh", *, recognizers: Iterable[str | PathLike[str]] = ()
) -> list[RecognizerResult]:
    """Return what is found in a text, as Presidio's ``AnalyzerEngine.analyze`` would.

    Args:
        text: Any text.
        language: "zh" or "en".
        recognizers: Files of recognizers of your own, in Presidio's registry format; they are
            shown the text line by line.

    Raises:
        scanner.errors.HandoverError: A file cannot be used, or one of its recognizers fails.
    """
    from scanner import detect

    paths = [Path(path) for path in recognizers]
    if not paths:
        return detect.analyze(text, language)
    from scanner import run  # takes its time

    return detect.analyze(text, language, files=run.recognizers_in_force(paths).files)
