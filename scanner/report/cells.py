"""Text from elsewhere, made fit for a cell: visible, bounded, and never a formula."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scanner.model import FileRef, Tally

CELL_CHARS = 32_767  # of UTF-16, what a spreadsheet cell holds
CUT = " […]"

# Controls, line separators, marks that reverse the reading direction ("gpj.exe" shown
# as "exe.jpg"), halves of characters, and what XML forbids.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
# What a spreadsheet may take for a formula when it opens a CSV file; the wide forms count
# in East Asian editions.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def printable(text: str) -> str:
    """Show every invisible or dangerous character as its escape."""
    return _INVISIBLE.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def shown(path: bytes) -> str:
    r"""Show a path: UTF-8 as text, other bytes as ``\xNN``, controls as escapes."""
    return printable(path.decode("utf-8", "backslashreplace"))


def fitted(text: str) -> str:
    """Cut a text that is too long for a cell, and mark the cut."""
    if len(text) * 2 <= CELL_CHARS:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * CELL_CHARS:
        return text
    kept = units[: 2 * (CELL_CHARS - len(CUT))]
    return kept.decode("utf-16-le", "ignore") + CUT


def inert(text: str) -> str:
    """Keep a CSV cell from becoming a formula, by a leading apostrophe."""
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def file_key(file: FileRef) -> str:
    """Name a file the same in every report, so that decisions find their way back."""
    return hashlib.blake2b(file.root + b"\0" + file.path, digest_size=16).hexdigest()


def finding_key(tally: Tally) -> str:
    """Name a finding of a file and what was shown of it, so that a judgement finds its way back."""
    facts = (tally.part, tally.field, tally.entity, tally.sample, tally.first, tally.value)
    text = "\0".join(facts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=16).hexdigest()
