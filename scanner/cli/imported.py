"""What an import says on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.cli import sample
from scanner.messages import say, word
from scanner.report.cells import shown
from scanner.store.alarms import OK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.review.merging import Change
    from scanner.run.desk import Desk
    from scanner.run.marks import Mark
    from scanner.run.returned import Returned

_SHOWN = 30  # rows of a list


def lines(found: Returned, on_conflict: str, language: str) -> Iterator[str]:
    """Say what changes, what clashes, what is wrong."""
    merge = found.merge
    clashes = word(f"cli.review.clashes.{on_conflict}", language, count=found.disputes)
    counts = {"mistakes": len(merge.mistakes), "known": merge.known, "cleared": merge.cleared}
    changes = len(merge.changes)
    yield word("cli.review.found", language, changes=changes, clashes=clashes, **counts)
    yield from _listed(
        [
            word("cli.review.change", language, **_named(found, change, language))
            for change in merge.changes
        ],
        language,
    )
    named = [_named(found, change, language) for change in merge.conflicts]
    named += [_said(mark, language) for mark in found.marks.conflicts]
    clash = f"cli.review.conflict.{on_conflict}"
    yield from _listed([word(clash, language, **one) for one in named], language)
    yield from _listed([say(note, language) for note in merge.mistakes], language)
    if merge.undecided:
        yield word("cli.review.undecided", language, rows=len(merge.undecided))
        yield from _listed([say(row, language) for row in merge.undecided], language)
    yield from _counts(found, language)


def after(
    opened: Desk, found: Returned, language: str, *, is_good: bool, dry_run: bool
) -> Iterator[str]:
    """Say whether it was written, and what spot checks prove."""
    if not is_good:
        yield word("cli.review.not_written", language)
    elif dry_run:
        yield word("cli.review.dry_run", language)
    else:
        yield word("cli.review.written", language)
        for number in sorted({one.draw for one in found.ticks}):
            yield from sample.proved(opened, number, language)


def _counts(found: Returned, language: str) -> Iterator[str]:
    """Count what is new of the marks, by what they say, and the results of spot checks."""
    confirmed = sum(mark.says == OK for mark in found.marks.fresh)
    if alarms := len(found.marks.fresh) - confirmed:
        yield word("cli.review.marks", language, marks=alarms)
    if confirmed:
        yield word("cli.review.confirmed", language, marks=confirmed)
    if found.ticks:
        yield word("cli.review.ticks", language, ticks=len(found.ticks))


def _listed(texts: Sequence[str], language: str) -> Iterator[str]:
    yield from ("  " + text for text in texts[:_SHOWN])
    if len(texts) > _SHOWN:
        yield "  " + word("cli.more", language, count=f"{len(texts) - _SHOWN:,}")


def _named(found: Returned, change: Change, language: str) -> dict[str, str]:
    before, decided = change.before, change.edit.decision
    none = word("report.review.none", language)
    return {
        "path": shown(found.reports[change.edit.key].file.path),
        "before": word(f"report.decision.{before.choice}", language) if before else none,
        "after": word(f"report.decision.{decided.choice}", language),
    }


def _said(mark: Mark, language: str) -> dict[str, str]:
    """Name a finding by its row and file: the name of a field may hold anything."""
    before, none = mark.before, word("report.review.none", language)
    row = say(mark.where, language) if mark.where else ""
    path = shown(mark.finding[0].file.path)
    return {
        "path": word("cli.review.row_of", language, path=path, row=row),
        "before": word(f"report.finding.{before.says}", language) if before else none,
        "after": word(f"report.finding.{mark.says}", language),
    }
