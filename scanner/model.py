"""The words of the scanner: what travels between the rooms.

All of it is small, bounded per file, and could be read aloud: raw text never leaves its worker
(``chunks``).
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

from scanner.alarms import FalseAlarms

if TYPE_CHECKING:
    from scanner.evidence import FileEvidence
    from scanner.keyset import KeySet

FAST, PRESIDIO = "fast", "presidio"  # ways to look for the same values
ENGINES = (FAST, PRESIDIO)
OwnFiles = tuple[tuple[str, str], ...]  # files of recognizers: name and YAML text of each


class Level(IntEnum):
    """How sensitive: L1 public ... L5 not to be handed over; the highest is the verdict."""

    L1 = 1
    L2 = 2
    L3 = 3
    L4 = 4
    L5 = 5


class Outcome(StrEnum):
    """How the examination of one file ended; only SCANNED means all of it was read."""

    SCANNED = "scanned"
    PARTIAL = "partial"
    ENCRYPTED = "encrypted"
    UNREADABLE = "unreadable"
    UNREACHABLE = "unreachable"  # known from an earlier run; its share cannot be reached now
    UNSUPPORTED = "unsupported"
    EXCLUDED = "excluded"
    FAILED = "failed"


class Verdict(StrEnum):
    """How sure we are that a field holds an entity, by its own numbers."""

    CONFIRMED = "confirmed"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    SUPPRESSED = "suppressed"  # a person knows that it is none
    REJECTED = "rejected"

    @property
    def counts(self) -> bool:
        """Whether the field's findings enter totals and levels."""
        return self in (Verdict.CONFIRMED, Verdict.PROBABLE)


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence for people, kept as a key and values; ``messages.say`` words it."""

    key: str
    args: tuple[tuple[str, str | int | float], ...] = ()  # never with a value found in a file

    @classmethod
    def of(cls, key: str, **args: str | float) -> Note:
        """Build a note; keyword order does not matter."""
        return cls(key, tuple(sorted(args.items())))


@dataclass(frozen=True, slots=True)
class FileRef:
    """A directory entry in scope.  Equal refs mean: unchanged since."""

    root: bytes  # absolute path of the scanned root
    path: bytes  # relative to root; the file name where the root itself is a file
    size: int = 0  # bytes
    modified_ns: int = 0
    owner: str = ""  # account name, else number
    mode: int = 0  # st_mode

    @property
    def location(self) -> bytes:
        """Return the path to open."""
        return os.path.join(self.root, self.path)

    @property
    def title(self) -> str:
        """Return the file's own name, which may say what is in it."""
        return os.path.basename(self.path or self.root).decode("utf-8", "ignore")

    @property
    def extension(self) -> bytes:
        """Return ".csv" in lower case: of a path, all that changes what a reader makes of it."""
        return os.path.splitext(self.path)[1].lower()


Sight = tuple[bytes, int, int, str, int]  # a FileRef without its root: cheap enough for millions


@dataclass(frozen=True, slots=True)
class Scope:
    """A root as it is scanned now."""

    root: bytes
    only: bytes | None = None  # the one file below it, where the root asked for is a file
    device: int | None = None  # that it lies on; None: it cannot be reached


@dataclass(frozen=True, slots=True)
class Listed:
    """What the walk says of one entry: a file to examine, or a row that is final already."""

    file: FileRef
    outcome: Outcome | None = None  # None: to be examined
    reason: Note | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of one file that a worker can read alone; units are the reader's own."""

    index: int  # 0-based, in file order
    start: int  # byte or row group
    stop: int


@dataclass(frozen=True, slots=True)
class Layout:
    """What a first look at a file decided, so that every part is read the same way."""

    format: str  # "csv", "tsv", "parquet", "json", "text" ...: shown to people
    reader: str  # key into readers.READERS
    encoding: str = ""  # "UTF-8", "GB18030" ...; "" where it has no meaning
    notes: tuple[Note, ...] = ()  # decisions to tell: header or none, title line skipped ...
    parts: tuple[Part, ...] = ()
    details: bytes = b""  # the reader's own, pickled: who passes it on need not load readers
    is_guess: bool = False  # where parts end: whoever reads one to its end has proved it


@dataclass(frozen=True, slots=True)
class Tally:
    """What one field says about one entity: numbers, verdict and why, no value."""

    part: str
    field: str
    entity: str
    matched: int  # cells or spans with the shape
    count: int  # those that also pass check digit and tables
    distinct: int  # distinct normalised values among ``count``
    non_null: int  # cells with content; for text, its lines with content
    verdict: Verdict
    why: tuple[Note, ...]
    score: float  # best, 0..1
    level: Level
    category: str  # code of the policy's category
    rule: str  # what gave the level: "base" or a combination rule's id
    basis: str  # article or clause, as the policy cites it
    sample: str  # masked
    first: str  # "row 12", "line 3"
    exact: bool = True  # False: ``distinct`` comes from a sketch
    rows: int = 0  # of the table, or lines of the text
    facts: tuple[tuple[str, int], ...] = ()  # values of which more is known: ("under_14", 3)
    value: str = ""  # keyed hash, where it speaks of one suppressed value only


@dataclass(frozen=True, slots=True)
class EntityTotal:
    """One entity's total over a file or the share."""

    count: int
    distinct: int
    exact: bool = True


class Keyed(NamedTuple):
    """The distinct values of one entity in one column, or in all running text of a file."""

    part: str  # "" for running text, as is the field
    field: str
    entity: str
    keys: KeySet


@dataclass(frozen=True, slots=True)
class RuleHit:
    """A policy rule that set or raised a level."""

    rule: str  # "base", "K1" ...
    level: Level
    basis: str
    why: Note
    flags: tuple[str, ...] = ()  # "HIGH_RISK", "MINOR" ...


@dataclass(frozen=True, slots=True)
class FileReport:
    """All that is known of one file once it was examined, or could not be."""

    file: FileRef
    outcome: Outcome
    reason: Note | None = None
    format: str = ""
    encoding: str = ""
    notes: tuple[Note, ...] = ()
    level: Level = Level.L1
    hits: tuple[RuleHit, ...] = ()  # highest first; why this level
    tallies: tuple[Tally, ...] = ()  # sorted by part, field order, entity
    entities: tuple[tuple[str, EntityTotal], ...] = ()  # counted verdicts only, sorted
    bytes_read: int = 0
    seconds: float = 0.0
    keys: tuple[Keyed, ...] = field(default=(), repr=False, compare=False)
    content: bytes = b""  # keyed hash of all its bytes; b"": they were not all read
    counts_ages: bool = False  # a birthday may change it
    alarms: str = ""  # digest of the false alarms that it was judged with
    copies: int = 1  # files of this content in the inventory
    twin: bytes = b""  # location of the first other one


@dataclass(frozen=True, slots=True)
class PartReport:
    """What one part of a split file brought home; parts add up to a FileReport."""

    file: FileRef
    part: Part
    outcome: Outcome
    evidence: FileEvidence | None = field(repr=False)
    reason: Note | None = None
    bytes_read: int = 0
    seconds: float = 0.0
    notes: tuple[Note, ...] = ()
    is_proven: bool = False  # read to its end, which is where the next one rightly begins
    is_miscut: bool = False  # it does not begin, or end, where it was guessed to
    blocks: tuple[bytes, ...] = ()  # hashes of the file's blocks that begin in the part


@dataclass(frozen=True, slots=True)
class ScanPlan:
    """All that decides a result; equal fingerprints give equal reports for equal files."""

    policy: str  # YAML text of the policy in force
    today: str  # ISO date that ages are counted from; not part of the fingerprint
    key: bytes = field(repr=False)  # 32 bytes for the keyed hash
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()  # whose identifiers are looked for; () is everybody's
    own: OwnFiles = field(default=(), repr=False)  # recognizers that the user adds
    chunk_bytes: int = 16 << 20  # how much of a table is held at a time; never changes a result
    part_bytes: int = 16 << 20  # above twice this a file is split; never changes a result
    engine: str = FAST  # of ENGINES; never changes a result
    verify: float = 0.0  # percent of cells and lines that Presidio looks at again
    fingerprint: str = ""  # digest of policy, versions and thresholds
    alarms: FalseAlarms = field(default=FalseAlarms(), compare=False)  # what a person knows

    @property
    def window_bytes(self) -> int:
        """Return how much of a text is held at a time; never changes a result.

        Each column of a chunk has its own price, which larger chunks share among more rows.
        A text is looked at as a whole: the nearer its bytes lie, the sooner.
        """
        return self.chunk_bytes // 2
