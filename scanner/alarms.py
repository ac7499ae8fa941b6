"""False alarms: findings that a person knows to be no personal information.

One belongs to the content it was said of, and to the file at that path as it changes.  It
covers what it was said of: should the verdict get stronger, it holds no longer.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.model import FileRef, Verdict


Watched = dict[tuple[str, str], dict[str, frozenset[int]]]  # by (part, field) and entity


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """What was said, and where that lies."""

    part: str
    field: str
    entity: str
    verdict: Verdict  # when it was said
    sample: str = ""  # masked; with ``first`` names one value, both "" mean the whole field
    first: str = ""  # "row 12"
    root: bytes = b""
    path: bytes = b""
    content: bytes = b""  # keyed hash, b"" where it is not known
    is_there: bool = True  # False: the path holds something else now
    value: str = ""  # keyed hash of the one value that is meant, in hexadecimal

    @property
    def of_value(self) -> bool:
        """Whether it speaks of one value only."""
        return bool(self.value or self.first)

    @property
    def place(self) -> tuple[str, str]:
        """The part and field that it speaks of."""
        return self.part, self.field

    @property
    def _said(self) -> tuple[str, ...]:
        finding = self.part, self.field, self.entity, self.verdict
        # A value is the same wherever in the file it stood when it was marked.
        return (*finding, self.value) if self.value else (*finding, self.sample, self.first)


class FalseAlarms:
    """The false alarms of a share, to be found by file and content.

    They go to a worker with each task, and are sorted once there, not once for each file.
    """

    def __init__(self, alarms: Iterable[FalseAlarm] = ()) -> None:
        self._all = tuple(alarms)
        self._by_content: defaultdict[bytes, list[FalseAlarm]] = defaultdict(list)
        self._by_place: defaultdict[tuple[bytes, bytes], list[FalseAlarm]] = defaultdict(list)
        for alarm in self._all:
            if alarm.content:
                self._by_content[alarm.content].append(alarm)
            if alarm.is_there:
                self._by_place[alarm.root, alarm.path].append(alarm)

    def __bool__(self) -> bool:
        return bool(self._all)

    def __reduce__(self) -> tuple[type[FalseAlarms], tuple[tuple[FalseAlarm, ...]]]:
        return FalseAlarms, (self._all,)

    @cached_property
    def watched(self) -> Watched:
        """Return the values that are spoken of anywhere."""
        return watched(self._all)

    def of(self, file: FileRef, content: bytes) -> tuple[FalseAlarm, ...]:
        """Return what applies to a file with this content, each once, sorted."""
        by_place = self._by_place.get((file.root, file.path), [])
        found = (*by_place, *self._by_content.get(content, []))
        return tuple(sorted({alarm._said: alarm for alarm in found}.values(), key=_order))


def digest(alarms: Iterable[FalseAlarm]) -> str:
    """Tell reports apart by the false alarms they were judged with; "" for none."""
    said = [alarm._said for alarm in alarms]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16] if said else ""


def watched(alarms: Iterable[FalseAlarm]) -> Watched:
    """Return the values that are spoken of, by (part, field) and entity."""
    found: defaultdict[tuple[str, str], dict[str, frozenset[int]]] = defaultdict(dict)
    for alarm in alarms:
        if alarm.value:
            of_field = found[alarm.place]
            others = of_field.get(alarm.entity, frozenset())
            of_field[alarm.entity] = others | {int(alarm.value, 16)}
    return dict(found)


def _order(alarm: FalseAlarm) -> tuple[str, ...]:
    return alarm._said
