"""What stands in each column of the long sheets."""

from __future__ import annotations

import stat
from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from scanner.decision import Choice, State
from scanner.model import FileReport, Outcome, Tally, Verdict
from scanner.report.cells import file_key, finding_key, printable
from scanner.report.columns import Cell, Column, Group, Marked
from scanner.report.view import GRADED

if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner.model import Note, RuleHit
    from scanner.report.speech import Speaker
    from scanner.report.view import Joined

Found = tuple[FileReport, Tally]

FINDINGS = ("ok", "field", "value")
# Why a file was not to be examined; all else that is not is no file.
_CHOSEN = frozenset({"walk.excluded", "walk.excluded_folder", "walk.not_included"})


def possible(report: FileReport) -> dict[str, int]:
    """Count what may be there but does not enter the totals, by entity."""
    counts: Counter[str] = Counter()
    for tally in report.tallies:
        if tally.verdict is Verdict.POSSIBLE:
            counts[tally.entity] += tally.count or tally.matched
    return dict(sorted(counts.items()))


def categories(report: FileReport) -> list[str]:
    """List the categories found in a file."""
    return sorted({tally.category for tally in report.tallies if tally.verdict.counts})


def level(report: FileReport, speaker: Speaker) -> Cell:
    """Show the level, or that there is none."""
    mark = report.level.name if report.outcome in GRADED else "ungraded"
    return Marked(speaker.grade(report), mark)


def entities(report: FileReport, speaker: Speaker) -> Cell:
    """List what was found, the most sensitive first, then the most frequent."""
    totals = dict(report.entities)
    return "\n".join(
        f"{speaker.entity(name)} {speaker.total(totals[name])}" for name in speaker.ranked(totals)
    )


def _possible(report: FileReport, speaker: Speaker) -> Cell:
    found = possible(report).items()
    return "\n".join(f"{speaker.entity(name)} {count:,}" for name, count in found)


def _categories(report: FileReport, speaker: Speaker) -> Cell:
    return speaker.joined("report.and", map(speaker.category, categories(report)))


def why(report: FileReport, speaker: Speaker) -> Cell:
    """Say why the file has its level, or no level at all."""
    lines = [_hit(hit, speaker) for hit in report.hits] if report.outcome in GRADED else []
    if report.outcome is Outcome.SCANNED and not lines:
        lines.append(speaker.word("report.nothing_found"))
    if report.reason:
        lines.append(_reason(report.reason, report, speaker))
    return "\n".join(lines)


def _reason(reason: Note, report: FileReport, speaker: Speaker) -> str:
    head = _outcome(report, speaker)
    return speaker.word("report.colon", head=head, text=speaker.say(reason))


def _hit(hit: RuleHit, speaker: Speaker) -> str:
    why, basis = speaker.say(hit.why), speaker.basis(hit)
    if hit.flags:
        why = speaker.word("report.flagged", flags=speaker.flags(hit.flags), why=why)
    return speaker.word("report.because", why=why, basis=basis) if basis else why


def _measure(report: FileReport, speaker: Speaker) -> Cell:
    """Propose what to do, with the file's data and with what was not read of it."""
    lines = [speaker.measure(report.level)] if report.outcome in GRADED else []
    return "\n".join(lines + ([_todo(report, speaker)] if _unread(report) else []))


def _todo(report: FileReport, speaker: Speaker) -> str:
    return speaker.word(f"report.todo.{_course(report)}")


def _course(report: FileReport) -> str:
    """Name how a file fared; nobody chose that a link or a pipe is not read."""
    if report.outcome is not Outcome.EXCLUDED:
        return str(report.outcome)
    return "chosen" if report.reason and report.reason.key in _CHOSEN else "no_file"


def _unread(report: FileReport) -> bool:
    return report.outcome is not Outcome.SCANNED


def _outcome(report: FileReport, speaker: Speaker) -> str:
    return speaker.word(f"report.outcome.{_course(report)}")


def _outcome_cell(report: FileReport, speaker: Speaker) -> Cell:
    text = _outcome(report, speaker)
    return Marked(text, "ungraded") if _unread(report) else text


def _format(report: FileReport, speaker: Speaker) -> Cell:
    if report.outcome is Outcome.EXCLUDED:
        return ""  # nobody looked
    named = [report.format or speaker.word("report.unknown_format")]
    return " · ".join(map(printable, named + [report.encoding] * bool(report.encoding)))


def _everyone(report: FileReport, speaker: Speaker) -> Cell:
    text = speaker.everyone(report.file.mode)
    return Marked(text, "alarm") if report.file.mode & stat.S_IWOTH else text


def _overlap(one: Joined, speaker: Speaker) -> Cell:
    return speaker.word("report.overlap", shared=f"{one.shared:,}", of=f"{one.of:,}")


def _raised_to(one: Joined, speaker: Speaker) -> Cell:
    return Marked(speaker.level(one.level), one.level.name)


def _decision(report: FileReport, speaker: Speaker) -> Cell:
    shown = speaker.reviewed(report).shown
    return speaker.word(f"report.decision.{shown.choice}") if shown else None


def _decided(name: str) -> Callable[[FileReport, Speaker], Cell]:
    """Return what shows one text of the decision."""

    def show(report: FileReport, speaker: Speaker) -> Cell:
        shown = speaker.reviewed(report).shown
        return str(getattr(shown, name)) if shown else None

    return show


def _date(report: FileReport, speaker: Speaker) -> Cell:
    shown = speaker.reviewed(report).shown
    return datetime.fromisoformat(shown.date) if shown and shown.date else None


def _review(report: FileReport, speaker: Speaker) -> Cell:
    """Say whether the decision holds, and if not, why."""
    reviewed = speaker.reviewed(report)
    state = speaker.word(f"report.review.{reviewed.state}")
    if reviewed.state is not State.REVIEW:
        return Marked(state, "wrap" if reviewed.decision else "muted")
    text = speaker.sentences(reviewed.changes)
    return Marked(speaker.word("report.colon", head=state, text=text), "alarm")


def _source(report: FileReport, speaker: Speaker) -> Cell:
    source = speaker.reviewed(report).source
    return speaker.say(source) if source else None


def _copies(report: FileReport, speaker: Speaker) -> Cell:
    """Name another file of the same content, if there is one."""
    if report.copies == 1:
        return ""
    return speaker.word("report.copies", copies=report.copies, twin=speaker.location(report.twin))


def _verdict(found: Found, speaker: Speaker) -> Cell:
    return Marked(speaker.word(f"report.verdict.{found[1].verdict}"), found[1].verdict)


def _field_level(found: Found, speaker: Speaker) -> Cell:
    tally = found[1]
    return Marked(speaker.level(tally.level), tally.level.name if tally.verdict.counts else "muted")


def _distinct(found: Found, _speaker: Speaker) -> Cell:
    tally = found[1]
    return tally.distinct if tally.exact else Marked(f"≈ {tally.distinct:,}", "number")


def _share(found: Found, _speaker: Speaker) -> Cell:
    tally = found[1]
    return tally.count / tally.matched if tally.matched else None


FACT, FINDING, LEGAL = Group.FACT, Group.FINDING, Group.LEGAL

PATH: Column[FileReport] = Column("path", 30, lambda r, s: s.path(r.file), "path", FACT)
FORMAT: Column[FileReport] = Column("format", 10, _format, "wrap", FACT)
SIZE: Column[FileReport] = Column("size", 11, lambda r, _: r.file.size, "number", FACT)
MODIFIED: Column[FileReport] = Column(
    "modified", 15, lambda r, s: s.time(r.file.modified_ns), "time", FACT
)
OWNER: Column[FileReport] = Column("owner", 10, lambda r, _: printable(r.file.owner), "wrap", FACT)
KEY: Column[FileReport] = Column(
    "key", 34, lambda r, _: file_key(r.file), "muted", FACT, hidden=True
)

INVENTORY: tuple[Column[FileReport], ...] = (
    PATH,
    Column("outcome", 10, _outcome_cell, "wrap", FACT),
    *(replace(each, folds=True) for each in (FORMAT, SIZE, MODIFIED, OWNER)),
    Column("mode", 10.5, lambda r, s: s.permissions(r.file.mode), "wrap", FACT, folds=True),
    Column("everyone", 8, _everyone, "wrap", FACT),
    Column("level", 20, level),
    Column("categories", 13, _categories),
    Column("entities", 27, entities),
    Column("possible", 14, _possible),
    Column("why", 40, why),
    Column("measure", 40, _measure),
    Column("copies", 26, _copies, folds=True),
    Column("decision", 11.5, _decision, "input", LEGAL, choices=tuple(Choice)),
    Column("reason", 15, _decided("reason"), "input", LEGAL),
    Column("reviewer", 8, _decided("reviewer"), "input", LEGAL),
    Column("date", 10.5, _date, "date_input", LEGAL),
    Column("review", 16, _review),
    Column("decided_by", 12, _source),
    KEY,
    Column("base", 34, lambda r, s: s.reviewed(r).base, "muted", FACT, hidden=True),
)

FIELDS: tuple[Column[Found], ...] = (
    Column("path", 28, lambda f, s: s.path(f[0].file), "wrap", FACT),
    Column("part", 9, lambda f, _: printable(f[1].part), "wrap", FACT),
    Column("field", 14, lambda f, _: printable(f[1].field), "wrap", FACT),
    Column("entity", 15, lambda f, s: s.entity(f[1].entity)),
    Column("verdict", 9, _verdict),
    Column("field_level", 16, _field_level),
    Column("matched", 9, lambda f, _: f[1].matched, "number"),
    Column("count", 9, lambda f, _: f[1].count, "number"),
    Column("distinct", 10.5, _distinct, "number"),
    Column("non_null", 9, lambda f, _: f[1].non_null, "number"),
    Column("share", 8, _share, "share"),
    Column("score", 8.5, lambda f, _: f[1].score, "score"),
    Column("field_why", 42, lambda f, s: s.sentences(f[1].why)),
    Column("category", 13, lambda f, s: s.category(f[1].category)),
    Column("rule", 8.5, lambda f, s: s.rule(f[1].rule)),
    Column("basis", 22, lambda f, s: s.basis(f[1])),
    Column("sample", 19, lambda f, _: printable(f[1].sample), "masked"),
    Column("first", 12, lambda f, s: s.place(f[1].first)),
    Column("finding", 11.5, lambda _f, _s: None, "input", LEGAL, choices=FINDINGS),
    Column("reason", 15, lambda _f, _s: None, "input", LEGAL),
    Column("reviewer", 8, lambda _f, _s: None, "input", LEGAL),
    Column("until", 10.5, lambda _f, _s: None, "date_input", LEGAL),
    Column("entity_code", 22, lambda f, _: f[1].entity, "muted", folds=True),
    Column("key", 34, lambda f, _: file_key(f[0].file), "muted", FACT, hidden=True),
    Column("finding_key", 34, lambda f, _: finding_key(f[1]), "muted", FACT, hidden=True),
    Column("base", 34, lambda f, s: s.judged(*f), "muted", FACT, hidden=True),
)

JOINS: tuple[Column[Joined], ...] = (
    Column("path", 28, lambda j, s: s.path(j.here.file), "path", FACT),
    Column("part", 9, lambda j, _: printable(j.here.part), "wrap", FACT),
    Column("join_field", 15, lambda j, _: printable(j.here.field), "wrap", FACT),
    Column("key_entity", 14, lambda j, s: s.entity(j.entity)),
    Column("other_path", 28, lambda j, s: s.path(j.there.file), "wrap", FACT),
    Column("other_part", 9, lambda j, _: printable(j.there.part), "wrap", FACT),
    Column("other_field", 15, lambda j, _: printable(j.there.field), "wrap", FACT),
    Column("overlap", 18, _overlap),
    Column("join_share", 9, lambda j, _: j.shared / j.of, "share"),
    Column("raised_to", 16, _raised_to),
    Column("rule", 8.5, lambda j, s: s.rule(j.rule)),
    Column("rule_why", 44, lambda j, s: s.rule_reason(j.rule)),
    Column("basis", 26, lambda j, s: s.basis(j)),
    Column("flags", 12, lambda j, s: s.flags(j.flags)),
)

UNREAD: tuple[Column[FileReport], ...] = (
    PATH,
    Column("outcome", 14, _outcome_cell),
    Column("unread_why", 44, lambda r, s: s.say(r.reason) if r.reason else ""),
    Column("todo", 52, _todo),
    FORMAT,
    SIZE,
    Column("bytes_read", 12, lambda r, _: r.bytes_read, "number", FACT),
    MODIFIED,
    OWNER,
    KEY,
)
