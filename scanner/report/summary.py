"""The inventory on one screen, for a terminal or a log; the workbook has the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.model import Outcome
from scanner.report.metrics import columns_of
from scanner.report.speech import Speaker
from scanner.report.view import GRADED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.model import FileReport
    from scanner.report.view import InventoryView

_BAR = 24  # signs for the most frequent level
_ENTITIES = 10  # told; the others are counted
_OF_A_FILE = 3


def lines(inventory: InventoryView, language: str) -> Iterator[str]:
    """Yield what was scanned, levels, findings, what was not read, and thresholds."""
    speaker = Speaker(inventory, language)
    word = speaker.word
    yield _amount(inventory, speaker)
    blocks = (
        ("levels", _levels(inventory, speaker)),
        ("entities", _entities(inventory, speaker)),
        ("worst", _worst(inventory, speaker)),
        ("unread", _unread(inventory, speaker)),
        ("thresholds", _thresholds(inventory, speaker)),
        ("deal", _deals(inventory, speaker)),
    )
    for name, items in blocks:
        yield from _block(word(f"report.lines.{name}"), items)


def _amount(inventory: InventoryView, speaker: Speaker) -> str:
    files = sum(inventory.outcomes.values())
    size, share = speaker.size(inventory.size), speaker.share_read()
    return speaker.word("report.lines.files", files=files, size=size, share=share)


def _block(heading: str, items: Iterable[str]) -> Iterator[str]:
    """Yield a heading and its items below it; nothing where there are none."""
    for number, item in enumerate(items):
        if not number:
            yield ""
            yield heading
        yield f"  {item}".rstrip()


def _levels(inventory: InventoryView, speaker: Speaker) -> Iterator[str]:
    """Show the files of each level as a bar."""
    counts = {level: inventory.levels[level] for level in sorted(inventory.levels, reverse=True)}
    most, wide = max(counts.values(), default=1), _width(map(speaker.level, counts))
    for level, files in counts.items():
        bar = "█" * max(1, round(_BAR * files / most))
        yield f"{_padded(speaker.level(level), wide)}{files:>7,}  {bar}"


def _entities(inventory: InventoryView, speaker: Speaker) -> Iterator[str]:
    ranked = speaker.ranked(inventory.entities)
    told = {name: _graded(name, speaker) for name in ranked[:_ENTITIES]}
    wide = _width(told.values())
    for name, text in told.items():
        yield f"{_padded(text, wide)}  {speaker.found(inventory.entities[name])}"
    if ranked[_ENTITIES:]:
        yield speaker.word("report.lines.more", count=len(ranked) - _ENTITIES)
    if not ranked:
        was_read = not inventory.outcomes or inventory.outcomes.keys() & GRADED
        yield speaker.word("report.lines.nothing" if was_read else "report.lines.nothing_read")


def _graded(name: str, speaker: Speaker) -> str:
    level = speaker.entity_level(name)
    return f"{level.name} {speaker.entity(name)}" if level else speaker.entity(name)


def _worst(inventory: InventoryView, speaker: Speaker) -> Iterator[str]:
    """Name the files to look at first, and what is in them."""
    for report in inventory.worst:
        if report.entities:
            yield f"{report.level.name}  {speaker.path(report.file)}  {_holds(report, speaker)}"


def _holds(report: FileReport, speaker: Speaker) -> str:
    ranked = speaker.ranked(dict(report.entities))
    named = speaker.joined("report.and", map(speaker.entity, ranked[:_OF_A_FILE]))
    return speaker.word("report.lines.and_more", named=named) if ranked[_OF_A_FILE:] else named


def _unread(inventory: InventoryView, speaker: Speaker) -> Iterator[str]:
    """Count what was not, or not fully, read; it is never clean."""
    counted = [
        speaker.word("report.lines.outcome", outcome=_outcome(outcome, speaker), files=f"{files:,}")
        for outcome in Outcome
        if (files := inventory.outcomes.get(outcome)) and outcome is not Outcome.SCANNED
    ]
    if counted:
        yield speaker.joined("report.join", counted)


def _outcome(outcome: Outcome, speaker: Speaker) -> str:
    return speaker.word(f"report.outcome.{outcome}")


def _thresholds(inventory: InventoryView, speaker: Speaker) -> Iterator[str]:
    """Tell each threshold in one line: how many, what for, where that is written."""
    counts = [speaker.counted(hit) for hit in inventory.thresholds]
    wide = _width(counts)
    for count, hit in zip(counts, inventory.thresholds, strict=True):
        duty = (hit.threshold.brief or hit.threshold.duty).in_(speaker.language)
        source = hit.threshold.source.in_(speaker.language)
        said = speaker.word("report.because_of", text=duty, source=source)
        yield f"{_padded(count, wide)}  {said}"


def _deals(inventory: InventoryView, speaker: Speaker) -> Iterator[str]:
    """Say which articles the transaction brings, or which each kind would."""
    if not inventory.run.deal and inventory.policy.deals:
        yield speaker.word("report.lines.no_deal")
    for deal in inventory.policy.deals:
        sources = dict.fromkeys(source.in_(speaker.language) for _, source in deal.duties)
        name = deal.name.in_(speaker.language)
        text = speaker.joined("report.join", sources)
        yield speaker.word("report.colon", head=name, text=text)


def _width(labels: Iterable[str]) -> int:
    return max(map(columns_of, labels), default=0)


def _padded(label: str, width: int) -> str:
    """Fill a label up to the width of its column; Han characters take two."""
    return label + " " * (width - columns_of(label))
