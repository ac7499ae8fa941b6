"""What people read in a heading or a list, back to what it means; in either language."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from functools import cache

from scanner.messages import LANGUAGES, catalogue

# Headings that are looked for.  Any other column may be added, moved, hidden or deleted.
COLUMNS = (
    "decision", "reason", "reviewer", "date", "key", "base",
    "finding", "until", "finding_key", "tick", "draw",
)  # fmt: skip
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050  # 2000-01-01 to 2099-12-31
_SERIAL_ZERO = date(1899, 12, 30)  # of a spreadsheet's day numbers


def heading(text: str) -> str:
    """Return the key of a column by its heading, "" if it is none of ours."""
    return _headings().get(_plain(text), "")


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
def _choices(kind: str) -> dict[str, str]:
    named = {key.removeprefix(kind): text for key, text in catalogue().items() if _is(key, kind)}
    words = {_plain(text[language]): key for key, text in named.items() for language in LANGUAGES}
    return {**words, **{_plain(key): key for key in named}}


def _is(key: str, kind: str) -> bool:
    return key.startswith(kind)


def _plain(text: str) -> str:
    """Forget what programs and people change: width, case, blanks, line ends."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
