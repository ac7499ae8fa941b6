"""The inventory in a few lines, for a terminal or a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.model import Level, Outcome
from scanner.report.speech import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.report.view import InventoryView


def lines(inventory: InventoryView, language: str) -> Iterator[str]:
    """Yield the summary line by line: outcomes, levels, what was found, thresholds."""
    speaker = Speaker(inventory, language)
    yield _amount(inventory, speaker)
    yield from _block(speaker.word("report.lines.outcomes"), _outcomes(inventory, speaker))
    yield from _block(speaker.word("report.lines.levels"), _levels(inventory, speaker))
    found = _block(speaker.word("report.lines.entities"), _entities(inventory, speaker))
    yield from found if inventory.entities else [speaker.word("report.lines.nothing")]
    yield from _block(
        speaker.word("report.lines.thresholds"), map(speaker.reached, inventory.thresholds)
    )


def _amount(inventory: InventoryView, speaker: Speaker) -> str:
    files = f"{sum(inventory.outcomes.values()):,}"
    share = f"{inventory.bytes_read / inventory.size:.1%}" if inventory.size else "100%"
    return speaker.word(
        "report.lines.files", files=files, size=speaker.size(inventory.size), share=share
    )


def _block(heading: str, items: Iterable[str]) -> Iterator[str]:
    """Yield a heading and its items below it; nothing where there are none."""
    for number, item in enumerate(items):
        if not number:
            yield heading
        yield f"  {item}"


def _outcomes(inventory: InventoryView, speaker: Speaker) -> Iterator[str]:
    for outcome in Outcome:
        if files := inventory.outcomes.get(outcome):
            yield f"{files:>9,}  {speaker.word(f'report.outcome.{outcome}')}"


def _levels(inventory: InventoryView, speaker: Speaker) -> Iterator[str]:
    for level in reversed(Level):
        if files := inventory.levels.get(level):
            yield f"{files:>9,}  {speaker.level(level)}"


def _entities(inventory: InventoryView, speaker: Speaker) -> Iterator[str]:
    for name in speaker.ranked(inventory.entities):
        yield f"{speaker.entity(name)} {speaker.total(inventory.entities[name])}"
