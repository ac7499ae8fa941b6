"""The last sheet: what the levels, rules and measures rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.report.cells import printable
from scanner.report.columns import Marked
from scanner.report.pages import Line, Page
from scanner.report.sheets import A4, print_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsxwriter import Workbook

    from scanner.report.speech import Speaker
    from scanner.report.styles import Styles
    from scanner.report.view import PolicyFacts, Words

WIDTHS = (26, 28, 22, 50, 50)


def write(book: Workbook, policy: PolicyFacts, speaker: Speaker, styles: Styles) -> None:
    """Write the policy in force as the workbook's next sheet."""
    basis = _Basis(policy, speaker)
    basis.levels()
    basis.categories()
    basis.rules()
    basis.thresholds()
    basis.deals()
    basis.entities()
    sheet = book.add_worksheet(speaker.word("report.sheet.basis"))
    basis.page.write(sheet, styles)
    sheet.hide_gridlines(2)
    sheet.freeze_panes(1, 0)
    print_on(A4, sheet, speaker, landscape=True)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


class _Basis:
    """The sections of the sheet, one below the other."""

    def __init__(self, policy: PolicyFacts, speaker: Speaker) -> None:
        self.policy, self.speaker = policy, speaker
        self.page = Page(WIDTHS)
        name, version = printable(policy.name), printable(policy.version)
        title = speaker.word("report.basis_title", name=name, version=version)
        self.page.place((0, 0), title, "title", to=len(WIDTHS) - 1)
        self.page.heighten(0, 34)
        self.row = 1

    def section(self, key: str, heads: Iterable[tuple[str, int]], lines: Iterable[Line]) -> None:
        """Put one table with its heading."""
        word = self.speaker.word
        self.page.place((self.row, 0), word(f"report.section.{key}"), "section", to=len(WIDTHS) - 1)
        self.page.heighten(self.row, 30)
        self.page.line(
            self.row + 1,
            [(word(f"report.head.{head}"), "head.finding", span) for head, span in heads],
        )
        self.row += 2
        for line in lines:
            self.page.line(self.row, line)
            self.row += 1

    def _say(self, words: Words) -> str:
        return printable(words.in_(self.speaker.language))

    def levels(self) -> None:
        """Show the levels, the highest first, and what each asks for."""
        lines: list[Line] = [
            [
                (Marked(self.speaker.level(card.level), card.level.name), "wrap", 1),
                (self._say(card.meaning), "wrap", 2),
                (self._say(card.measure), "wrap", 2),
            ]
            for card in sorted(self.policy.levels, key=lambda card: -card.level)
        ]
        self.section("level_basis", (("level", 1), ("meaning", 2), ("measure", 2)), lines)

    def categories(self) -> None:
        """Show the categories and where the law has them."""
        lines: list[Line] = [
            [
                (card.code, "wrap", 1),
                (self._say(card.name), "wrap", 1),
                (self._say(card.sensitive), "wrap", 1),
                (self._say(card.basis), "wrap", 2),
            ]
            for card in self.policy.categories
        ]
        heads = (("code", 1), ("category", 1), ("sensitive", 1), ("basis", 2))
        self.section("categories", heads, lines)

    def rules(self) -> None:
        """Show the rules that raise a level when things come together."""
        lines: list[Line] = [
            [
                (card.rule, "wrap", 1),
                (self.speaker.raised(card.level), "wrap", 1),
                (self.speaker.flags(card.flags), "wrap", 1),
                (self._say(card.condition), "wrap", 1),
                (self._say(card.basis), "wrap", 1),
            ]
            for card in self.policy.rules
        ]
        heads = (("rule", 1), ("raised_to", 1), ("flags", 1), ("condition", 1), ("basis", 1))
        self.section("rules", heads, lines)
        if self.policy.joins:
            share, least = self.policy.joins
            note = self.speaker.word("report.joins_rule", share=share, least=least)
            self.page.place((self.row, 0), note, "note", to=len(WIDTHS) - 1)
            self.row += 1

    def thresholds(self) -> None:
        """Show every number that the law attaches a duty to."""
        lines: list[Line] = [
            [
                (self.speaker.threshold(card), "wrap", 1),
                (self._say(card.of), "wrap", 2),
                (self._say(card.duty), "wrap", 1),
                (self._say(card.source), "wrap", 1),
            ]
            for card in self.policy.thresholds
        ]
        heads = (("threshold", 1), ("information", 2), ("duty", 1), ("source", 1))
        self.section("threshold_basis", heads, lines)

    def deals(self) -> None:
        """Show what the transaction asks for, or what each kind would."""
        lines: list[Line] = [
            [
                (self._say(deal.name), "wrap", 1),
                (self._say(duty), "wrap", 3),
                (self._say(source), "wrap", 1),
            ]
            for deal in self.policy.deals
            for duty, source in deal.duties
        ]
        self.section("deal_basis", (("deal", 1), ("what_to_do", 3), ("source", 1)), lines)

    def entities(self) -> None:
        """Show what can be found, its base level and how to make it harmless."""
        lines: list[Line] = [
            [
                (card.entity, "muted", 1),
                (self._say(card.name), "wrap", 1),
                (Marked(card.level.name, card.level.name), "wrap", 1),
                (self.speaker.category(card.category), "wrap", 1),
                (self._say(card.transform), "wrap", 1),
            ]
            for card in self.policy.entities
        ]
        heads = (("code", 1), ("entity", 1), ("level", 1), ("category", 1), ("transform", 1))
        self.section("entity_basis", heads, lines)
