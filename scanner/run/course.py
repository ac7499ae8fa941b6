"""The course of a run in the audit log: that it began, and how it ended if not by itself."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from scanner.report.cells import shown
from scanner.run import journal
from scanner.store.database import transaction
from scanner.store.log import Log
from scanner.store.scopes import latest_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.store import Store

BEGIN, RUN, BROKEN, KILLED = "begin", "run", "interrupted", "killed"


@contextmanager
def logged(store: Store, roots: Sequence[bytes]) -> Iterator[None]:
    """Log that a run begins, and if it is broken off, by what kind of trouble.

    A process that is killed cannot tell: the next run does, by the entry that has no end.
    """
    with transaction(store.connection):
        if Log(store.connection).latest_of(BEGIN, RUN, BROKEN, KILLED) == BEGIN:
            journal.record(store, KILLED, run=latest_run(store.connection)[0])
        journal.record(store, BEGIN, roots=[shown(root) for root in roots])
    try:
        yield
    except BaseException as problem:
        with transaction(store.connection):
            run, kind = latest_run(store.connection)[0], type(problem).__name__
            journal.record(store, BROKEN, run=run, by=kind)
        raise
