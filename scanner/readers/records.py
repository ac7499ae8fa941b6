"""Where the records of delimited text end, with quotes respected.

The rules are those of Python's ``csv.reader``: a quote opens only at the beginning of a
field; doubled, it stands for itself; after the closing one, quotes are plain characters.
A quote that does not close within ``LONGEST`` bytes, or before the end of the file, is a
plain character too: nothing is swallowed.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from scanner.readers.encodings import UNSAFE
from scanner.readers.quotes import last_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    Places = NDArray[np.int64]

LONGEST = 64 << 20  # bytes of one record
# A limit of the whole process: a field may be as long as a record.
csv.field_size_limit(LONGEST)

_QUOTE = ord('"')
_LINE_ENDS = b"\r\n"
_CONTINUATIONS = bytes(range(0x80, 0xC0))


@dataclass(frozen=True, slots=True)
class Records:
    """Some whole records; ``is_literal`` says that their quotes are plain characters."""

    data: bytes = field(repr=False)
    is_literal: bool = False


def records(blocks: Iterable[bytes], delimiter: bytes, longest: int = LONGEST) -> Iterator[Records]:
    """Regroup blocks, the first of which begins a record, into whole records."""
    kept, waiting, wanted = b"", list[bytes](), 0
    for block, is_last in to_the_last(blocks):
        waiting.append(block)
        wanted -= len(block)
        if wanted > 0:  # a long record: look again when there is twice as much of it
            continue
        kept, waiting = _together(kept, waiting), []
        if is_last and len(kept) < longest:  # a last line without an end needs no piece of its own
            break
        while (end := _whole(kept, delimiter, longest)) or len(kept) >= longest:
            yield (
                Records(kept[:end])
                if end
                else Records(kept[: _forced(kept, longest)], is_literal=True)
            )
            kept = kept[end or _forced(kept, longest) :]
        wanted = min(len(kept), longest - len(kept))
    yield from _last(_together(kept, waiting), delimiter)


def to_the_last(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield blocks, and whether none follows."""
    coming = iter(blocks)
    block = next(coming, None)
    while block is not None:
        following = next(coming, None)
        yield block, following is None
        block = following


def _together(kept: bytes, waiting: list[bytes]) -> bytes:
    """Join blocks; the usual one block is not copied."""
    return b"".join((kept, *waiting)) if kept or len(waiting) > 1 else b"".join(waiting)


def _whole(kept: bytes, delimiter: bytes, longest: int) -> int:
    return record_end(kept if len(kept) <= longest else kept[:longest], delimiter)


def _forced(kept: bytes, longest: int) -> int:
    """Return where to cut a record that is too long: after a line, else after a word."""
    window = kept[:longest]
    end = last_line_end(window, longest)
    return end or len(window.rstrip(UNSAFE)) or _character_end(kept, longest)


def _character_end(data: bytes, end: int) -> int:
    """Return where the last character before ``end`` ends, in UTF-8."""
    while end < len(data) and data[end] in _CONTINUATIONS:
        end -= 1
    return end


def _last(data: bytes, delimiter: bytes) -> Iterator[Records]:
    """Yield what is left at the end of the file."""
    end = record_end(data, delimiter)
    if len(quote_bounds(data[end:], delimiter)) % 2 == 0:
        end = len(data)
    if end:
        yield Records(data[:end])
    if data[end:]:
        yield Records(data[end:], is_literal=True)


def record_end(data: bytes, delimiter: bytes) -> int:
    """Return where the last whole record of ``data`` ends, 0 if none does."""
    if data.find(b'"') < 0:
        return last_line_end(data, len(data))
    counted = last_end(data, delimiter[0]) if len(delimiter) == 1 else None
    if counted is not None:
        return counted
    quotes = np.fromiter(_bounds_one_by_one(data, delimiter), np.int64)
    end = len(data)
    while end:
        end = last_line_end(data, end)
        before = int(np.searchsorted(quotes, end - 1))
        if before % 2 == 0:
            return end
        end = int(quotes[before - 1])
    return 0


def first_line_end(data: bytes) -> int:
    """Return where the first line ends, 0 if none does."""
    feed = data.find(b"\n")
    back = data.find(b"\r", 0, feed if feed >= 0 else len(data))
    return (feed if back < 0 or back + 1 == feed else back) + 1


def last_line_end(data: bytes, stop: int) -> int:
    """Return where the last line that ends before ``stop`` does, 0 if none."""
    after = data.rfind(b"\n", 0, stop) + 1
    return max(after, data.rfind(b"\r", after, stop) + 1)  # most often there is none to look for


def quote_bounds(data: bytes, delimiter: bytes) -> Places:
    """Return quote places such that what follows an odd number of them is quoted."""
    if data.find(b'"') < 0:
        return np.empty(0, np.int64)
    quotes = np.flatnonzero(np.frombuffer(data, np.uint8) == _QUOTE)
    if len(delimiter) == 1 and is_well_formed(data, quotes, delimiter):
        return quotes
    return np.fromiter(_bounds_one_by_one(data, delimiter), np.int64)


def is_well_formed(data: bytes, quotes: Places, delimiter: bytes) -> bool:
    """Tell whether quotes stand at the edges of fields only, or in pairs.

    Then every second quote closes, and counting them tells what is quoted.
    """
    view = np.frombuffer(data, np.uint8)
    edges = np.zeros(256, bool)
    edges[list(_LINE_ENDS + delimiter[-1:])] = True
    opening, closing = quotes[0::2], quotes[1::2]
    opens = (opening == 0) | edges[view[opening - 1]]
    opens[1:] |= opening[1:] == closing[: len(opening) - 1] + 1
    edges[:] = False
    edges[list(_LINE_ENDS + delimiter[:1])] = True
    closes = (closing + 1 == len(data)) | edges[view[np.minimum(closing + 1, len(data) - 1)]]
    closes[: len(opening) - 1] |= closing[: len(opening) - 1] + 1 == opening[1:]
    return bool(opens.all() and closes.all())


def _bounds_one_by_one(data: bytes, delimiter: bytes) -> Iterator[int]:
    opener = _opener(delimiter)
    match = opener.search(data)
    while match:
        yield match.start()
        end = _CLOSER.match(data, match.end())
        if not end:
            return
        yield end.end() - 1
        match = opener.search(data, end.end())


# Possessive: a doubled quote is never taken apart to find a closing one.
_CLOSER = re.compile(rb'[^"]*+(?:""[^"]*+)*+"')


@cache
def _opener(delimiter: bytes) -> re.Pattern[bytes]:
    edge = re.escape(delimiter)
    return re.compile(rb"(?:(?<=" + edge + rb')|(?<=[\r\n])|(?<![\s\S]))"')
