"""What a long line holds does not depend on where it is cut."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from scanner.detect import seams
from scanner.detect.cells import PAD, Cells
from scanner.detect.finder import finder
from scanner.detect.lines import LONG_LINE, of_lines
from scanner.readers.text import windows

if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner.detect.matches import Findings

CHANCE = Random(7)
SIGNS = "abcdefgh0123456789{}|>,;<[]=#@!"


def password(_number: int) -> str:
    return f'"password":"a1{"".join(CHANCE.choices(SIGNS, k=20))}"'


def point(_number: int) -> str:
    return f"坐标[{113 + CHANCE.random():.6f},{22 + CHANCE.random():.6f}]"


def mailbox(number: int) -> str:
    return f"zhang{number}[at]example.com"


def person(number: int) -> str:
    return f'{{"姓名":"张伟{"明" * (number % 2)}","电话":"138{number:08}","备注":"|{{>"}}'


def any_of_them(number: int) -> str:
    return CHANCE.choice((password, point, mailbox, person))(number)


def seen(found: Findings) -> set[tuple[str, int, int, bool, float]]:
    return {
        (match.entity, *row)
        for match in found.matches
        for row in zip(
            match.starts.tolist(),
            match.stops.tolist(),
            match.valid.tolist(),
            match.scores.round(6).tolist(),
            strict=True,
        )
    }


@pytest.mark.parametrize(
    ("make", "between"),
    [
        *((password, ";"), (point, ","), (mailbox, ";"), (person, ","), (any_of_them, ",")),
        *((any_of_them, " "), (any_of_them, "} {")),
    ],
)
def test_findings_are_those_of_the_whole_line(make: Callable[[int], str], between: str) -> None:
    pieces: list[str] = []
    while sum(map(len, pieces)) < 2.5 * LONG_LINE:
        pieces += [make(number) for number in range(len(pieces), len(pieces) + 100)]
    text = f"前一行\n{between.join(pieces)}\nlast".encode()
    cells = of_lines(text)
    lines = [PAD, PAD + text.index(b"\n") + 1, PAD + text.rindex(b"\n") + 1, PAD + len(text)]

    assert len(seams.cuts_of(cells)) >= 2
    whole = finder("zh").find(Cells(cells.buffer, np.array(lines)), one_text=True)
    assert seen(seams.find(finder("zh"), cells)) == seen(whole)


@pytest.mark.parametrize("before", range(0, 5_000, 700))
def test_a_long_token_at_the_border_of_two_windows_is_found_once(before: int) -> None:
    head, signature = ("eyJhbGciOiJIUzI1NiJ9", "x9" * 22)
    token = f"{head}.eyJ{'aZ3' * 1_200}.{signature}"
    words = "lorem ipsum dolor " * 4_000
    text = f"{words[: 20_000 - before]} {token} {words}".encode()
    owned = 0
    for chunk in windows(iter([text]), 20_000):
        cells = of_lines(chunk.data, chunk.room)
        moved = int(cells.bounds[0]) - chunk.room[0]
        for match in finder("zh").find(cells, one_text=True).matches:
            mine = (match.starts >= chunk.start + moved) & (match.starts < chunk.stop + moved)
            owned += int((match.valid & mine).sum()) if match.entity == "ACCESS_KEY" else 0
    assert owned == 1


def test_short_lines_are_not_cut() -> None:
    text = b"a,b;c\n" * 20_000
    assert not len(seams.cuts_of(of_lines(text)))
