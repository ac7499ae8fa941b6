"""What people read in a heading or a list, back to what it means; in either language."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from scanner.messages import LANGUAGES, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable

# Headings that are looked for.  Any other column may be added, moved, hidden or deleted.
COLUMNS = (
    "path", "decision", "reason", "reviewer", "date", "key", "base",
    "finding", "until", "finding_key", "tick", "draw",
)  # fmt: skip
# The sheets that people fill in, by the column that makes them so, with all their headings.
_SHEETS = {"decision": "inventory", "finding": "fields", "tick": "spot_check"}
_ALL = {
    "decision": "path outcome format size modified owner mode everyone level categories entities "
    "possible why measure copies decision reason reviewer date review decided_by key base",
    "finding": "path part field entity verdict field_level matched count distinct non_null share "
    "score field_why category rule basis sample first finding reason reviewer until entity_code "
    "key finding_key base",
    "tick": "path level entities why tick reason reviewer date draw key",
}
_NUMBERED = re.compile(r"[\s_(（]*[0-9]*[)）]?$")  # "Inventory 2", "Inventory (2)", "Inventory_2"
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050  # 2000-01-01 to 2099-12-31
_SERIAL_ZERO = date(1899, 12, 30)  # of a spreadsheet's day numbers


def heading(text: str) -> str:
    """Return the key of a column by its heading, "" if it is none of ours."""
    return _headings().get(_plain(text), "")


def named_like(sheet: str) -> str:
    """Return which of the sheets to be filled in has this name, by its column; "" if none has."""
    return _names().get(_plain(_NUMBERED.sub("", sheet)), "")


def headed_like(row: Iterable[str]) -> str:
    """Return which of them a row of headings is meant for, also if some are gone; "" for none.

    Most of its headings are there, or a decision beside a file.
    """
    there = {_plain(text) for text in row} - {""}
    for column, headings in _all_headings():
        if 2 * len(there & headings) > len(headings):
            return column
    known = {heading(text) for text in there}
    return next((column for column in _SHEETS if {"path", column} <= known), "")


def titles(columns: Iterable[str]) -> str:
    """Name columns in every language: it is not known who reads which."""
    words = catalogue()
    named = (words[f"report.column.{key}"] for key in columns)
    return ", ".join(" / ".join(one[language] for language in LANGUAGES) for one in named)


def choice(kind: str, text: str) -> str | None:
    """Return what an entry of a list means, None if the list has no such entry.

    Args:
        kind: Beginning of the entries' keys: "report.decision."
        text: As it stands in the cell.
    """
    return _choices(kind).get(_plain(text))


def day(text: str) -> str | None:
    """Return a date in ISO form, "" for none, None for what is no date or could be two."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return ""
    if plain.isdecimal() and _FIRST_SERIAL <= int(plain[:6]) <= _LAST_SERIAL:
        return (_SERIAL_ZERO + timedelta(days=int(plain))).isoformat()
    for sign in "年月/.":
        plain = plain.replace(sign, "-")
    parts = plain.removesuffix("日").split("T")[0].split(" ")[0].split("-")
    try:
        # Only with the year first is the order of day and month beyond doubt.
        year, month, day_ = (int(part) for part in parts)
        return date(year, month, day_).isoformat()
    except ValueError:
        return None


@cache
def _headings() -> dict[str, str]:
    words = catalogue()
    return {
        _plain(words[f"report.column.{key}"][language]): key
        for key in COLUMNS
        for language in LANGUAGES
    }


@cache
def _names() -> dict[str, str]:
    words = catalogue()
    return {
        _plain(words[f"report.sheet.{sheet}"][language]): column
        for column, sheet in _SHEETS.items()
        for language in LANGUAGES
    }


@cache
def _all_headings() -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the headings of each sheet, in one language and in the other."""
    words = catalogue()
    return tuple(
        (column, frozenset(_plain(words[f"report.column.{key}"][lang]) for key in keys.split()))
        for lang in LANGUAGES
        for column, keys in _ALL.items()
    )


@cache
def _choices(kind: str) -> dict[str, str]:
    named = {key.removeprefix(kind): text for key, text in catalogue().items() if _is(key, kind)}
    words = {_plain(text[language]): key for key, text in named.items() for language in LANGUAGES}
    return {**words, **{_plain(key): key for key in named}}


def _is(key: str, kind: str) -> bool:
    return key.startswith(kind)


def _plain(text: str) -> str:
    """Forget what programs and people change: width, case, blanks, line ends."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
