"""E-mail addresses amid texts: what the loop tells for certain is what the expressions find."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from recognizers.bare import INVISIBLE
from recognizers.fold import FOLDS, fold
from recognizers.world.email import EmailAddressRecognizer
from scanner.detect.amid import surely
from scanner.detect.lines import of_lines
from scanner.detect.signs import LEADS, TRAILS
from scanner.detect.written import Writing

EMAIL = EmailAddressRecognizer()
PIECES = st.one_of(
    st.sampled_from(
        "a@b.com wang@qq.com zhang.li@mail.example.cn 1@2.org a..b@c.cn a@b-c.com A@B.CoM a@b.c"
        " a@b.com.. @ at #at# (at) [At] （at） ＃ ＠ ｚ Ａ － ． ， 。 “ 张伟 é £ "
        "\U0001f600 . - _ + ( ) [ ]"
        " # 0 x （ ） ［ ］ ((a@b.com)) a@b.com@c.com x.com".split(" ")
    ),
    st.sampled_from([*LEADS, *INVISIBLE, "\u3000", "\n", " ", "a" * 64 + "@b.com", "b" * 70]),
    st.sampled_from([chr(code) for code in FOLDS]),
    st.text(max_size=3),
)
TEXTS = st.lists(PIECES, max_size=9).map("".join)


@settings(max_examples=500, deadline=None)
@given(TEXTS)
@example("＠a@b.com")
@example("x＠b.com a@b.com")
@example("x（at）b.com a@b.com")
@example("a@b.com" + "x" * 70 + "（ａt）")
@example("\u200ba@b.com\u200b")
def test_what_is_certain_is_what_the_expressions_find(text: str) -> None:
    lines = [line + "\n" for line in text.split("\n")]
    cells = of_lines("".join(lines).encode("utf-8", "replace"))
    found, left = surely(EMAIL, cells, np.arange(len(cells)))

    for number in {*range(len(cells))} - {*left.tolist()}:
        writing, begin = Writing(cells.text(number)), int(cells.bounds[number])
        spans = [(start, stop) for start, stop, *_ in sorted(EMAIL.spans(writing.folded))]
        mine = found.cells == number
        at = zip(found.starts[mine].tolist(), found.stops[mine].tolist(), strict=True)
        places = [(begin + writing.places[a], begin + writing.places[b]) for a, b in spans]
        assert [*at] == places
        assert found.alone[mine].tolist() == [writing.is_whole(*span) for span in spans]
    assert not np.isin(found.cells, left).any()


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ('{"mail": "zhang@qq.com", "to": "li.si@mail.example.cn"}', [False, False]),
        ("写信给（zhang@qq.com），谢谢。a@b.com.", [False, False]),
        ("zhang@qq.com", [True]),
        (" 'zhang@qq.com' ", [True]),
        ("(see #12, at all)", []),
    ],
)
def test_usual_writing_is_certain(text: str, alone: list[bool]) -> None:
    found, left = surely(EMAIL, of_lines(text.encode()), np.arange(1))

    assert found.alone.tolist() == alone
    assert left.tolist() == []


@pytest.mark.parametrize(
    "sign", sorted(sign for sign in map(chr, FOLDS) if fold(sign) in "aZ9_.+-@")
)
def test_a_folded_sign_beside_an_address_is_left_to_the_expressions(sign: str) -> None:
    for text in (sign + "a@b.com", "a@b.com" + sign):
        found, left = surely(EMAIL, of_lines(text.encode()), np.arange(1))

        assert (len(found.cells), left.tolist()) == (0, [0])


def test_decoration_of_a_whole_cell_may_be_long_but_not_endless() -> None:
    for count in (60, 64, 65, 99):
        text = " " * count + "a@b.com" + TRAILS.replace(".", "") * 3
        found, _ = surely(EMAIL, of_lines(text.encode()), np.arange(1))
        writing = Writing(text.partition("\n")[0] + "\n")

        assert found.alone.tolist() == [writing.is_whole(count, count + len("a@b.com"))]
