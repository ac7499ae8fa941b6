"""Which recognizers nothing announces: neither a column's name nor a word anywhere in it.

Values that need to be announced (``ProvenRecognizer.needs``) look like any number, so most
columns are full of them.  One look at a column for the words spares a look at each value.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from recognizers.scores import WEAK_HEADER
from scanner.detect.arrow import contains
from scanner.detect.plain import wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizers.base import ProvenRecognizer
    from scanner.detect.arrays import Ints
    from scanner.detect.cells import Cells
    from scanner.detect.tokens import Tokens

Quiet = frozenset["ProvenRecognizer"]
NOBODY: Quiet = frozenset()


def unannounced(
    recognizers: Sequence[ProvenRecognizer], cells: Cells, name: str, found: Tokens, odd: Ints
) -> Quiet:
    """Return the recognizers whose needy values cannot count.

    Args:
        recognizers: With ``LENGTHS``.
        cells: What is searched.
        name: The column's name, "" where it has none.
        found: All runs of ``cells``.
        odd: Cells that hold other written forms.
    """
    silent = tuple(one for one in recognizers if one.NEED and not _is_named(one, name))
    if not silent or not _is_of_use(silent, cells, found, odd):
        return frozenset(silent)
    return NOBODY if contains(cells.as_one, _words(silent)).any() else frozenset(silent)


def _is_named(one: ProvenRecognizer, name: str) -> bool:
    return bool(name) and one.header_shift([name]) >= WEAK_HEADER


def _is_of_use(
    silent: tuple[ProvenRecognizer, ...], cells: Cells, found: Tokens, odd: Ints
) -> bool:
    """Tell whether there is a letter at all, and beside it a value a word could announce."""
    if not cells.content.size or cells.content.max() < ord("A"):
        return False
    if len(odd):
        return True
    is_all_runs = len(found.starts) <= len(cells) and found.lengths.sum() == cells.content.size
    return not is_all_runs and len(found.chosen(cells, wanted(silent)).starts) > 0


@cache
def _words(recognizers: tuple[ProvenRecognizer, ...]) -> str:
    return "|".join(dict.fromkeys(one.words.anywhere for one in recognizers))
