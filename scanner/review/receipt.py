"""A folder against its manifest: what is missing, added, different, or should not be there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from scanner.review.manifest import Item, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class Difference(StrEnum):
    """How a file differs from the manifest."""

    MISSING = "missing"
    ADDED = "added"
    DIFFERENT = "different"
    WITHHELD = "withheld"  # decided to be removed or held back, and here all the same
    UNPROVED = "unproved"  # could not be read, there or here


@dataclass(frozen=True, slots=True)
class Found:
    """What lies in the folder."""

    path: bytes
    kind: Kind
    size: int
    digest: Callable[[], str]  # SHA-256 as in ``Item``; reads the file when it is called


def compare(expected: Iterable[Item], found: Iterable[Found]) -> Iterator[tuple[Difference, bytes]]:
    """Yield what differs; both sides sorted by path, and read once side by side."""
    items, others = iter(expected), iter(found)
    item, other = next(items, None), next(others, None)
    while item or other:
        if other is None or (item and item.path < other.path):
            if item and not _is_withheld(item):
                yield Difference.MISSING, item.path
            item = next(items, None)
        elif item is None or other.path < item.path:
            yield Difference.ADDED, other.path
            other = next(others, None)
        else:
            if difference := _difference(item, other):
                yield difference, item.path
            item, other = next(items, None), next(others, None)


def _difference(item: Item, found: Found) -> Difference | None:
    if _is_withheld(item):
        return Difference.WITHHELD
    if item.kind is Kind.SPECIAL is found.kind:
        return None
    if item.kind is not found.kind or (item.sha256 and item.size != found.size):
        return Difference.DIFFERENT
    digest = found.digest() if item.sha256 else ""
    if not digest:
        return Difference.UNPROVED
    return None if digest == item.sha256 else Difference.DIFFERENT


def _is_withheld(item: Item) -> bool:
    return item.decision is not None and item.decision.withholds
