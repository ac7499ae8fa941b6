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


LISTS = ("查看;新增;修改;导出", "浙江省，杭州市，西湖区，文三路1号", "a|b|c|d|e", "x;y;z")


@pytest.mark.parametrize("cell", LISTS)
@pytest.mark.parametrize("quote", ["", '"'])
@pytest.mark.parametrize("top", ["姓名,密码,权限", "姓名,foo,bar", "名单\n姓名,密码,权限"])
def test_a_list_in_a_cell_of_each_row_stays_one_cell(cell: str, quote: str, top: str) -> None:
    row = ("张伟", "Zx123456!", cell)
    line = ",".join(f"{quote}{text}{quote}" for text in row)
    names = top.splitlines()[-1].split(",")

    assert table((top + f"\n{line}" * 60).encode()) == {
        name: [text] * 60 for name, text in zip(names, row, strict=True)
    }


@pytest.mark.parametrize(
    "text",
    [
        "张三;1,50;2,50\n" * 9,
        "姓名;工资;奖金\n" + "张三;1,50;2,50\n" * 9,
        "名单\n姓名;工资;奖金\n" + "张三;a,b,c,d;2,50\n" * 9,
        "姓名;住址（省,市,区,街）;电话\n" + "张三;浙江,杭州,西湖,文三路;1\n" * 9,
        "说明，仅供内部使用\n姓名;住址;备注\n" + "张三;杭州;好，快\n" * 9,
        "1;张三;10:00:00,123\n" * 9,
    ],
)
def test_a_table_with_semicolons_is_one_whatever_commas_its_cells_hold(text: str) -> None:
    (*_, chunk) = pieces(text.encode())

    assert len(chunk.columns) == 3
    assert set(chunk.columns[0].to_pylist()) <= {"张三", "1"}


def test_tabs_that_keep_numbers_from_being_rounded_separate_nothing() -> None:
    found = table(b"2021\t,a\t,1.00\t\n2022\t,b\t,2.00\t\n" * 9)

    assert found["column 2"] == ["a\t", "b\t"] * 9


@pytest.mark.parametrize("title", ["", "名单\n", "名单,,,\n"])
@pytest.mark.parametrize("lengths", [(1, 2, 3), (5, 6, 7, 8), (6, 6, 1)])
def test_commas_in_remarks_hide_no_names(title: str, lengths: tuple[int, ...]) -> None:
    rows = [["张三", "x", "13800138000", *["好"] * size] for size in lengths * 20]
    text = f"{title}姓名,身份证号,手机号,备注\n" + "".join(",".join(row) + "\n" for row in rows)
    found = table(text.encode())

    assert list(found)[:5] == ["姓名", "身份证号", "手机号", "备注", "column 5"]
    assert [len([cell for cell in row if cell]) for row in zip(*found.values(), strict=True)] == [
        len(row) for row in rows
    ]


def test_two_columns_with_lists_that_nobody_quoted_keep_their_names() -> None:
    assert list(table("姓名,诊断\n".encode() + "张伟,高血压,糖尿病,冠心病\n".encode() * 9)) == [
        *("姓名", "诊断", "column 3", "column 4")
    ]


def test_what_a_form_says_above_a_table_names_no_column() -> None:
    data = "姓名,张三\n".encode() + "2024-01-01,1.00,李四,9.00\n".encode() * 9

    assert list(table(data)) == ["column 1", "column 2", "column 3", "column 4"]


@pytest.mark.parametrize(
    "counted",
    [
        "花名册,Unnamed: 1,Unnamed: 2",
        "Column1,Column2,Column3",
        "列1,列2,列3",
        "A,B,C",
        "a,b,c",
        "0,1,2",
        "1,2,3",
        "名单\nA,B,C",
    ],
)
def test_a_row_that_only_counts_columns_stands_above_the_one_that_names_them(counted: str) -> None:
    data = f"{counted}\n姓名,实发工资,犯罪记录\n张伟,3000.00,无\n李娜,4000.00,有\n".encode()
    title, chunk = pieces(data)

    assert title.data.decode() == counted + "\n"
    assert chunk.first_row == 1
    assert table(data) == {
        "姓名": ["张伟", "李娜"],
        "实发工资": ["3000.00", "4000.00"],
        "犯罪记录": ["无", "有"],
    }


def test_what_numbers_rows_names_no_column() -> None:
    found = table(",名单,Unnamed: 1\n0,姓名,手机号\n1,张伟,13800138000\n".encode())

    assert found == {"column 1": ["1"], "姓名": ["张伟"], "手机号": ["13800138000"]}


@pytest.mark.parametrize(
    "data",
    [
        "A,B\n张伟,1\n李娜,2\n",
        "姓名,城市,Unnamed: 2\n张伟,杭州,\n",
        "Unnamed: 0,x\n1,张伟\n2,李娜\n",
    ],
)
def test_a_row_of_data_below_a_row_that_counts_columns_is_no_header(data: str) -> None:
    assert look(data.encode()).notes[0].key.startswith("delimited.header")
    assert len(next(iter(table(data.encode()).values()))) == data.count("\n") - 1


def test_what_cells_say_of_somebody_is_no_header() -> None:
    rows = "".join(f"李{name},{state},残疾\n" for name in "明华强军" for state in ("已婚", "未婚"))
    (chunk,) = pieces(f"张伟,已婚,残疾\n{rows * 5}".encode())
    assert not chunk.has_header
    assert len(chunk.columns[0]) == 41
