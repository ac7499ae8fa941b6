"""Addresses at hosts that a column names often give what each gives by itself."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.detect import finder as finding
from scanner.detect.automaton.machines import Machine
from scanner.detect.cells import of_array
from scanner.detect.finder import Finder, finder
from scanner.detect.sieve.hosted import HOSTED, UNMARKED, UNTOLD, hosted
from scanner.detect.signs import IS_MARK, JOIN

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes
    from scanner.detect.cells import Cells

LETTERS = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
ALNUM = DIGITS + LETTERS + LETTERS.upper()
DULL = ("@163.com", "@qq.com", "@example.com", "@mail.example.com.cn", "@Example.NET")
MORE = (
    *("@vxnet.com", "@alipay.com", "@1.2.3.4.com", "@138.0013.8000.com", "@DEUTDEFF.com"),
    *("@13800138000.com", "@a-b.com", "@10.0.0.1", "@qq.com ", "@qq.com,x@qq.com", "@", "@com"),
    *("@wxid_a1.com", "@qq.com:", "@例子.com", "@qq12345.com", "@AKIA0123456789ABCD.com"),
)
MAILBOXES = (
    st.text(DIGITS, min_size=1, max_size=20)
    | st.text(ALNUM, min_size=1, max_size=70)
    | st.sampled_from(
        (
            "13800138000",
            "alipay",
            "qq123456",
            "vxabc",
            "AKIA0123456789ABCDEF",
            "x.y",
            "",
            "-a",
            "张",
        )
    )
)


@st.composite
def columns(draw: st.DrawFn) -> list[str]:
    """Draw a column that names few hosts, often."""
    hosts = draw(st.lists(st.sampled_from(DULL + MORE), min_size=1, max_size=3))
    cells = draw(
        st.lists(
            st.tuples(MAILBOXES, st.sampled_from(hosts)).map("".join) | st.sampled_from(["", "-"]),
            min_size=1,
            max_size=8,
        )
    )
    return cells * 6


@given(columns(), st.sampled_from(["", "邮箱", "备注", "账号"]), st.sampled_from(["zh", "en"]))
def test_a_column_gives_what_each_cell_gives(texts: list[str], name: str, language: str) -> None:
    ours, cells = finder(language), of_array(pa.array(texts))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(finding, "hosted", lambda cells, *_: np.zeros(len(cells), np.uint8))
        one_by_one = gist_of(ours, cells, name)

    assert gist_of(ours, cells, name) == one_by_one


def gist_of(ours: Finder, cells: Cells, name: str) -> list[tuple[object, ...]]:
    """Return what is found, in an order that does not matter."""
    return sorted(
        (match.recognizer.name, *row)
        for match in ours.find(cells, name).matches
        for row in zip(
            *(one.tolist() for one in (match.cells, match.starts, match.stops)),
            *(one.tolist() for one in (match.valid, match.scores)),
            strict=True,
        )
    )


def test_addresses_at_few_hosts_are_told() -> None:
    texts = ["zhang@qq.com", "10001@qq.com", "beijing@qq.com", "li.si@qq.com", "", "LiSi@qq.com"]
    told = told_of(texts * 50)

    assert told[:6].tolist() == [HOSTED, UNMARKED, UNMARKED, UNTOLD, UNTOLD, HOSTED]
    assert (told[6:] == np.tile(told[:6], 49)).all()


@pytest.mark.parametrize("host", MORE)
def test_where_more_is_in_a_host_nothing_is_told(host: str) -> None:
    told = told_of([f"10001{host}", "10001@qq.com"] * 50)

    assert not told[::2].any()
    assert (told[1::2] == UNMARKED).all()


def told_of(texts: list[str]) -> Bytes:
    """Return what is told of a column."""
    ours = finder("zh")
    return hosted(of_array(pa.array(texts)), ours._signs, ours._dull)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_mailbox_says_changes_nothing_behind_it(language: str) -> None:
    ours = finder(language)
    machine = Machine(ours._sieve._patterns._patterns, searches=True)
    at, first = int(machine.tables.kinds[ord("@")]), machine._sets[1]
    plain = "".join(sign for sign in DIGITS + LETTERS if not ours._signs[IS_MARK + ord(sign)])
    behind_one = machine._edges.following(
        machine._edges.following(first, int(machine.tables.kinds[ord("0")])), at
    )

    assert not ours._signs[JOIN + ord("@")]
    assert not any(spread(machine, first, plain) >> end & 1 for end in machine._ends)
    assert any(spread(machine, first, ALNUM) >> end & 1 for end in machine._ends)
    assert machine._edges.following(spread(machine, first, ALNUM), at) == behind_one


def spread(machine: Machine, nodes: int, signs_: str) -> int:
    """Return the nodes that any number of some signs leads to."""
    kinds = {int(machine.tables.kinds[ord(sign)]) for sign in signs_}
    while (
        more := reduce(lambda on, kind: on | machine._edges.following(on, kind), kinds, nodes)
    ) != nodes:
        nodes = more
    return nodes
