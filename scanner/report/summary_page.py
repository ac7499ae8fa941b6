"""The first sheet: the whole inventory on one page."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from scanner.model import Level, Outcome
from scanner.report.cells import printable, shown
from scanner.report.charts import ROW_PIXELS, Bars, draw
from scanner.report.columns import Cell, Marked
from scanner.report.metrics import LINE_POINTS
from scanner.report.pages import Line, Page
from scanner.report.sheets import A4, print_on
from scanner.report.styles import LEVEL_FILLS, OUTCOME_FILL, READ_FILL, UNGRADED_FILL

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from scanner.report.speech import Speaker
    from scanner.report.styles import Styles
    from scanner.report.view import FolderTotal, InventoryView, Reached

WIDTHS = (28, 8, 11, 13, 2, 21, 11, 8, 8, 8)
LAST = len(WIDTHS) - 1
RIGHT = 5  # where the right half begins
CHART_ROWS = 9
LEFT_PIXELS, RIGHT_PIXELS = 436, 410
HOW_LINES = 5
HEAD = "head.finding"
NUMBERS = frozenset({"files", "of_all", "count", "distinct", "L5", "L4", "L3"})


def write(book: Workbook, inventory: InventoryView, speaker: Speaker, styles: Styles) -> None:
    """Compose the page from top to bottom and write it as the workbook's next sheet."""
    summary = _Summary(inventory, speaker)
    summary.title()
    summary.scope()
    levels, outcomes = summary.levels(), summary.outcomes()
    chart_row = summary.leave_for_charts(max(levels.last_row, outcomes.last_row) + 2)
    summary.thresholds()
    summary.deals()
    summary.entities_and_folders()
    summary.how_to_read()
    sheet = book.add_worksheet(speaker.word("report.sheet.summary"))
    summary.page.write(sheet, styles)
    for bars, width in ((levels, LEFT_PIXELS), (outcomes, RIGHT_PIXELS)):
        draw(book, sheet, bars, chart_row, (width, CHART_ROWS * ROW_PIXELS - 8))
    sheet.hide_gridlines(2)
    print_on(A4, sheet, speaker, landscape=False)
    sheet.fit_to_pages(1, 0)


class _Summary:
    """The blocks of the page; each begins where the last one ended."""

    def __init__(self, inventory: InventoryView, speaker: Speaker) -> None:
        self.inventory, self.speaker = inventory, speaker
        self.page = Page(WIDTHS)
        self.row = 0
        self.files = sum(inventory.outcomes.values())
        self.graded = sum(inventory.levels.values())

    def title(self) -> None:
        """Say what this is, and what is missing from it."""
        word, outcomes = self.speaker.word, self.inventory.outcomes
        self.page.place((0, 0), word("report.title"), "title", to=LAST)
        self.page.heighten(0, 34)
        self.page.place((1, 0), word("report.subtitle"), "subtitle", to=LAST)
        self.row = 2
        unread = self.files - outcomes.get(Outcome.SCANNED, 0)
        for key in ["interrupted"] * (not self.inventory.run.complete) + ["unread"] * (unread > 0):
            self.page.place(
                (self.row, 0), word(f"report.banner.{key}", files=unread), "banner", to=LAST
            )
            self.page.heighten(self.row, 22)
            self.row += 1

    def section(self, key: str, column: int = 0, to: int = LAST) -> int:
        """Begin a section; return the row below its heading."""
        self.page.place(
            (self.row, column), self.speaker.word(f"report.section.{key}"), "section", to=to
        )
        self.page.heighten(self.row, 30)
        return self.row + 1

    def leave_for_charts(self, row: int) -> int:
        """Leave room from ``row`` on; return ``row``."""
        for each in range(row, row + CHART_ROWS):
            self.page.heighten(each, LINE_POINTS)
        self.row = row + CHART_ROWS
        return row

    def scope(self) -> None:
        """Say what was scanned, when, by what, under which policy."""
        run, policy, word = self.inventory.run, self.inventory.policy, self.speaker.word
        row = self.section("scope")
        facts: list[tuple[str, str]] = [
            ("roots", "\n".join(map(shown, run.roots))),
            ("globs", self._globs()),
            ("when", self._when()),
            ("amount", self._amount()),
            ("policy", f"{printable(policy.name)} {printable(policy.version)}"),
            ("engine", self._engine()),
        ]
        if run.own:
            facts.append(("own", printable(", ".join(run.own))))
        if progress := self.inventory.progress:
            counts = {name: f"{count:,}" for name, count in asdict(progress).items()}
            facts.append(("review", word("report.scope.review_is", **counts)))
        for key, text in facts:
            label: Line = [(word(f"report.scope.{key}"), "label", 1), (text, "wrap", LAST)]
            self.page.line(row, label)
            row += 1
        self.row = row

    def _globs(self) -> str:
        run, word = self.inventory.run, self.speaker.word
        parts = [
            word(f"report.scope.{key}", globs=printable(", ".join(globs)))
            for key, globs in (("include", run.include), ("exclude", run.exclude))
            if globs
        ]
        return self.speaker.joined("report.join", parts) or word("report.scope.everything")

    def _when(self) -> str:
        run = self.inventory.run
        finished = run.finished.astimezone(self.speaker.zone)
        zone = run.started.tzname() or ""
        return f"{run.started:%Y-%m-%d %H:%M:%S} – {finished:%Y-%m-%d %H:%M:%S} ({zone})"

    def _amount(self) -> str:
        inventory, speaker = self.inventory, self.speaker
        return speaker.word(
            "report.scope.amount_is",
            files=f"{self.files:,}",
            size=speaker.size(inventory.size),
            read=speaker.size(inventory.bytes_read),
            share=speaker.share_read(),
        )

    def _engine(self) -> str:
        run = self.inventory.run
        versions = ", ".join(f"{name} {version}" for name, version in run.versions)
        return self.speaker.word(
            "report.scope.engine_is",
            versions=printable(versions),
            recognizers=run.recognizers,
            languages=", ".join(run.languages),
            workers=run.workers,
        )

    def levels(self) -> Bars:
        """List the files by level."""
        speaker, totals = self.speaker, self.inventory.levels
        lines = [
            (Marked(speaker.level(level), level.name), totals.get(level, 0))
            for level in reversed(Level)
        ]
        lines.append(
            (Marked(speaker.word("report.ungraded"), "ungraded"), self.files - self.graded)
        )
        fills = (*reversed(LEVEL_FILLS.values()), UNGRADED_FILL)
        return self._table("levels", lines, (0, 2, 1), fills)

    def outcomes(self) -> Bars:
        """List the files by outcome."""
        word, totals = self.speaker.word, self.inventory.outcomes
        lines = [
            (Marked(word(f"report.outcome.{outcome}"), "wrap"), totals.get(outcome, 0))
            for outcome in Outcome
        ]
        fills = (READ_FILL,) + (OUTCOME_FILL,) * (len(Outcome) - 1)
        return self._table("outcomes", lines, (RIGHT, 1, 3), fills)

    def _table(
        self,
        key: str,
        lines: list[tuple[Marked, int]],
        shape: tuple[int, int, int],  # first column, columns of the label, columns of the share
        fills: tuple[str, ...],
    ) -> Bars:
        """Put a table of files with shares and a total; ``row`` stays for its neighbour."""
        column, wide, tail = shape
        top = self.section(key, column, column + wide + tail)
        self.page.line(top, self._heads((key, wide), ("files", 1), ("of_all", tail)), column)
        for row, (label, files) in enumerate(lines, top + 1):
            share = files / self.files if self.files else 0.0
            cells: Line = [(label, "wrap", wide), (files, "number", 1), (share, "share", tail)]
            self.page.line(row, cells, column)
        ends: Line = [
            (self.speaker.word("report.total_row"), "total_label", wide),
            (self.files, "total", 1),
        ]
        self.page.line(top + 1 + len(lines), [*ends, ("", "total", tail)], column)
        labels, numbers = zip(*((label.text, files) for label, files in lines), strict=True)
        return Bars(top + 1, (column, column + wide), labels, numbers, fills)

    def _heads(self, *columns: tuple[str, int]) -> Line:
        word = self.speaker.word
        return [
            (word(f"report.head.{key}"), f"{HEAD}.right" if key in NUMBERS else HEAD, span)
            for key, span in columns
        ]

    def thresholds(self) -> None:
        """List the legal thresholds that the share reaches."""
        row = self.section("thresholds")
        heads = (("threshold", 2), ("reached", 1), ("duty", 4), ("source", 3))
        reached = self.inventory.thresholds
        if not reached:
            none = self.speaker.word("report.no_thresholds")
            self.page.place((row, 0), none, "wrap", to=LAST)
            self.row = row + 1
            return
        self.page.line(row, self._heads(*heads))
        for line, hit in enumerate(reached, row + 1):
            self.page.line(line, self._threshold(hit))
        self.row = row + 1 + len(reached)

    def _threshold(self, hit: Reached) -> Line:
        rule, language, word = hit.threshold, self.speaker.language, self.speaker.word
        of = rule.of.in_(language)
        what = word("report.threshold_of", number=self.speaker.threshold(rule), of=of)
        count = self.speaker.counted(hit)
        duty, source = rule.duty.in_(language), rule.source.in_(language)
        return [(what, "wrap", 2), (count, "wrap", 1), (duty, "wrap", 4), (source, "wrap", 3)]

    def deals(self) -> None:
        """List what the transaction asks for, or what each kind would."""
        deals, word = self.inventory.policy.deals, self.speaker.word
        if not deals:
            return
        row = self.section("deals")
        if not self.inventory.run.deal:
            self.page.place((row, 0), word("report.no_deal"), "note", to=LAST)
            row += 1
        self.page.line(row, self._heads(("deal", 1), ("what_to_do", 6), ("source", 3)))
        for deal in deals:
            name = deal.name.in_(self.speaker.language)
            for duty, source in deal.duties:
                row += 1
                said, cited = duty.in_(self.speaker.language), source.in_(self.speaker.language)
                line: Line = [(name, "path", 1), (said, "wrap", 6), (cited, "wrap", 3)]
                self.page.line(row, line)
                name = ""  # once is enough
        self.row = row + 1

    def entities_and_folders(self) -> None:
        """List what was found, and where most of the sensitive files are."""
        top = self.section("entities", 0, 3)
        self.section("folders", RIGHT)
        heads = (("entity", 1), ("level", 1), ("count", 1), ("distinct", 1))
        self.page.line(top, self._heads(*heads))
        entities = self.speaker.ranked(self.inventory.entities)
        for row, name in enumerate(entities, top + 1):
            self.page.line(row, self._entity(name))
        names = [("folder", 2), *((level.name, 1) for level in (Level.L5, Level.L4, Level.L3))]
        self.page.line(top, self._heads(*names), RIGHT)
        for row, folder in enumerate(self.inventory.folders, top + 1):
            self.page.line(row, self._folder(folder), RIGHT)
        self.row = top + 1 + max(len(entities), len(self.inventory.folders))

    def _entity(self, name: str) -> Line:
        total, level = self.inventory.entities[name], self.speaker.entity_level(name)
        about: Cell = total.distinct if total.exact else Marked(f"≈ {total.distinct:,}", "number")
        grade: Cell = Marked(level.name, level.name) if level else ""
        entity = self.speaker.entity(name)
        return [(entity, "wrap", 1), (grade, "wrap", 1), (total.count, "number", 1),
                (about, "number", 1)]  # fmt: skip

    def _folder(self, folder: FolderTotal) -> Line:
        path = self.speaker.folder(folder)
        counts = [folder.levels.get(level, 0) for level in (Level.L5, Level.L4, Level.L3)]
        return [(path, "wrap", 2), *((count or "", "number", 1) for count in counts)]

    def how_to_read(self) -> None:
        """Say in a few lines how to work with the workbook."""
        row = self.section("how")
        for line in range(HOW_LINES):
            text = self.speaker.word(f"report.how.{line + 1}")
            self.page.place((row + line, 0), text, "wrap", to=LAST)
