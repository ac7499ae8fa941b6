"""A big dump is cut where statements seem to end; what a part refutes is read again, as one."""

from __future__ import annotations

import io
import random
from itertools import accumulate
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from scanner import readers, worker
from scanner.chunks import TextChunk
from scanner.errors import Miscut
from scanner.model import FileRef
from scanner.readers import dumps
from scanner.readers.text import MARGIN
from tests.tables_read import UTF8, plan
from tests.test_laws import examine, gist, plan_for, ref
from tests.text_read import look, owned

if TYPE_CHECKING:
    from pathlib import Path

STEP = 12 << 10  # bytes
WHOLE = plan()
SMALL = plan(chunk_bytes=5 << 10, part_bytes=STEP)
NAMED = "INSERT INTO t (a, xm) VALUES"
CREATE = "CREATE TABLE `{}` (`a` int COMMENT '{}', `b` varchar(9) COMMENT '{}', c int);\n"


def rows(table: str, first: int, count: int) -> str:
    """Return statements of one and of several rows."""
    dice = random.Random(first)
    found = []
    for number in range(first, first + count):
        values = ", ".join(
            f"({number + more}, '王伟 \\'it\\'s', '1380013{dice.randrange(10_000):04d}')"
            for more in range(dice.choice([1, 1, 3, 9]))
        )
        found.append(f"INSERT INTO `{table}` VALUES {values};\n")  # noqa: S608 -- of no database
    return "".join(found)


def dump(*tables: str, made_first: bool) -> str:
    """Return a dump of some tables, 30 KB each."""
    made = [CREATE.format(table, "编号" + table[-1:], "姓名") for table in tables]
    held = [rows(table, 7 * number, 200) for number, table in enumerate(tables)]
    if made_first:
        return "-- a dump\n" + "".join([*made, *held])
    return "-- a dump\n" + "".join(one + "\n" + rest for one, rest in zip(made, held, strict=True))


def copied(table: str, first: int, count: int, *, width: int = 3) -> str:
    """Return a COPY of some rows, values that hold line ends and tabs among them."""
    dice = random.Random(first)
    columns = ("a", "b", "c", "d", "e")[:width]
    found = [
        "\t".join(
            (
                f"{number}",
                dice.choice(["王伟", "\\N", "a\\nb\\tc"]),
                f"1380013{number:04d}",
                "",
                "x",
            )[:width]
        )
        for number in range(first, first + count)
    ]
    return f"COPY {table} ({', '.join(columns)}) FROM stdin;\n" + "\n".join([*found, "\\.\n\n"])


def check_margins(data: bytes, whole: str) -> None:
    """Check that each part has the text around it that the whole has there."""
    file, layout = FileRef(b"/", b"a.sql", len(data)), look(data, "a.sql", SMALL)
    text, parts = whole.encode(), []
    for part in layout.parts:
        read = readers.read(io.BytesIO(data), file, layout, part, SMALL)
        pieces = [one for one in read if isinstance(one, TextChunk)]
        parts.append((pieces, sum(piece.stop - piece.start for piece in pieces)))
    places = [0, *accumulate(size for _, size in parts)]
    for (pieces, size), place in zip(parts, places, strict=False):
        first, last = pieces[0], pieces[-1]
        before = first.data[first.room[0] : first.start]
        after = last.data[last.stop : len(last.data) - last.room[1]]
        assert text[:place].endswith(before)
        assert len(before) >= min(place, MARGIN) - len("姓".encode())
        assert text[place + size :].startswith(after)
        assert len(after) >= min(len(text) - place - size, MARGIN) - len("姓".encode())


DUMPS = {
    "one table": dump("t", made_first=True),
    "tables, each made before its rows": dump("t", "u", "v", "w", made_first=False),
    "tables, all made first": dump("t", "u", "v", made_first=True),
    "rows alone": rows("t", 0, 200) + rows("u", 0, 200),
    "many small tables": "".join(
        CREATE.format(f"t{number}", "姓名", "手机号") + rows(f"t{number}", number, 6)
        for number in range(60)
    ),
    "COPY": "".join(CREATE.format(table, "编号", "姓名") for table in "tu")
    + copied("t", 0, 2_000)
    + copied("public.u", 0, 2_000, width=5)
    + copied("t", 5_000, 900),
    "COPY, each table made before its rows": "".join(
        CREATE.format(table, "编号", "姓名") + copied(table, 0, 900, width=width)
        for table, width in (("t", 3), ("u", 5), ("v", 2))
    ),
    "COPY and INSERT": copied("t", 0, 900)
    + CREATE.format("u", "编号", "姓名")
    + rows("u", 0, 200)
    + copied("v", 0, 900),
    "COPY of small tables": "".join(
        copied(f"t{number}", number, 900, width=2 + number % 3) for number in range(8)
    ),
    "Windows": dump("t", "u", made_first=False).replace("\n", "\r\n"),
    "with names": "".join(f"{NAMED} ({n}, '张伟{'x' * 50}');\n" for n in range(1500)),
}


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
@pytest.mark.parametrize("name", DUMPS)
def test_the_parts_of_a_dump_say_what_the_whole_says(name: str, codec: str) -> None:
    data = DUMPS[name].encode(codec)
    whole = owned(data, "a.sql", WHOLE)

    assert len(look(data, "a.sql", SMALL).parts) >= len(data) // STEP // 3
    assert owned(data, "a.sql", SMALL) == whole
    check_margins(data, whole)


def test_rows_that_look_like_another_tables_are_refuted() -> None:
    """Of rows that do not, the table is searched for."""
    large = plan(part_bytes=150 << 10)
    known = "".join(f"{number}\t1380013{number % 10_000:04d}\n" for number in range(10_000, 26_000))
    head, end = "COPY {} FROM stdin;\n", "\\.\n\n"
    made = "CREATE TABLE t (serial int, mobile int);\nCREATE TABLE u (card int, fax int);\n"
    first = made + head.format("t (serial, mobile)") + known + end
    alike = (first + head.format("u (card, fax)") + known + end).encode()
    unlike = (first + head.format("u (card, fax)") + known.replace("\t", "x\t") + end).encode()

    assert len(look(alike, "a.sql", large).parts) == len(look(unlike, "a.sql", large).parts) > 2
    with pytest.raises(Miscut):
        owned(alike, "a.sql", large)
    assert owned(unlike, "a.sql", large) == owned(unlike, "a.sql", WHOLE)


def test_a_dump_of_one_part_is_not_looked_through() -> None:
    data = DUMPS["COPY"].encode()
    stream = io.BytesIO(data)

    assert dumps.guess(stream, len(data), UTF8, len(data), MARGIN) is None
    assert stream.tell() == 0


def said(data: bytes) -> str | None:
    """Return what the parts of a dump say; None if one refutes how it was cut."""
    try:
        return owned(data, "a.sql", SMALL)
    except Miscut:
        return None


@pytest.mark.parametrize(
    ("inside", "is_refuted"),
    [
        ("INSERT INTO note (a) VALUES ('{}');\n", True),
        ("COPY note (a) FROM stdin;\n{}\\.\n", True),
        ("/* {} */\n", False),  # which is read as if it were one
    ],
)
def test_what_only_looks_like_statements_is_refuted(inside: str, *, is_refuted: bool) -> None:
    seeming = rows("t", 0, 400).replace("\\'it\\'s", "").replace("'", '"')
    data = (DUMPS["one table"] + inside.format(seeming)).encode()

    assert look(data, "a.sql", SMALL).is_guess
    assert said(data) == (None if is_refuted else owned(data, "a.sql", WHOLE))


ROW = "INSERT INTO `t` VALUES (1, '王伟', '13800138000');\n"
OPEN, CLOSED = "INSERT INTO `t` (a) VALUES ('", "');\n"


def test_a_place_to_begin_is_proved_and_one_to_cut_follows_from_it() -> None:
    before = ROW * (STEP // len(ROW.encode()) - 9) + OPEN
    seeming = ROW.replace("'", '"')
    begin = (before + seeming * 20 + CLOSED + ROW * 1000).encode()
    cut = (before + CLOSED + ROW * 20 + OPEN + "x" * 2 * MARGIN + ";\n" + seeming * 9).encode()
    cut += (CLOSED + ROW * 1000).encode()

    assert look(begin, "a.sql", SMALL).is_guess
    assert said(begin) is None
    assert look(cut, "a.sql", SMALL).is_guess
    assert said(cut) == owned(cut, "a.sql", WHOLE)


PIECES = st.one_of(
    st.builds(rows, st.sampled_from("tuv"), st.integers(0, 9), st.sampled_from([1, 5, 60])),
    st.builds(
        lambda *args, width: copied(*args, width=width),
        st.sampled_from("tuv"),
        st.integers(0, 9),
        st.sampled_from([1, 5, 300, 900]),
        width=st.integers(2, 4),
    ),
    st.sampled_from("tuv").map(lambda table: CREATE.format(table, "姓名", "手机号")),
    st.sampled_from("tuv").map(lambda table: CREATE.format(table, "性别", "地址")),
    st.sampled_from(
        ["'", "`", "/*", "*/", "(", ";", "INSERT INTO ", "COPY t (a) FROM stdin;\n", "\\.\n"]
    ),
    st.sampled_from(["INSERT INTO t (a) VALUES ('x;\n", "');\n", "-- it's\n", "DROP TABLE t;\n"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=4, max_size=14))
@example([DUMPS["one table"], CREATE.format("t", "地址", "手机号"), rows("t", 0, 300)])
@example([rows("t", 0, 200), CREATE.format("t", "地址", "手机号"), rows("t", 0, 300)])
def test_a_dump_says_the_same_in_parts_or_refutes_them(pieces: list[str]) -> None:
    data = "".join(pieces).encode()
    assert said(data) in (None, owned(data, "a.sql", WHOLE))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pieces=st.lists(PIECES, min_size=4, max_size=14))
@example(pieces=[rows("t", 0, 200), CREATE.format("u", "姓名", "手机号"), rows("u", 0, 90)])
@example(pieces=[*DUMPS.values()])
def test_the_report_of_a_dump_in_parts_is_that_of_one(pieces: list[str], tmp_path: Path) -> None:
    path = tmp_path / "a.sql"
    path.write_bytes("".join(pieces).encode())
    small = plan_for(tmp_path, part_bytes=STEP)
    apart, (alone,) = examine(small, path), worker.examine_files(small, [ref(path)])
    (whole,) = worker.examine_files(plan_for(tmp_path), [ref(path)])

    assert gist(apart) == gist(whole)
    assert gist(alone) == gist(whole)
    assert apart.bytes_read == whole.bytes_read == path.stat().st_size


def test_a_table_that_the_last_part_cannot_know_is_a_miscut(tmp_path: Path) -> None:
    """It is made before a place to cut, and its rows come after those of the table there."""
    path = tmp_path / "a.sql"
    made = CREATE.format("hidden", "姓名", "手机号")
    path.write_text(rows("t", 0, 200) + made + rows("t", 0, 200) + rows("hidden", 0, 3))
    small = plan_for(tmp_path, part_bytes=STEP)
    (whole,) = worker.examine_files(plan_for(tmp_path), [ref(path)])

    assert said(path.read_bytes()) is None
    assert gist(examine(small, path)) == gist(whole)
