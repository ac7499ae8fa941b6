"""The progress on a terminal: files, bytes, bytes/s and time left."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from tqdm import tqdm

from scanner.errors import HandoverError
from scanner.messages import word
from scanner.walk import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Never

    from scanner.config import Request
    from scanner.run import Progress


_USUAL_WIDTH = 80  # columns


@contextmanager
def watched(request: Request, roots: Sequence[bytes], language: str) -> Iterator[Progress]:
    """Show a bar on a terminal, and nothing on a pipe.

    The scan begins at once; a second, quick walk counts ahead of it, so that soon the
    time left can be told.
    """
    has_width = _has_width()
    with tqdm(
        unit="B",
        unit_scale=True,
        dynamic_ncols=has_width,
        ncols=None if has_width else _USUAL_WIDTH,
        disable=None,  # unless stderr is a terminal
        leave=False,
        file=sys.stderr,
    ) as bar:
        ended = threading.Event()
        if not bar.disable:
            count = _counter(bar, request, roots, ended)
            threading.Thread(target=count, name="count ahead", daemon=True).start()
        try:
            yield _Meter(bar, language).add
        finally:
            ended.set()


def _has_width() -> bool:
    """Tell whether the terminal says how wide it is; a bar cut to nothing shows nothing."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns > 0
    except (OSError, ValueError, AttributeError):  # no terminal at all
        return False


class _Meter:
    def __init__(self, bar: tqdm[Never], language: str) -> None:
        self._bar = bar
        self._language = language
        self._files = 0

    def add(self, files: int, size: int) -> None:
        """Count what is done with."""
        self._files += files
        if not self._bar.disable:
            done = word("cli.files", self._language, files=f"{self._files:,}")
            self._bar.set_description_str(done, refresh=False)
            self._bar.update(size)
            self._bar.refresh()


def _counter(
    bar: tqdm[Never], request: Request, roots: Sequence[bytes], ended: threading.Event
) -> Callable[[], None]:
    def count() -> None:
        total = 0
        with suppress(HandoverError):  # the scan itself says it
            for entry in walk(roots, request.include, request.exclude):
                total += entry.file.size
                if ended.is_set():
                    return
            bar.total = total

    return count
