"""How the workbook looks.  Levels darken step by step, so they read without colour too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

FONTS = {"zh": "微软雅黑", "en": "Microsoft YaHei"}  # one font; each system knows its name
INK, MUTED, LINE = "#1F2937", "#6B7280", "#D9DEE5"
FACT, FINDING, LEGAL = "#475569", "#1E3A5F", "#8A5A00"

LEVEL_FILLS = {"L1": "#F3F5F8", "L2": "#DCE8F2", "L3": "#FBE3A4", "L4": "#EE9B55", "L5": "#9F1D20"}
# Lines are thin: the pale ones of the fills would be lost.
LEVEL_LINES = {"L1": "#9AA3AF", "L2": "#5B8DB8", "L3": "#D9A514", "L4": "#E0701B", "L5": "#9F1D20"}
UNGRADED_FILL = "#C9CED6"
OUTLINE = "#9AA3AF"  # of bars, or the palest would be lost on paper
READ_FILL, OUTCOME_FILL = FINDING, "#B45309"

_TOP: dict[str, Any] = {"valign": "top", "text_wrap": True}
_INPUT: dict[str, Any] = {**_TOP, "bg_color": "#FFF9E5", "locked": False}
_RIGHT: dict[str, Any] = {"valign": "top", "align": "right"}  # formats end in "_ ": a space


def _chip(fill: str, **more: object) -> dict[str, Any]:
    return {**_TOP, "bg_color": fill, "bottom_color": "#FFFFFF", **more}


def _heading(fill: str, **more: object) -> dict[str, Any]:
    look = {"bold": True, "font_color": "#FFFFFF", "bg_color": fill, "bottom_color": fill}
    return {**look, "valign": "vcenter", "text_wrap": True, **more}


_LOOKS: dict[str, dict[str, Any]] = {
    "wrap": _TOP,
    "path": {**_TOP, "bold": True},
    "muted": {**_TOP, "font_color": MUTED},
    "masked": {**_TOP, "font_name": "Consolas", "font_color": FACT},
    "number": {**_RIGHT, "num_format": "#,##0_ "},
    "share": {**_RIGHT, "num_format": "0.0%_ "},
    "score": {**_RIGHT, "num_format": "0.00_ "},
    "time": {"valign": "top", "align": "left", "num_format": "yyyy-mm-dd hh:mm"},
    "input": _INPUT,
    "date_input": {**_INPUT, "num_format": "yyyy-mm-dd", "align": "left"},
    "alarm": {**_TOP, "bold": True, "font_color": "#9F1D20"},
    "L1": _chip(LEVEL_FILLS["L1"]),
    "L2": _chip(LEVEL_FILLS["L2"]),
    "L3": _chip(LEVEL_FILLS["L3"]),
    "L4": _chip(LEVEL_FILLS["L4"], bold=True),
    "L5": _chip(LEVEL_FILLS["L5"], bold=True, font_color="#FFFFFF"),
    "ungraded": _chip(UNGRADED_FILL, italic=True),
    "confirmed": {**_TOP, "bold": True},
    "probable": _TOP,
    "possible": {**_TOP, "italic": True, "font_color": LEGAL},
    "suppressed": {**_TOP, "font_color": MUTED, "italic": True},
    "rejected": {**_TOP, "font_color": MUTED},
    "head.fact": _heading(FACT),
    "head.fact.right": _heading(FACT, align="right", indent=1),
    "head.finding": _heading(FINDING),
    "head.finding.right": _heading(FINDING, align="right", indent=1),
    "head.legal": _heading(LEGAL),
    "title": {"font_size": 20, "bold": True, "font_color": FINDING, "bottom": 0},
    "subtitle": {"font_size": 10, "font_color": MUTED, "bottom": 0, "text_wrap": True},
    "note": {**_TOP, "italic": True, "font_color": LEGAL},
    "remark": {"italic": True, "font_color": MUTED, "bottom": 0},  # runs on over empty cells
    "banner": _chip("#9F1D20", bold=True, font_color="#FFFFFF", valign="vcenter"),
    "section": {"font_size": 12, "bold": True, "font_color": FINDING, "bottom": 2,
                "bottom_color": FINDING, "valign": "vcenter"},
    "label": {"valign": "top", "font_color": MUTED},
    "plain": {"bottom": 0},
    "total": {"bold": True, "top": 1, "valign": "top", "align": "right",
              "num_format": "#,##0_ "},
    "total_label": {"bold": True, "top": 1, "valign": "top"},
}  # fmt: skip


RIGHT_ALIGNED = frozenset({"number", "share", "score"})


def heading_over(group: str, look: str) -> str:
    """Name the look of a heading: it stands over numbers as they do."""
    return f"head.{group}.right" if look in RIGHT_ALIGNED else f"head.{group}"


class Styles:
    """The formats of one workbook, made when first asked for."""

    def __init__(self, book: Workbook, language: str) -> None:
        self._book = book
        self._base = {"font_name": FONTS[language], "font_size": 10, "font_color": INK,
                      "bottom": 1, "bottom_color": LINE}  # fmt: skip
        self._made: dict[str, Format] = {}

    def __getitem__(self, look: str) -> Format:
        """Return the format of a look."""
        if look not in self._made:
            self._made[look] = self._book.add_format({**self._base, **_LOOKS[look]})
        return self._made[look]
