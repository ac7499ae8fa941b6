"""Bounded pieces of a file as UTF-8, whatever it is written in.

A block ends at a line end; only a line of more than ``LONG_LINE`` is cut, and then after
a byte that ends a character and an escape.  So where a block ends changes nothing in it.
What is not valid in the file's encoding is tried, line by line, as UTF-8 and GB18030;
what fits nothing becomes U+FFFD and is counted as lost.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scanner.chunks import Loss
from scanner.model import Note
from scanner.readers import mixed, pairs
from scanner.readers.ahead import announce
from scanner.readers.encodings import UNSAFE, Encoding
from scanner.readers.mixed import LONG_LINE, is_utf8
from scanner.readers.records import first_line_end, last_line_end

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_STUCK = 1 << 20  # bytes without a place to cut; then any place must do
_LINE = re.compile(rb"[^\n\r]*[\n\r]*")
_WORD = re.compile(rb"[^\x00-\x2f]+")
_LONGEST_CHARACTER = 4  # bytes
_ESCAPED = re.compile("[\udc80-\udcff]+")


@dataclass(slots=True)
class Transcriber:
    """Reads one file, or a part of it, as blocks of UTF-8, and counts what is lost."""

    stream: BinaryIO
    encoding: Encoding
    size: int  # bytes to read at a time
    lost: int = field(default=0, init=False)  # bytes that were valid in no encoding

    def blocks(self, start: int, stop: int) -> Iterator[bytes]:
        """Yield the file's bytes from ``start`` to ``stop`` as UTF-8."""
        start = max(start, self.encoding.mark)
        if self.encoding.is_wide:
            yield from self._wide_blocks(start, stop)
            return
        blocks = _raw_blocks(self.stream, start, stop, self.encoding.codec, self.size)
        for block, is_piece in blocks:
            yield self.transcribe(block, is_piece=is_piece)

    def transcribe(self, block: bytes, *, is_piece: bool) -> bytes:
        """Return a block as UTF-8; ``is_piece`` says it is a piece of one long line."""
        codec = self.encoding.codec
        if is_utf8(block) if codec == "utf-8" else block.isascii():
            return block
        if codec == "utf-8":
            return self._repair(block, is_piece=is_piece)
        done, place = list[bytes](), 0
        for start, stop in mixed.lines(block, is_piece=is_piece):
            done.append(self._decoded(block[place:start], is_piece=is_piece))
            done.append(self._repair(block[start:stop], is_piece=is_piece))
            place = stop
        done.append(self._decoded(block[place:], is_piece=is_piece))
        return b"".join(done)

    def losses(self) -> Iterator[Loss]:
        """Yield what was lost, once all is read."""
        if self.lost:
            yield Loss(Note.of("readers.undecodable", size=self.lost), self.lost)

    def _decoded(self, block: bytes, *, is_piece: bool) -> bytes:
        """Return text without UTF-8 in it as UTF-8."""
        codec = self.encoding.codec
        if codec in pairs.CODECS and len(block) >= pairs.SHORTEST:
            done = pairs.as_utf8(block, codec)
            if done is not None:
                return done
        try:
            return block.decode(codec).encode()
        except UnicodeDecodeError:
            return self._repair(block, is_piece=is_piece)

    def _repair(self, block: bytes, *, is_piece: bool) -> bytes:
        if is_piece:
            return _WORD.sub(self._repair_word, block)
        return _LINE.sub(self._repair_line, block)

    def _repair_line(self, match: re.Match[bytes]) -> bytes:
        line = match[0]
        if line.isascii():
            return line
        fitted = mixed.fit(line, self.encoding.codec) if len(line) <= LONG_LINE else None
        return _WORD.sub(self._repair_word, line) if fitted is None else fitted

    def _repair_word(self, match: re.Match[bytes]) -> bytes:
        word = match[0]
        fitted = word if word.isascii() else mixed.fit(word, self.encoding.codec)
        return self._replace(word) if fitted is None else fitted

    def _replace(self, word: bytes) -> bytes:
        """Put U+FFFD where bytes fit no encoding, and count them."""
        try:
            text = word.decode(self.encoding.codec, "surrogateescape")
        except UnicodeDecodeError:  # GB18030 and an ASCII byte in a wrong place
            text = word.decode("utf-8", "surrogateescape")
        self.lost += sum(len(run) for run in _ESCAPED.findall(text))
        return _ESCAPED.sub("\ufffd", text).encode()

    def _wide_blocks(self, start: int, stop: int) -> Iterator[bytes]:
        decoder = codecs.getincrementaldecoder(self.encoding.codec)("replace")
        kept = ""
        self.stream.seek(start)
        while start < stop:
            data = self.stream.read(min(max(self.size, LONG_LINE), stop - start))
            start = start + len(data) if data else stop
            text = decoder.decode(data, final=start >= stop)
            self.lost += 2 * text.count("\ufffd")
            kept += text
            cut = len(kept) if start >= stop else _cut_text(kept)
            yield kept[:cut].encode()
            kept = kept[cut:]


def _raw_blocks(
    stream: BinaryIO, start: int, stop: int, codec: str, size: int
) -> Iterator[tuple[bytes, bool]]:
    """Yield blocks, and whether each is a piece of one long line instead of whole lines."""
    stream.seek(start)
    kept, is_inside = b"", False
    while start < stop or kept:
        fresh = stream.read(_to_line_end(stream, start, stop, size))
        start = start + len(fresh) if fresh else stop
        announce(stream, start, size)
        kept += fresh
        cut = -1
        while kept and cut:
            cut, is_piece, is_inside = _cut(kept, codec, is_inside=is_inside, is_last=start >= stop)
            if cut:
                yield kept[:cut], is_piece
                kept = kept[cut:]


def _to_line_end(stream: BinaryIO, start: int, stop: int, size: int) -> int:
    """Return how much to read: then a line is complete, most often, and nothing cut and copied."""
    if stop - start <= size:
        return stop - start
    stream.seek(start + size)
    rest = stream.readline(min(LONG_LINE, stop - start - size))
    stream.seek(start)
    return size + len(rest)


def _cut(kept: bytes, codec: str, *, is_inside: bool, is_last: bool) -> tuple[int, bool, bool]:
    """Return where to cut (0: read on), whether that is a piece, and what the rest begins in."""
    if not is_inside:
        end = last_line_end(kept, len(kept))
        if is_last and (not end or len(kept) - end <= LONG_LINE):
            end = len(kept)
        if end or len(kept) <= LONG_LINE:
            return end, False, False
    if end := first_line_end(kept):
        return end, True, False
    end = len(kept) if is_last else len(kept.rstrip(UNSAFE))
    if not end and len(kept) > _STUCK:
        end = _whole_characters(kept, codec)
    return end, True, True


def _whole_characters(kept: bytes, codec: str) -> int:
    """Return where the last character that is complete ends."""
    try:
        kept.decode(codec)
    except UnicodeDecodeError as problem:
        return problem.start if len(kept) - problem.start < _LONGEST_CHARACTER else len(kept)
    return len(kept)


def _cut_text(kept: str) -> int:
    """Return where to cut decoded text: after a line, in a long line after a word."""
    end = max(kept.rfind("\n"), kept.rfind("\r")) + 1
    if not end and len(kept) > LONG_LINE:
        end = max(kept.rfind(sign) for sign in ' ,;\t">') + 1
    return end or (len(kept) if len(kept) > _STUCK else 0)
