"""One scan as a whole: check, scan, and offer the result while the state is open."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import recognizers
from scanner import config, warm
from scanner.classify import policy as policies
from scanner.report import writer_for
from scanner.report.view import RunFacts
from scanner.run import course
from scanner.run.checked import checked
from scanner.run.coordinator import run_scan
from scanner.run.desk import Desk
from scanner.run.finished import FinishedRun
from scanner.run.own import recognizers_in_force
from scanner.store import Store
from scanner.store.alarms import Alarms
from scanner.store.asked import Asked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.classify.policy import Policy
    from scanner.config import Request
    from scanner.executors import Pool
    from scanner.run.manner import Manner
    from scanner.run.own import Own


@contextmanager
def scanned(request: Request, manner: Manner, pool: Pool | None = None) -> Iterator[FinishedRun]:
    """Scan, and offer the finished run to whoever reports it.

    Args:
        request: What to scan and how; checked here.
        manner: How to go about it, and whom to tell.
        pool: Where to run; without one, processes of this machine.

    Raises:
        Misused: Something asked for cannot work; nothing was scanned.
        KeyboardInterrupt: Stopped; the same request later goes on from there.
    """
    request = checked(request)
    with pool or warm.workers(request.workers, request.regions, request.state) as workers:
        text = _policy_text(request.policy)
        policy = policies.load(text, request.policy)
        own = recognizers_in_force(request.recognizers, request.roots)
        plan = config.load_plan(request, text, own.files, own.code)
        roots = tuple(os.fsencode(root.resolve()) for root in request.roots)
        with Store(request.state) as store:
            began = _now()
            plan = replace(plan, alarms=Alarms(store.connection).in_force(plan.today))
            with course.logged(store, roots):
                is_complete = run_scan(plan, roots, store, workers, manner)
                facts = _facts(request, own, roots, began, complete=is_complete)
                desk = Desk(store, policy, _asked(request, policy, text, own))
                desk.conclude(facts)
            finished = FinishedRun(desk, facts)
            if is_complete:
                store.keep(finished.totals)
            yield finished


def _facts(
    request: Request, own: Own, roots: tuple[bytes, ...], began: datetime, *, complete: bool
) -> RunFacts:
    """Say what was asked for, what with, and whether it was done to the end."""
    return RunFacts(
        roots=roots,
        started=began,
        finished=_now(),
        versions=config.versions(),
        recognizers=len(recognizers.checks()) + len(own.names),
        own=own.names,
        languages=recognizers.LANGUAGES,
        workers=request.workers,
        complete=complete,  # False: stopped in time; an interrupted scan has no report
        include=request.include,
        exclude=request.exclude,
        deal=request.deal,
    )


def policy_in_force(name: str) -> Policy:
    """Load a shipped profile by its name, or a policy file.

    Raises:
        Misused: It cannot be read, or says something that no policy can.
    """
    return policies.load(_policy_text(name), name)


def write_reports(
    inventory: FinishedRun,
    folder: Path,
    formats: Sequence[str],
    language: str,
    stem: str = "inventory",
) -> list[Path]:
    """Write ``inventory.*`` into a folder and return the files."""
    targets = [folder / f"{stem}.{format_}" for format_ in formats]
    for format_, target in zip(formats, targets, strict=True):
        writer_for(format_).write(inventory, target, language)
    return targets


def _asked(request: Request, policy: Policy, text: str, own: Own) -> Asked:
    return Asked(policy.name, text, request.deal, request.include, request.exclude, own.names)


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


def _policy_text(name: str) -> str:
    if name in policies.PROFILES:
        return policies.shipped(name)
    return config.read_policy(Path(name))
