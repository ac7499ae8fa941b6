"""What a report needs to know of a finished run: plain data, and one stream of files.

The store fills it; the writers only read it.  Times are aware datetimes; the zone of
``RunFacts.started`` is the one that people read all times in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from scanner.model import Level, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from scanner.decision import Progress, Reviewed
    from scanner.history import Change, PastRun
    from scanner.model import EntityTotal, FileRef, FileReport, Tally

GRADED = frozenset({Outcome.SCANNED, Outcome.PARTIAL})  # the others have no level: not read
READ = frozenset({Outcome.SCANNED, Outcome.EXCLUDED})  # in full, or not meant to be
SENSITIVE = Level.L4  # from here on a file counts as sensitive


@dataclass(frozen=True, slots=True)
class Words:
    """One text in each language."""

    zh: str
    en: str

    def in_(self, language: str) -> str:
        """Return the text in ``language`` ("zh" or "en")."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """A level of the policy and what has to be done with it before a handover."""

    level: Level
    name: Words
    meaning: Words
    measure: Words


@dataclass(frozen=True, slots=True)
class CategoryFacts:
    """A category of personal information."""

    code: str  # "P02"
    name: Words
    sensitive: Words  # "是", "视情形" / "yes", "conditional"
    basis: Words


@dataclass(frozen=True, slots=True)
class EntityFacts:
    """An entity and how the policy treats it."""

    entity: str  # "CN_RESIDENT_ID"
    name: Words
    category: str
    level: Level
    transform: Words  # how to make it harmless
    basis: Words | None = None  # where it differs from the category's


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """A combination rule."""

    rule: str  # "K1"
    level: Level | None  # None: the rule takes the level from what it met
    condition: Words  # when it applies, and why
    basis: Words
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThresholdFacts:
    """A number in the law from which on a duty applies."""

    number: int
    unit: str  # "people" or "records"
    of: Words  # of what information
    duty: Words
    source: Words
    brief: Words | None = None  # the duty in a few words


@dataclass(frozen=True, slots=True)
class DealFacts:
    """What a kind of transaction asks for."""

    deal: str  # "merger", "asset" or "share"
    name: Words
    duties: tuple[tuple[Words, Words], ...]  # each with its source


@dataclass(frozen=True, slots=True)
class Reached:
    """A threshold that the share reaches; ``low`` equals ``high`` when the number is certain."""

    threshold: ThresholdFacts
    low: int
    high: int

    @property
    def is_certain(self) -> bool:
        """Whether even the lower bound reaches it."""
        return self.low >= self.threshold.number


@dataclass(frozen=True, slots=True)
class Side:
    """A column that joins its table with another."""

    file: FileRef
    part: str
    field: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A table that another one of the share completes, and the level that makes."""

    here: Side  # in the table that is raised
    there: Side
    entity: str  # of the column here: the key
    shared: int  # values in both columns
    of: int  # values in the smaller of them
    rule: str
    level: Level
    basis: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """The policy in force, as far as people read it; each tuple in the policy's order."""

    name: str
    version: str
    levels: tuple[LevelFacts, ...]
    categories: tuple[CategoryFacts, ...]
    entities: tuple[EntityFacts, ...]
    rules: tuple[RuleFacts, ...]
    thresholds: tuple[ThresholdFacts, ...]
    joins: tuple[int, int] | None = None  # percent of values, least values; None: no joins
    deals: tuple[DealFacts, ...] = ()  # the one asked for, or all while that is not known


@dataclass(frozen=True, slots=True)
class RunFacts:
    """Which run this inventory shows."""

    roots: tuple[bytes, ...]  # absolute
    started: datetime  # aware
    finished: datetime  # aware
    versions: tuple[
        tuple[str, str], ...
    ]  # ("handover-scanner", "0.1.0"), ("presidio-analyzer", ...
    recognizers: int
    languages: tuple[str, ...]  # whose words the recognizers know
    workers: int
    complete: bool  # False: interrupted; files are missing from the inventory
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    deal: str = ""  # "": not known
    own: tuple[str, ...] = ()  # names of the recognizers that the user added


@dataclass(frozen=True, slots=True)
class FolderTotal:
    """The files that lie directly in one folder, by level."""

    root: bytes
    path: bytes  # relative to root, b"" for the root itself
    levels: Mapping[Level, int]


class InventoryView(Protocol):
    """All that a writer reads."""

    @property
    def run(self) -> RunFacts:
        """Which run it is."""

    @property
    def policy(self) -> PolicyFacts:
        """The policy it was judged by."""

    @property
    def levels(self) -> Mapping[Level, int]:
        """Files by level, only those in ``GRADED``: what was not read has no level."""

    @property
    def outcomes(self) -> Mapping[Outcome, int]:
        """Files by outcome; the sum is the number of files in the inventory."""

    @property
    def size(self) -> int:
        """Bytes of all files in the inventory."""

    @property
    def bytes_read(self) -> int:
        """Bytes of them that were examined."""

    @property
    def entities(self) -> Mapping[str, EntityTotal]:
        """Totals over the share, counted verdicts only."""

    @property
    def thresholds(self) -> Sequence[Reached]:
        """The legal thresholds that the share reaches."""

    @property
    def joins(self) -> Sequence[Joined]:
        """What is raised because tables share a key, by file, part, rule and partner."""

    @property
    def worst(self) -> Sequence[FileReport]:
        """The five files to look at first: of the highest level, with most findings."""

    @property
    def folders(self) -> Sequence[FolderTotal]:
        """The ten folders with most files of level ``SENSITIVE`` or above, the worst first."""

    def reviewed(self, report: FileReport) -> Reviewed:
        """Return what people decided for a file."""

    def judged(self, report: FileReport, tally: Tally) -> str:
        """Name the latest that people said of a finding, for a hidden cell; "" for nothing."""

    @property
    def progress(self) -> Progress | None:
        """How far the review is, None before anything was decided."""

    @property
    def history(self) -> Sequence[PastRun]:
        """The whole runs over the same share, this one last."""

    def changes(self) -> Iterator[Change]:
        """Stream what became of files since the run before, by root and path; none at first."""

    def files(self) -> Iterator[FileReport]:
        """Stream the files, sorted by root and path; every call starts anew."""

    def unread(self) -> Iterator[FileReport]:
        """Stream the files that were not read in full, in the same order."""
