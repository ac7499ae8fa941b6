"""Running text in bounded pieces, cut so that no finding is lost or doubled.

Each piece owns the findings that begin in [start, stop) and has ``MARGIN`` bytes of
text on both sides, so that they are complete and stand in their context.  A big file
is split in parts, each of which reads the margins across its ends itself.
"""

from __future__ import annotations

import pickle
import re
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from recognizers import words
from scanner.chunks import ROOM, Loss, TextChunk
from scanner.model import Layout, Note, Part
from scanner.readers import dumps, escapes, headed
from scanner.readers.blocks import Transcriber
from scanner.readers.encodings import SAFE, UNSAFE, Encoding
from scanner.readers.records import to_the_last

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from scanner.model import FileRef, ScanPlan
    from scanner.readers.dumps import Dump

MARGIN = 4096  # bytes of UTF-8 around what a piece owns: tokens and keys are long
_AROUND = 32 << 10  # bytes of the file read for a margin; escapes may take six bytes a character
_SEARCH = 1 << 20  # bytes to look at for a place to cut
_CONTINUATIONS = bytes(range(0x80, 0xC0))  # of UTF-8
_LFS = (0x0A, 0x0A, 0x0A)  # as ``words.count_of`` takes signs
_SAFE = re.compile(b"[" + re.escape(SAFE) + b"]")


@dataclass(frozen=True, slots=True)
class Prose:
    """What inspection decided of a text."""

    encoding: Encoding
    genre: str
    has_encoded_parts: bool = False
    dump: Dump | None = None  # how one is cut, if that could be guessed


def read(
    stream: BinaryIO, file: FileRef, layout: Layout, part: Part, plan: ScanPlan
) -> Iterator[TextChunk | Loss]:
    """Yield the pieces of a part of a text.

    Raises:
        Miscut: Its end was guessed, and is none of a statement.
    """
    prose: Prose = pickle.loads(layout.details)  # noqa: S301 -- of another worker of ours
    source = Transcriber(stream, prose.encoding, plan.window_bytes)
    if prose.dump:
        one = dumps.Reading(stream, file.size, prose.encoding, prose.dump, part.index, MARGIN)
        (before, after), blocks = one.margins(), one.blocks(source)
        before, after = _nearest(before, after)
    else:
        before, after = _margins(stream, file, prose, part)
        blocks = headed.with_labels(source.blocks(part.start, part.stop), prose.genre, file.size)
    own = (escapes.resolve(block, prose.genre) for block in blocks)
    yield from windows(own, plan.window_bytes, before, after)
    yield from source.losses()
    if prose.has_encoded_parts and part.index == 0:
        yield Loss(Note.of("text.encoded_parts"))


def windows(
    blocks: Iterable[bytes], size: int, before: bytes = b"", after: bytes = b""
) -> Iterator[TextChunk]:
    """Slide over text; ``before`` and ``after`` are its margins, which it does not own.

    A piece owns about ``size`` bytes, but never so few that it is all margin.
    """
    size = max(size, MARGIN // 4)
    least = max(size - 4 * MARGIN, MARGIN // 4)  # a block of ``size`` is one piece
    window = _Window(before)
    for block, is_last in to_the_last(blocks):
        window.append(block)
        while window.end - MARGIN - window.start >= (size + MARGIN if is_last else least):
            yield window.piece(window.stop_near(min(window.end - MARGIN, window.start + size)))
    if window.end > window.start:
        stop = window.end
        window.append(after)
        yield window.piece(stop)


@dataclass(slots=True)
class _Window:
    """The text between what is done with and what is not yet read, with ``ROOM`` around it.

    So it is copied once, when a block is added, and then examined where it is.
    """

    data: bytes
    start: int = 0
    line: int = 1

    def __post_init__(self) -> None:
        self.data = b"".join((bytes(ROOM), self.data, bytes(ROOM)))
        self.start = self.end
        self.line = 1 - _count_lines(self.data, self.start)

    @property
    def end(self) -> int:
        """Return where the text ends."""
        return len(self.data) - ROOM

    def append(self, block: bytes) -> None:
        """Add text."""
        self.data = b"".join((self.data[: self.end], block, bytes(ROOM)))

    def stop_near(self, limit: int) -> int:
        """Return where to stop at most: after a line, else after a word or a character."""
        end = self.data.rfind(b"\n", self.start, limit) + 1
        if not end:
            end = len(self.data[:limit].rstrip(UNSAFE))
        return end if end > self.start else _boundary(self.data, limit)

    def piece(self, stop: int) -> TextChunk:
        """Return the piece that ends at ``stop``, and move on."""
        reach = _boundary(self.data, min(self.end, stop + MARGIN))
        room = (ROOM, len(self.data) - reach)
        chunk = TextChunk("", self.data, self.start, stop, self.line, room)
        keep = _boundary(self.data, max(ROOM, stop - MARGIN))
        self.line += _count_lines(self.data, keep)
        self.data, self.start = bytes(ROOM) + self.data[keep:], stop - keep + ROOM
        return chunk


def _count_lines(data: bytes, stop: int) -> int:
    """Return how many line ends stand before a place."""
    return int(words.count_of(np.frombuffer(data, np.uint8), 0, stop, _LFS))


def parts(stream: BinaryIO, size: int, prose: Prose, part_bytes: int) -> tuple[Part, ...]:
    """Split a big file after lines, or in a long line after a byte that ends a word."""
    encoding, bounds = prose.encoding, [0]
    if prose.dump:
        bounds += [start.place for start in prose.dump.starts]
    is_one = encoding.is_wide or prose.genre in headed.GENRES
    while not is_one and size - bounds[-1] > 2 * part_bytes:
        bounds.append(_place_to_cut(stream, bounds[-1] + part_bytes, encoding))
    bounds += [size] if bounds[-1] < size else []
    return tuple(Part(index, *span) for index, span in enumerate(pairwise(bounds)))


def _place_to_cut(stream: BinaryIO, start: int, encoding: Encoding) -> int:
    """Return the first good place to cut at or after ``start``, else the end of the file."""
    while True:
        stream.seek(start)
        data = stream.read(_SEARCH)
        end = data.find(b"\n") + 1
        if not end and (match := _SAFE.search(data)):
            end = match.end()
        if not end and encoding.codec == "utf-8":
            end = len(data) - len(data.lstrip(_CONTINUATIONS))
            return start + end
        if end or not data:
            return start + end
        start += len(data)


def _margins(stream: BinaryIO, file: FileRef, prose: Prose, part: Part) -> tuple[bytes, bytes]:
    """Read what stands before and after a part.

    Far more is read than is kept, so a character cut at the far end does not matter.
    """
    begin = max(prose.encoding.mark, part.start - _AROUND)
    before = _transcribed(_read(stream, begin, part.start), prose)
    after = _transcribed(_read(stream, part.stop, min(file.size, part.stop + _AROUND)), prose)
    return _nearest(before, after)


def _nearest(before: bytes, after: bytes) -> tuple[bytes, bytes]:
    """Return as much of two texts around a part as is wanted."""
    left = _boundary(before, max(0, len(before) - MARGIN))
    return before[left:], after[: _boundary(after, min(len(after), MARGIN))]


def _read(stream: BinaryIO, start: int, stop: int) -> bytes:
    if start >= stop:
        return b""
    stream.seek(start)
    return stream.read(stop - start)


def _transcribed(piece: bytes, prose: Prose) -> bytes:
    source = Transcriber(BytesIO(), prose.encoding, 0)
    return escapes.resolve(source.transcribe(piece, is_piece=True), prose.genre)


def _boundary(data: bytes, place: int) -> int:
    """Move left to where a character begins."""
    while 0 < place < len(data) and data[place] in _CONTINUATIONS:
        place -= 1
    return place
