"""One entity in one column, as it is judged: what was seen, and what the names around it say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from recognizers.facts import LOCAL, LONG_AGO, SMALL_FIRST, USUAL_SERIES
from scanner.classify.chance import FEW, SURE, Check, log_tail
from scanner.evidence import BLANK, ELSEWHERE, HOLDING, OWN, Bucket
from scanner.model import Note

if TYPE_CHECKING:
    from recognizers.headers import HeaderHit
    from scanner.evidence import Evidence

HALF = 0.5
_LOOKS_ALIKE = 0.3  # of words and lines of other kinds begin as a name, or read as an address
NEARLY_ALL = 0.9
SERIES = 20  # distinct numbers without a check digit that speak for themselves
# Of the cells with content; the others for a few values of what half of all numbers pass:
# where the name of the file or the table announces them, and where nothing does.
_RARE, _RARE_NEAR, _RARE_FEW = 0.05, 0.1, 0.25
_SURE = 0.75  # of a check digit and tables together
_TELLING = 0.5  # score from which a single cell speaks for itself


@dataclass(frozen=True)
class Column:
    """One entity in one column: what was seen, and what the column's name says."""

    evidence: Evidence
    check: Check
    cells: int  # with content
    has_name: bool
    hit: HeaderHit | None  # the name announces the entity
    negative: str | None  # the name says: a number of a thing
    near: str = ""  # the word in the file's or the table's name that announces the entity
    against: str = ""  # the word there that says: numbers of things

    @property
    def header(self) -> str:
        """Return "strong", "weak" or ""."""
        return self.hit.strength if self.hit else ""

    @property
    def is_open(self) -> bool:
        """Whether no name tells, so that the cells must tell by themselves."""
        return self.check.chance is None and not (self.hit or self.evidence.facts[OWN])

    @property
    def is_by_name(self) -> bool:
        """Whether the name is all that tells: a mere form under it proves nothing."""
        if self.check.chance is None:
            return True
        is_mere_form = self.check.chance >= 1 and not self.check.is_plain_to_see
        return is_mere_form and self.header == "strong" and self.evidence.score < _SURE

    @cached_property
    def passed(self) -> int:
        """Return how many distinct whole cells pass."""
        return len(self.evidence.union(Bucket.WHOLE_VALID))

    @cached_property
    def tried(self) -> int:
        """Return how many distinct whole cells have the shape."""
        return self.evidence.distinct(Bucket.WHOLE_VALID, Bucket.WHOLE_FAILED)

    @cached_property
    def odds(self) -> float:
        """Return how likely other words look like so many names or addresses, as a logarithm."""
        return log_tail(self.passed, self.tried, _LOOKS_ALIKE)

    @property
    def needs_company(self) -> bool:
        """Whether cells without a name tell only beside others that tell of somebody."""
        if not self.is_open or self.check.is_listed or not self._is_of_cells:
            return False
        return self.check.fact == LONG_AGO or self.odds > SURE

    @property
    def _is_of_cells(self) -> bool:
        """Whether whole cells are what was seen: amid text, words beside values have told."""
        amid = (Bucket.INLINE_STRONG, Bucket.INLINE_WEAK, Bucket.INLINE_FAILED)
        return self.passed > 0 and self.shaped >= self.evidence.count(*amid)

    @property
    def elsewhere(self) -> int:
        """Return how many more cells have the shape, but are proved to be another entity."""
        return self.evidence.facts[ELSEWHERE]

    @property
    def blank(self) -> int:
        """Return how many cells say that there is no value."""
        return self.evidence.facts[BLANK]

    @property
    def telling(self) -> int:
        """Return how many cells say something."""
        return self.cells - self.blank

    @property
    def is_of_another(self) -> bool:
        """Whether luck explains what passes, once another entity's cells are counted too."""
        tried = self.tried + self.elsewhere
        is_doubtful = self.elsewhere > 0 and self.header != "strong"
        return is_doubtful and not self.check.beats_luck(self.passed, tried)

    @property
    def is_rare(self) -> bool:
        """Whether hardly any cell of a column without a word on it has the shape.

        A single long number that begins as cards do and passes, among hundreds of others
        that do not begin so, is luck; a resident ID has more to it, and a better score.
        """
        rare_weak = _RARE_NEAR if self.near else _RARE_FEW
        rare = _RARE if self.check.is_strong or self.tried >= FEW else rare_weak
        if self.hit or self.shaped >= rare * self.cells:
            return False
        speaks = self.check.is_plain_to_see or self.evidence.score >= _SURE
        return not self.check.is_strong or (self.tried < FEW and not speaks)

    @property
    def speaks(self) -> bool:
        """Whether a single cell tells by itself."""
        return self.evidence.score >= _TELLING and not self.against

    @property
    def doubt(self) -> str:
        """Return the message of why addresses are none, or nobody's; "" if they may be.

        A column without a word on it counts from small numbers as versions do; of addresses
        that are given out, one in twelve begins below 20.  Others mean something within one
        network only.
        """
        nearly_all = NEARLY_ALL * self.evidence.count(Bucket.WHOLE_VALID)
        if not (self.hit or self.near) and self.evidence.facts[SMALL_FIRST] >= nearly_all > 0:
            return "classify.version"
        return "classify.local" if self.evidence.facts[LOCAL] >= nearly_all > 0 else ""

    @property
    def is_usual_series(self) -> bool:
        """Whether nearly all cells of a column without a name are as people's numbers are."""
        usual = self.evidence.facts[USUAL_SERIES] >= NEARLY_ALL * self.cells
        return usual and not self.has_name and self.passed >= SERIES

    @property
    def shaped(self) -> int:
        """Return how many whole cells have the shape."""
        return self.evidence.count(Bucket.WHOLE_VALID, Bucket.WHOLE_FAILED)


def repeated(evidence: Evidence) -> tuple[Note, ...]:
    """Say so where one and the same value fills a column."""
    count = evidence.count(*HOLDING)
    sets = [evidence.keys[bucket] for bucket in HOLDING if bucket in evidence.keys]
    if count < FEW or any(len(keys) > 1 for keys in sets) or evidence.distinct(*HOLDING) > 1:
        return ()
    return (Note.of("classify.repeated", count=count),)
