"""The first look at a file: what it is, and how it will be read."""

from __future__ import annotations

import os
import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.errors import Unreadable, Unsupported
from scanner.model import Layout, Note
from scanner.readers import delimited, dumps, genres, kinds, text
from scanner.readers.blocks import Transcriber
from scanner.readers.delimited import dialect, splitting
from scanner.readers.encodings import sense

if TYPE_CHECKING:
    from typing import BinaryIO

    from scanner.model import FileRef, ScanPlan
    from scanner.readers.encodings import Encoding

_HEAD = 64 << 10  # bytes looked at
_LONGEST_LINE = 1 << 20  # bytes looked at to see the first line whole
_PLAIN = "text"  # of no kind that its name or its beginning tells


def inspect(stream: BinaryIO, file: FileRef, plan: ScanPlan, *, surely: bool = False) -> Layout:
    """Decide by content how the open file is read, and in which parts.

    Args:
        stream: The open file.
        file: As it was listed.
        plan: Of the scan.
        surely: Guess no place to cut: a guess was refuted.

    Raises:
        Encrypted: It needs a password or key.
        Unsupported: It has no reader yet; the note names its format.
        Unreadable: It is broken.
    """
    stream.seek(0)
    head = stream.read(_HEAD)
    if bool(head) != bool(file.size):  # emptied or filled since it was listed
        raise Unreadable("readers.changed")
    if not head:
        return Layout(genres.genre("", _extension(file)), "text")
    if kinds.is_parquet(head, stream, file.size):
        from scanner.readers import parquet  # loads much that nothing else needs

        return parquet.inspect(stream, file, plan)
    kinds.refuse_unread(head, stream, file.size)
    encoding = sense(stream, file.size)
    if encoding is None:
        raise Unsupported("readers.binary")
    return _look(stream, file, encoding).layout(stream, plan, surely=surely)


@dataclass(frozen=True, slots=True)
class _Look:
    """The beginning of a text, and what is known of the file."""

    size: int
    extension: str
    encoding: Encoding
    sample: str
    is_whole: bool

    def layout(self, stream: BinaryIO, plan: ScanPlan, *, surely: bool) -> Layout:
        """Decide between table and running text."""
        genre = genres.genre(self.sample, self.extension)
        if genres.is_structured(genre):
            return self._prose(stream, plan, genre, surely=surely)
        found = dialect.sniff(self.sample, self.extension, is_whole=self.is_whole)
        width = max(dialect.count_columns(self.sample), found.width if found else 0)
        if width > dialect.MAX_COLUMNS:
            too_wide = Note.of("delimited.too_wide", limit=dialect.MAX_COLUMNS)
            return self._prose(stream, plan, genre, *([too_wide] if genre == _PLAIN else []))
        if not found:
            return self._prose(stream, plan, genre)
        table, notes = delimited.table_of(found, self.sample, self.encoding)
        parts, is_guess = splitting.parts(stream, self.size, table, plan.part_bytes, surely=surely)
        name = "tsv" if found.delimiter == "\t" else "csv"
        details = pickle.dumps(table)
        return Layout(
            name, "delimited", self.encoding.name, notes, parts, details, is_guess=is_guess
        )

    def _prose(
        self, stream: BinaryIO, plan: ScanPlan, genre: str, *notes: Note, surely: bool = False
    ) -> Layout:
        has_encoded, dump = genres.has_encoded_parts(self.sample), None
        if genre == "sql" and not surely:
            step = plan.part_bytes
            dump = dumps.guess(stream, self.size, self.encoding, step, text.MARGIN)
        prose = text.Prose(self.encoding, genre, has_encoded, dump)
        parts = text.parts(stream, self.size, prose, plan.part_bytes)
        details, is_guess = pickle.dumps(prose), dump is not None
        return Layout(genre, "text", self.encoding.name, notes, parts, details, is_guess=is_guess)


def _look(stream: BinaryIO, file: FileRef, encoding: Encoding) -> _Look:
    """Read the beginning of a text, long enough to see its first line whole."""
    sample, is_whole = b"", True
    for block in Transcriber(stream, encoding, _HEAD).blocks(0, file.size):
        sample += block
        has_line = b"\n" in sample or b"\r" in sample
        if len(sample) > (_HEAD if has_line else _LONGEST_LINE):
            is_whole = False
            break
    return _Look(file.size, _extension(file), encoding, sample.decode(), is_whole)


def _extension(file: FileRef) -> str:
    name = os.fsdecode(os.path.basename(file.path))
    return os.path.splitext(name)[1].lower().removeprefix(".")
