"""What a delimited file is taken for: its header, title, names and damage."""

from __future__ import annotations

import time

import pytest

from scanner.chunks import Loss, Remark, TextChunk
from scanner.readers.delimited.rows import rows_of
from scanner.readers.records import Records
from tests.tables_read import look, pieces, plan, table


@pytest.mark.parametrize(
    "sign", ["1", "a", "-", "\n", ".", "@", " ", ",", "1,", "a ", '"', "[a]\n", "\\", "&"]
)
@pytest.mark.parametrize("name", ["a.csv", "a.txt"])
def test_the_first_look_takes_no_time_at_monotonous_files(sign: str, name: str) -> None:
    data = sign.encode() * 100_000 + b"x\n"
    began = time.process_time()
    look(data, name)
    look(b"[a]\n" + data + b"a,b\n1,2\n", name)

    assert time.process_time() - began < 20


def test_a_line_in_the_other_encoding_is_read_right() -> None:
    data = "姓名,城市\n张伟,北京市海淀区\n".encode() + "李娜,上海市浦东新区\n".encode("gb18030")
    data += "王芳,广州市天河区\n".encode()

    assert table(data)["姓名"] == ["张伟", "李娜", "王芳"]


def test_ragged_rows_lose_nothing() -> None:
    found = table("姓名,电话\n张三\n李四,1,多,余\n王五,2\n".encode())

    assert found == {
        "姓名": ["张三", "李四", "王五"],
        "电话": [None, "1", "2"],
        "column 3": [None, "多", None],
        "column 4": [None, "余", None],
    }


def test_nul_bytes_stay_in_their_cells() -> None:
    assert table(b"name,phone\na\0b,13800138000\n")["name"] == ["a\0b"]


def test_null_words_and_wrapped_formulas_stay_as_they_are() -> None:
    found = table('姓名,号码\nNA,"=""007"""\nNULL,null\n'.encode())

    assert found == {"姓名": ["NA", "NULL"], "号码": ['="007"', "null"]}


def test_a_very_long_field_is_one_cell() -> None:
    field = "长" * 2_000_000
    found = table(f'姓名,备注\n张三,"{field}\n"\n李四,短\n'.encode(), plan_=plan(1 << 16))

    assert found["备注"] == [field + "\n", "短"]


def test_an_empty_file_yields_nothing() -> None:
    assert pieces(b"") == []
    assert look(b"").parts == ()


def test_a_header_alone_tells_the_fields() -> None:
    (chunk,) = pieces("姓名,电话\n".encode())

    assert chunk.fields == ("姓名", "电话")
    assert len(chunk.columns[0]) == 0


def test_the_title_above_the_header_is_read_as_text() -> None:
    title, chunk = pieces(
        "客户名单 联系人13800138000,,\n姓名,电话,住址\n张三,1,杭州\n".encode("gbk")
    )

    assert isinstance(title, TextChunk)
    assert title.data[title.start : title.stop].decode() == "客户名单 联系人13800138000,,\n"
    assert chunk.fields == ("姓名", "电话", "住址")


def test_a_sep_line_names_the_delimiter() -> None:
    assert table("sep=;\n姓名;电话\n张三;1,5\n".encode()) == {"姓名": ["张三"], "电话": ["1,5"]}


def test_names_are_unique_never_empty_bounded_and_without_long_numbers() -> None:
    name = "很" * 150
    data = f"姓名,电话,电话,,编号（共1380013）,{name}\n张三,1,2,3,4,5\n".encode()

    *_, chunk = pieces(data)
    assert chunk.fields[:3] == ("column 1", "column 2", "column 3")  # no header: it is data
    data = f"姓名,电话,电话,,{name[:99]}\n张三,1,2,3,4\n".encode()
    *_, chunk = pieces(data)
    assert chunk.fields == ("姓名", "电话", "电话 (2)", "column 4", name[:99])


@pytest.mark.parametrize(
    "first",
    [
        "张三,13800138000",
        "姓名,13800138000",
        "张三,a@b.cn",
        "姓名,11010519491231002X",
        "张三,北京",
        "1,2",
    ],
)
def test_a_first_row_with_values_or_like_the_others_is_data(first: str) -> None:
    data = f"{first}\n李四,上海\n王五,广州\n".encode()

    assert not pieces(data)[0].has_header
    assert table(data)["column 1"] == [first.partition(",")[0], "李四", "王五"]


def test_a_header_of_unknown_words_shows_by_the_columns_below() -> None:
    found = table(b"foo,bar\nx,12\ny,13\nz,15\n")

    assert found == {"foo": ["x", "y", "z"], "bar": ["12", "13", "15"]}


def test_the_decision_on_the_header_is_told() -> None:
    assert look("姓名,电话\n张三,1\n".encode()).notes[0].key == "delimited.header_known"
    assert look("张三,13800138000\n".encode()).notes[0].key == "delimited.no_header_values"


def test_a_quote_that_never_closes_swallows_nothing_and_is_told() -> None:
    data = '姓名,电话\n张三,1\n"李四,13800138000\n王五,2\n'.encode()
    chunks = pieces(data)

    assert [p.note.key for p in chunks if isinstance(p, Remark)] == ["delimited.open_quote"]
    assert not any(isinstance(p, Loss) for p in chunks)
    assert table(data) == {"姓名": ["张三", '"李四', "王五"], "电话": ["1", "13800138000", "2"]}


def test_more_columns_than_a_table_can_have_are_examined_as_text() -> None:
    data = b",".join(b"%d" % number for number in range(1_000_000)) + b"\n"
    layout = look(data * 2)

    assert layout.reader == "text"
    assert layout.notes[0].key == "delimited.too_wide"
    assert look(data, "a.log").notes == ()  # a log has no columns
    assert sum(piece.stop - piece.start for piece in pieces(data * 2)) == 2 * len(data)


def test_a_row_with_too_many_cells_keeps_the_rest_in_the_last() -> None:
    (row,) = rows_of(Records(b",".join([b"x"] * 6000) + b"\n"), ",", 5000)

    assert len(row) == 5000
    assert row[-1] == ",".join(["x"] * 1001)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("letter.txt", "亲爱的客户，您好\n感谢您的来信，我们已收到\n祝好，张三\n"),
        (
            "notes.txt",
            "第1位客户：张三，男，30。\n第2位客户：李四，女，31。\n第3位客户：王五，男，32。\n",
        ),
        ("letter.txt", "Dear Sir, hello\nThank you, bye\nBest regards, Joe\n"),
        (
            "app.log",
            "2024-01-01 10:00:00,123 INFO started\n2024-01-01 10:00:01,456 INFO went on\n" * 9,
        ),
        ("a.sql", "INSERT INTO t VALUES (1,'a');\nINSERT INTO t VALUES (2,'b');\n" * 9),
        ("a.py", "import a, b\nx = f(1, 2)\nprint(x, 3)\n" * 9),
        ("a.md", "| 姓名 | 电话 |\n|---|---|\n| 张三 | 1 |\n| 李四 | 2 |\n"),
        ("a.json", "[\n1,\n2,\n3\n]\n"),
        ("a.csv", '{"a": 1, "b": 2}\n'),
        ("a.ini", "[a]\nb=1,2\nc=3,4\nd=5,6\n"),
    ],
)
def test_other_text_with_commas_is_no_table(name: str, text: str) -> None:
    assert look(text.encode(), name).reader == "text"


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "noname", "a.dat", "a.xls"])
def test_a_table_is_known_by_its_cells_not_by_its_name(name: str) -> None:
    data = "姓名\t电话\n张三\t13800138000\n李四\t13800138001\n".encode("gbk")

    assert look(data, name).format == "tsv"


def test_one_column_is_a_table_if_its_name_says_so() -> None:
    data = "手机号\n13800138000\n13800138001\n".encode()

    assert table(data, "phones.csv") == {"手机号": ["13800138000", "13800138001"]}
    assert look(data, "phones.txt").reader == "text"
