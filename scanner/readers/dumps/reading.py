"""One part of a dump that is read, and proved where the next one begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.errors import Miscut
from scanner.readers.blocks import Transcriber
from scanner.readers.dumps.cut import labelled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from scanner.readers.dumps.cut import Dump
    from scanner.readers.encodings import Encoding
    from scanner.readers.headed.sql import Sql

_AHEAD = 64 << 10  # bytes read for the text after a part


@dataclass(frozen=True, slots=True)
class Reading:
    """One part of a dump that is read."""

    stream: BinaryIO
    size: int  # bytes of the file
    encoding: Encoding
    dump: Dump
    number: int  # of the part
    margin: int  # bytes of text around it that are wanted

    def margins(self) -> tuple[bytes, bytes]:
        """Return the text before the part and after it, with labels."""
        before = self._around(self.number)[0] if self.number else b""
        is_last = self.number == len(self.dump.starts)
        return before, b"" if is_last else self._around(self.number + 1)[1]

    def blocks(self, source: Transcriber) -> Iterator[bytes]:
        """Yield the part's own text with labels.

        Raises:
            Miscut: The next part begins otherwise than was guessed, or this one cannot be read
                without what stands before it.
        """
        scribe, place = self._begun()
        if self.number == len(self.dump.starts):
            yield from map(scribe.feed, source.blocks(place, self.size))
            yield scribe.rest()
            return
        following = self.dump.starts[self.number]
        yield from map(scribe.feed, source.blocks(place, following.begin))
        assumed = self.dump.scribe(self.number + 1).tables
        if not scribe.is_before_row_of(following.copy) or any(
            scribe.columns_of(name) != made for name, made in assumed.items()
        ):
            raise Miscut
        yield from map(scribe.feed, source.blocks(following.begin, following.place))

    def _begun(self) -> tuple[Sql, int]:
        """Return what reads the part's own text, and where that begins."""
        scribe = self.dump.scribe(self.number)
        if not self.number:
            return scribe, 0
        start = self.dump.starts[self.number - 1]
        labelled(self.stream, self.encoding, scribe, (start.begin, start.place))
        return scribe, start.place

    def _around(self, number: int) -> tuple[bytes, bytes]:
        """Return the text before and after the place where a part begins."""
        start, scribe = self.dump.starts[number - 1], self.dump.scribe(number)
        before = labelled(self.stream, self.encoding, scribe, (start.begin, start.place))
        stop = min(self.size, start.place + _AHEAD)
        self.stream.seek(start.place)
        ahead = self.stream.read(stop - start.place)
        source = Transcriber(self.stream, self.encoding, 0)
        after = scribe.feed(source.transcribe(ahead, is_piece=True))
        if stop == self.size:
            after += scribe.rest()
        elif len(after) < self.margin:
            raise Miscut
        return before, after
