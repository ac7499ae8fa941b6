"""One night by its orders: scan, dated reports, log, summary."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scanner import config, executors
from scanner.errors import HandoverError, describe
from scanner.messages import word
from scanner.model import Level
from scanner.nightly import courier, log
from scanner.report.cells import shown
from scanner.run.manner import Manner, stop_time
from scanner.run.scan import scanned, write_reports

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scanner.executors import Pool
    from scanner.model import Note
    from scanner.nightly.orders import Orders
    from scanner.run.finished import FinishedRun

_MEGA = 1_000_000
_REPORT = re.compile(r"inventory-[0-9]{4}-[0-9]{2}-[0-9]{2}\.(xlsx|csv|json)")


@dataclass(frozen=True, slots=True)
class NightsWork:
    """What came of a night."""

    is_fully_read: bool
    reports: tuple[Path, ...]
    warnings: tuple[Note, ...]  # of a summary that could not be sent
    is_late: bool = False  # begun when it was time to stop: nothing was done


def keep_night(orders: Orders, pool: Pool | None = None, due: datetime | None = None) -> NightsWork:
    """Scan as ordered, write the reports of the day, and tell of it as ordered.

    Args:
        orders: What to do.
        pool: Where to run; without one, processes of this machine.
        due: When a schedule was to begin it, however late it did: a machine that was off
            is not to scan by day.  None: somebody begins it now, and it may go on until the
            time to stop comes round.

    Raises:
        Misused: Something ordered cannot work; it is in the log too.
    """
    state = orders.state or config.default_state()
    journal = orders.log or state.with_name("handover-night.jsonl")
    config.check_outside(journal, "usage.log_inside", orders.roots)
    now = datetime.now(UTC).astimezone()
    stop = stop_time(orders.stop_clock, (due or now).astimezone())
    until = {"stop_at": stop.isoformat()} if stop else {}
    if stop and stop <= now:
        log.note(journal, "too late", **until)
        return NightsWork(is_fully_read=True, reports=(), warnings=(), is_late=True)
    log.note(journal, "began", roots=[shown(bytes(root)) for root in orders.roots], **until)
    try:
        with scanned(_request(orders, state), _manner(orders, stop), pool) as run:
            reports = write_reports(run, orders.out, orders.formats, orders.language, _stem(run))
            facts = _facts(run)
            is_fully_read = run.is_fully_read
    except (HandoverError, OSError) as problem:
        log.note(journal, "failed", reason=describe(problem).key)
        raise
    _drop_old(orders.out, orders.keep)
    log.note(journal, "ended", **facts, reports=[shown(bytes(path)) for path in reports])
    warnings = _send(orders, facts)
    for warning in warnings:
        log.note(journal, "not sent", reason=warning.key)
    return NightsWork(is_fully_read, tuple(reports), tuple(warnings))


def _request(orders: Orders, state: Path) -> config.Request:
    return config.Request(
        roots=tuple(orders.roots),
        state=state,
        policy=orders.policy,
        deal=orders.deal,
        out=orders.out,
        regions=tuple(orders.regions),
        recognizers=tuple(orders.recognizers),
        include=tuple(orders.include),
        exclude=tuple(orders.exclude),
        workers=orders.workers or executors.usable_cores(),
        formats=tuple(orders.formats),
        may_miss_roots=True,
    )


def _manner(orders: Orders, stop: datetime | None) -> Manner:
    return Manner(
        verify_content=orders.verify_content,
        stop_at=stop,
        bytes_per_second=orders.max_mb_per_second * _MEGA,
    )


def _stem(run: FinishedRun) -> str:
    return f"inventory-{run.run.started:%Y-%m-%d}"


def _drop_old(folder: Path, keep: int) -> None:
    """Delete the reports of all nights but the latest."""
    ours = [path for path in folder.iterdir() if _REPORT.fullmatch(path.name)]
    nights = sorted({path.stem for path in ours}, reverse=True)
    for path in ours:
        if path.stem in nights[keep:]:
            path.unlink()


def _facts(run: FinishedRun) -> dict[str, Any]:
    """Return the night in counts and levels; no name, no value."""
    events = Counter(event for change in run.changes() for event in change.events)
    return {
        "started": run.run.started.isoformat(),
        "finished": run.run.finished.isoformat(),
        "complete": run.run.complete,
        "files": sum(run.outcomes.values()),
        "size": run.size,
        "levels": {level.name: run.levels.get(level, 0) for level in reversed(Level)},
        "outcomes": {str(outcome): count for outcome, count in sorted(run.outcomes.items())},
        "changes": {str(event): count for event, count in sorted(events.items())},
    }


def _send(orders: Orders, facts: dict[str, Any]) -> list[Note]:
    subject = word("run.night.subject", orders.language, day=facts["started"][:10])
    text = "\n".join(_lines(facts, orders.language))
    ways: list[Callable[[], None]] = []
    if mail := orders.mail:
        ways.append(lambda: courier.mail(mail, subject, text))
    if webhook := orders.webhook:
        ways.append(lambda: courier.post(webhook, subject, text, facts))
    return [note for way in ways if (note := _attempt(way))]


def _attempt(way: Callable[[], None]) -> Note | None:
    """Send; return why it could not be: a summary is not worth a failed night."""
    try:
        way()
    except courier.TROUBLE as problem:
        return courier.why(problem)
    return None


def _lines(facts: dict[str, Any], language: str) -> list[str]:
    def counts(of: str, key: str) -> str:
        named = (word(f"{key}{name}", language) if key else name for name in facts[of])
        pairs = zip(named, facts[of].values(), strict=True)
        return ", ".join(f"{name} {count:,}" for name, count in pairs) or "0"

    lines = [] if facts["complete"] else [word("run.night.stopped", language)]
    return [
        *lines,
        word("run.night.files", language, files=f"{facts['files']:,}"),
        word("run.night.levels", language, counts=counts("levels", "")),
        word("run.night.outcomes", language, counts=counts("outcomes", "report.outcome.")),
        word("run.night.changes", language, counts=counts("changes", "report.event.")),
    ]
