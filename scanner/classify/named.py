"""What a column's name, and those of its table and file, tell, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.model import Note

if TYPE_CHECKING:
    from scanner.classify.columns import Column


def header_note(column: Column) -> Note:
    """Say what the column's name tells."""
    if column.hit:
        return Note.of(f"classify.header.{column.hit.strength}", word=column.hit.word)
    if column.negative:
        return Note.of("classify.header.negative", word=column.negative)
    if column.near or column.against:
        return near_notes(column)[0]
    return Note.of("classify.header.silent" if column.has_name else "classify.header.missing")


def near_notes(column: Column) -> tuple[Note, ...]:
    """Say what the name of the file or the table tells, if anything."""
    if column.near:
        return (Note.of("classify.place.near", word=column.near),)
    return (Note.of("classify.place.against", word=column.against),) if column.against else ()
