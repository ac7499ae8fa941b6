"""Spot checks: drawing one, and what its results prove."""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scanner.errors import Misused
from scanner.model import Note
from scanner.report.cells import file_key, shown
from scanner.review import bounds, labels, sampling
from scanner.review.lines import Sheet
from scanner.review.sampling import CLEAN, Candidate, Tick
from scanner.run import journal
from scanner.store.database import transaction
from scanner.store.draws import Draw, Draws

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from scanner.model import FileReport
    from scanner.review.lines import Line
    from scanner.run.desk import Desk

_SEED_BYTES = 8
_COLUMNS = frozenset({"tick", "reason", "reviewer", "date"})


@dataclass(frozen=True, slots=True)
class Rate:
    """How often one stratum was wrong."""

    stratum: str
    size: int  # files it has
    drawn: int
    checked: int
    errors: int

    @property
    def at_most(self) -> float:
        """The rate that the true one does not exceed, with 95 % confidence."""
        return bounds.upper(self.errors, self.checked)

    @property
    def between(self) -> tuple[float, float]:
        """The two-sided interval of 95 % confidence."""
        return bounds.interval(self.errors, self.checked)


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a person says of one file that was drawn."""

    draw: int
    key: str  # of the file
    tick: Tick
    reason: str = ""
    reviewer: str = ""
    path: str = ""  # for people, "" where no file lies there any more


def draw(desk: Desk, size: int, seed: str | None) -> tuple[Draw, list[tuple[FileReport, str]]]:
    """Draw a spot check, keep it, and return it with its files and their strata."""
    seed = seed or secrets.token_hex(_SEED_BYTES)
    sizes: Counter[str] = Counter()
    drawn = sampling.draw(_counted(desk, sizes), size, seed)
    strata = {key: name for name, keys in drawn.items() for key in keys}
    made = Draw(desk.latest_run, seed, size, sizes)
    with transaction(desk.store.connection):
        number = Draws(desk.store.connection).add(made, drawn)
        counts = {name: len(keys) for name, keys in drawn.items()}
        journal.record(desk.store, "sample", draw=number, seed=seed, size=size, drawn=counts)
    named = ((strata.get(file_key(report.file)), report) for report in desk.inventory.files())
    made = Draw(made.run, seed, size, sizes, number)
    return made, [(report, stratum) for stratum, report in named if stratum]


def results(desk: Desk, lines: Iterable[Line]) -> tuple[list[Ticked], list[Note]]:
    """Return what was ticked, and the mistakes."""
    ticks: list[Ticked] = []
    mistakes: list[Note] = []
    known: dict[int, set[str]] = {}
    first: dict[tuple[int, str], tuple[str, int]] = {}
    for line in (line for line in lines if line.sheet is Sheet.SPOT_CHECK):
        where: dict[str, str | int] = {"sheet": line.name, "row": line.row}
        text, number = line.text("tick"), line.text("draw")
        if not line.fills("tick"):
            continue
        tick = labels.choice("report.tick.", text)
        draw_ = int(number) if number.isdecimal() and len(number) < sampling.NUMBER_DIGITS else 0
        keys = known.setdefault(draw_, _keys(desk, draw_))
        if flaw := line.flaw(_COLUMNS):
            mistakes.append(Note.of(flaw, **where))
        elif labels.day(line.text("date")) is None:
            mistakes.append(Note.of("review.mistake.date", **where))
        elif tick is None:
            mistakes.append(Note.of("review.mistake.tick", **where))
        elif line.text("key") not in keys:
            mistakes.append(Note.of("review.mistake.not_drawn", **where))
        else:
            key = line.text("key")
            other, row = first.setdefault((draw_, key), (tick, line.row))
            if tick != other:
                mistakes.append(Note.of("review.mistake.two_ticks", row2=row, **where))
            words = line.text("reason"), line.text("reviewer")
            ticks.append(Ticked(draw_, key, Tick(tick), *words))
    paths = _paths(desk, {one.key for one in ticks})
    return [replace(one, path=paths.get(one.key, "")) for one in ticks], mistakes


def accept(desk: Desk, ticks: Sequence[Ticked]) -> None:
    """Write down what people found, what is new of it in the log too, inside a transaction."""
    draws = Draws(desk.store.connection)
    before = {
        (number, key): tick
        for number in {one.draw for one in ticks}
        for key, _, tick in draws.drawn(number)
    }
    fresh = [one for one in ticks if before[one.draw, one.key] != one.tick]
    for one in fresh:
        draws.tick(one.draw, one.key, one.tick)
        journal.record(
            desk.store,
            "tick",
            draw=one.draw,
            path=one.path,
            key=one.key,
            was=before[one.draw, one.key],
            after=str(one.tick),
            reason=one.reason,
            reviewer=one.reviewer,
        )


def rates(desk: Desk, number: int) -> list[Rate]:
    """Return how often each stratum of a draw was wrong.

    Raises:
        Misused: There is no such draw.
    """
    draws = Draws(desk.store.connection)
    made = draws.find(number)
    if made is None:
        raise Misused("sample.unknown", number=number)
    by_stratum: dict[str, list[str]] = {}
    for _, stratum, tick in draws.drawn(number):
        by_stratum.setdefault(stratum, []).append(tick)
    return [
        Rate(
            stratum,
            made.strata[stratum],
            len(ticks),
            len(checked := [tick for tick in ticks if tick]),
            sum(tick != Tick.RIGHT for tick in checked),
        )
        for stratum, ticks in sorted(by_stratum.items(), key=lambda item: item[0] != CLEAN)
    ]


def _paths(desk: Desk, keys: AbstractSet[str]) -> dict[str, str]:
    """Return the paths of files by key, of those that are still there."""
    files = desk.inventory.files() if keys else ()
    named = ((file_key(report.file), report.file) for report in files)
    return {key: shown(file.path) for key, file in named if key in keys}


def _keys(desk: Desk, number: int) -> set[str]:
    return {key for key, _, _ in Draws(desk.store.connection).drawn(number)}


def _counted(desk: Desk, sizes: Counter[str]) -> Iterator[Candidate]:
    for report in desk.inventory.files():
        stratum = sampling.stratum(report)
        if stratum:
            sizes[stratum] += 1
            yield Candidate(file_key(report.file), stratum)
