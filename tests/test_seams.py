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


def test_short_lines_are_not_cut() -> None:
    text = b"a,b;c\n" * 20_000
    assert not len(seams.cuts_of(of_lines(text)))
