"""What was found against what is there, kind by kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa

import scanner
from bench import gold as gold_rules
from bench import measure
from bench.public_data import IN_TEXT, kind_of
from scanner import classify, detect
from scanner.chunks import TableChunk
from scanner.classify import policy
from scanner.evidence import FileEvidence
from scanner.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bench.public_data import Column
    from scanner.model import Tally

LIKELY = 0.5  # a finding in text counts from this score
Span = tuple[int, int, str]


@dataclass(slots=True)
class Score:
    """How often one kind was found where it is, where it is not, and not where it is."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    valid_missed: int = 0  # of the missed, those that pass the public rules of their kind

    @property
    def precision(self) -> float:
        """Return the share of what was found that is there."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Return the share of what is there that was found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def recall_of_valid(self) -> float:
        """Return the same, without made-up numbers that no check passes."""
        return self.right / max(1, self.right + self.valid_missed)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


@dataclass(slots=True)
class Sheet:
    """The scores of one set, and which of our certainties are wrong."""

    scores: defaultdict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    errors: Counter[str] = field(default_factory=Counter)  # table.column: kind
    size: int = 0  # texts or columns
    confirmed: list[tuple[str, str]] = field(default_factory=list)  # wrongly: (column, kind)

    @property
    def labelled(self) -> dict[str, Score]:
        """Return the scores of the kinds that the set labels, sorted."""
        return {k: one for k, one in sorted(self.scores.items()) if one.right + one.missed}

    @property
    def macro_f1(self) -> float:
        """Return the mean F1 over the labelled kinds."""
        scores = self.labelled.values()
        return sum(score.f1 for score in scores) / max(1, len(scores))

    @property
    def confirmed_wrongly(self) -> list[str]:
        """Return the columns confirmed as a labelled kind that they are not."""
        return [place for place, kind in self.confirmed if kind in self.labelled]


def score_texts(texts: Iterable[tuple[str, list[Span]]], *, exact: bool) -> Sheet:
    """Compare findings in texts with gold spans, of the kinds that text can show."""
    sheet = Sheet()
    for text, gold in texts:
        sheet.size += 1
        found = _findings(text)
        for span in gold:
            score = sheet.scores[span[2]]
            if any(_agree(span, one, exact=exact) for one in found):
                score.right += 1
            else:
                score.missed += 1
                score.valid_missed += gold_rules.holds(text[span[0] : span[1]], span[2])
        for one in found:
            is_there = any(_agree(span, one, exact=exact) for span in gold)
            sheet.scores[one[2]].wrong += not is_there
    return sheet


def flagged(texts: Iterable[tuple[str, str]]) -> tuple[Counter[str], Counter[str]]:
    """Return by kind how many texts there are without it, and in how many it is found."""
    seen: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for kind, text in texts:
        if kind in IN_TEXT:
            seen[kind] += 1
            wrong[kind] += any(found == kind for _, _, found in _findings(text))
    return seen, wrong


Judged = list[tuple["Column", "list[Tally]"]]


def judge_tables(tables: Iterable[list[Column]], *, has_header: bool = True) -> Judged:
    """Return every column with the verdicts on it, each table judged as a whole."""
    return [
        pair
        for table in tables
        for pair in zip(table, verdicts_on(table, has_header=has_header), strict=True)
    ]


def score_columns(judged: Judged) -> Sheet:
    """Compare the verdicts on columns with what they hold."""
    sheet = Sheet(size=len(judged))
    for column, tallies in judged:
        _score_column(sheet, column, tallies)
    return sheet


def mended(which: str, judged: Judged) -> Judged:
    """Return the columns of a set under better labels, without those that are made up."""
    better = [(gold_rules.mended(which, column), tallies) for column, tallies in judged]
    return [(column, tallies) for column, tallies in better if column is not None]


def verdicts_on(table: list[Column], *, has_header: bool = True) -> list[list[Tally]]:
    """Judge the columns of one table together; they may differ in length."""
    plan = measure.plan()
    evidence, detector = FileEvidence(), detect.Detector(plan)
    for place, column in enumerate(table):
        cells = pa.array(column.cells, pa.string())
        name = _unique(column.name, place, table)
        chunk = TableChunk("", (name,), (cells,), 1, has_header=has_header)
        detector.examine(chunk, evidence)
    judged: defaultdict[str, list[Tally]] = defaultdict(list)
    for tally in classify.judge(policy.load(plan.policy, ""), evidence).tallies:
        judged[tally.field].append(tally)
    return [judged[_unique(one.name, place, table)] for place, one in enumerate(table)]


def _unique(name: str, place: int, table: list[Column]) -> str:
    """Return the name, or one with a number as a reader makes it of a second one."""
    first = next(at for at, column in enumerate(table) if column.name == name)
    return name if first == place else f"{name} {place + 1}"


def _score_column(sheet: Sheet, column: Column, tallies: list[Tally]) -> None:
    counted = {kind_of(one.entity): one.verdict for one in tallies if one.verdict.counts}
    for kind, verdict in counted.items():
        right = kind == column.kind
        sheet.scores[kind].right += right
        sheet.scores[kind].wrong += not right
        if not right and verdict is Verdict.CONFIRMED:
            sheet.errors[f"{column.table}.{column.name}: {kind}, not {column.kind or 'any'}"] += 1
            sheet.confirmed.append((f"{column.table}.{column.name}", kind))
    if column.kind and column.kind not in counted:
        sheet.scores[column.kind].missed += 1
        sheet.errors[f"{column.table}.{column.name}: no {column.kind}"] += 1


def _findings(text: str) -> list[Span]:
    return [
        (one.start, one.end, kind_of(one.entity_type))
        for one in scanner.analyze(text)
        if one.score >= LIKELY
    ]


def _agree(gold: Span, found: Span, *, exact: bool) -> bool:
    if gold[2] != found[2]:
        return False
    if exact:
        return gold == found
    return found[0] < gold[1] and gold[0] < found[1]
