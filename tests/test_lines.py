"""A text as cells, one a line, and which lines those are: against Python's own splitting."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scanner.detect import lines
from scanner.detect.cells import PAD, TAIL, Cells
from scanner.detect.lines import LONG_LINE, of_lines

PIECES = st.sampled_from(("a", "\n", "\r\n", "，", "x" * 63, "x" * 64, "," + "y" * 2000, "\n" * 65))
TEXTS = st.lists(PIECES, max_size=30).map(lambda pieces: "".join(pieces).encode())
ROOMS = st.sampled_from(((0, 0), (PAD, TAIL), (PAD + 1, TAIL + 70), (0, TAIL), (PAD, 0)))


def shown(cells: Cells) -> list[bytes]:
    return [
        cells.buffer[start:stop].tobytes()
        for start, stop in zip(cells.bounds, cells.bounds[1:], strict=False)
    ]


@given(TEXTS, ROOMS)
def test_cells_are_lines_or_pieces_of_long_ones(text: bytes, room: tuple[int, int]) -> None:
    cells = of_lines(b"\n" * room[0] + text + b"\n" * room[1], room)
    begin = int(cells.bounds[0])
    ends = {begin + place + 1 for place in range(len(text)) if text[place] == 0x0A}

    assert begin >= PAD
    assert len(cells.buffer) - cells.bounds[-1] >= TAIL
    assert b"".join(shown(cells)) == text
    assert ends <= {*cells.bounds.tolist()}
    if max(map(len, text.split(b"\n"))) < LONG_LINE:
        assert [line.removesuffix(b"\n") for line in shown(cells)] == text.split(b"\n")


@given(TEXTS, ROOMS, st.data())
def test_lines_are_counted_where_they_end_and_where_they_begin(
    text: bytes, room: tuple[int, int], data: st.DataObject
) -> None:
    cells = of_lines(b"\n" * room[0] + text + b"\n" * room[1], room)
    begin = int(cells.bounds[0])
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    begins = [0, *(place + 1 for place in range(len(text)) if text[place] == 0x0A)]
    says = [at for at in begins if first <= at < last and text[at : at + 1] not in b"\r\n"]

    assert lines.counted(cells, begin + first, begin + last) == (
        text[first:last].count(b"\n"),
        len(says),
    )
    which = np.arange(len(cells))
    assert lines.before(cells, which).tolist() == [
        text[: start - begin].count(b"\n") for start in cells.bounds[:-1]
    ]
