"""Columns' names beside the values of tables in SQL, HTML and Markdown."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scanner
from scanner.readers.headed import GENRES, rows, with_labels
from scanner.readers.headed.html import Html
from scanner.readers.headed.sql import Sql
from tests.tables_read import plan
from tests.text_read import look, owned

if TYPE_CHECKING:
    from pathlib import Path

# Texts, apart from each other by "--"; in «»: what is written into them.
SQL = r"""INSERT INTO t (xm, sex) VALUES («xm: »'张伟', «sex: »'男'), (NULL, f(«sex: »1, 2));
xm, (1)
--
insert into `t`(`a`,`b`)
values
(«a: »'it\'s, (1',«b: »'x''y'),
(«a: »1,«b: »2) on duplicate key update a=1;
--
INSERT INTO t (a, b) VALUES («a: »'a backslash is a plain sign but for MySQL:\', «b: »'x');
--
INSERT [dbo].[t] ([a], [b]) VALUES («a: »1, N«;b: »'张伟')
GO
INSERT [dbo].[t] ([a], [b], [c]) VALUES (CAST(N«;a: »'1985-05-12' AS Date),
CAST(«b: »8.0 AS Decimal(18, 2)), «c: »-1)
--
Insert into t (a, b, c, d, e) values
(to_date(«a: »'1985-05-12','YYYY-MM-DD'), DATE «;b: »'1985-05-12',
TIMESTAMP
«;c: »'1985-05-12', dbo.f2(_utf8mb4«;d: »'x'), NOW());
--
CREATE TABLE IF NOT EXISTS `hr`.`staff` (
  `id` int(11) NOT NULL COMMENT '主键',
  `c1` varchar(20) COMMENT '姓名', -- 姓名, 必填
  `c2` char(1) DEFAULT ',' COMMENT '性别（1男,2女）',
  `c3` decimal(10,2) COMMENT '备注;其他',
  PRIMARY KEY (`id`), KEY `k` (`c1`,`c2`)
) ENGINE=InnoDB COMMENT='员工;表';
INSERT INTO `staff` VALUES («id: »1,«姓名: »'张伟',«性别: »'1',NULL);
--
COPY hr.t (a, "b c") FROM stdin;
«a: »1	«b c: »张伟
«a: »\N
\.
1	2
--
INSERT INTO t SELECT a, b FROM u; (1, 2)
--
INSERT INTO of_unknown_columns VALUES (1, 2);"""
HTML = """<TABLE><tr><th> 姓<b>名</b> </th><th>性别</th></tr>
<tr class=a><td >«姓名: »张伟<td>«性别: »男</table><td>without a table
--
<table><tr><td>姓名</td><td>手机号</td></tr>
<tr><td>«姓名: »where words of the first row tell</td><td>«手机号: »1</td></tr></table>
--
<table><tr><td>姓名</td><td>张伟</td></tr><tr><td>性别</td><td>男</td></tr></table>
--
<table><tr><th>姓名</th><th colspan=2>电话</th></tr>
<tr><td>whose is what</td><td>is not known</td></tr></table>
--
<table><tr><th>a</th><th>b</th></tr>
<tr><td>«a: »<table><tr><td>1</table></td><td>2</table>
--
<table><tr><td colspan=2>员工名册</td></tr>
<tr><td>姓名</td><td>手机号</td></tr><tr><td>«姓名: »张伟</td><td>«手机号: »1</td></tr></table>
--
<table><tr><td>员工名册</td></tr><tr><th>
  姓名
</th>
<th>
  性别
</th></tr>
<tr>
<td>
  «姓名: »张伟
</td><td class="x"> «性别: »<b>男</b>
</td></tr></table>
--
<tr>
<td>姓名</td>
<td>«姓名: »张伟</td>
<td><b>家庭住址：</b></td>
<td class="wide"><span>«家庭住址: »杭州市西湖区文三路9号</span></td>
<td>出生日期</td>
<td></td>
</tr>
<tr><td><b>性别</b></td><td>«性别: »男</td></tr>
<th>姓名</th>
<td>
«姓名: »张伟
</td>
<dl>
<dt>姓名</dt>
<dd>«姓名: »张伟</dd>
<dt>家庭住址</dt>
<dt>姓名</dt>
<dd>按身份证上的写；须与证件相同。</dd>
</dl>
<span>姓名</span>
<span>«姓名: »张伟</span>
<th>姓名</th>
<th>备注</th>
<tr><td>姓名</td>
<td>性别</td></tr>
<tr><td>张伟</td>
<td>男</td></tr>
<td>姓名</td><td>张伟</td>"""
MARKDOWN = """| 姓名 | 性别 |
|---|:-:|
| «姓名: »张伟 | «性别: »男 |
| 李 | 娜 | 女 |
|  | «性别: »女 |

| 张 | 男 |

| 姓名 | «姓名: »张伟 | **性别** | «性别: »男 |
|---|---|---|---|
| 民族 | «民族: »汉族 | 学历 | «学历: »本科 |

| 字段 | 内容 |
|---|---|
| 姓名 | 张伟 |
"""
BOXES = """mysql> select * from staff;
+--------+----------+
| 姓名   | 性别     |
+--------+----------+
| «姓名: »张伟   | «性别: »男       |
+--------+----------+
| 李娜   | 女       |
1 row in set

 姓名 | 性别
------+------
 «姓名: »张伟 | «性别: »男
(1 row)

 李娜 | 女
a | b
--------
 c | d
"""
FORM = """入职登记表
姓名
«姓名: »张伟
性 别：

«性 别: »男
出生日期
家庭住址
«家庭住址: »杭州市西湖区文三路9号
姓名	«姓名: »李娜	性别	«性别: »女	备注	无
姓名	性别	家庭住址
民族,«民族: »汉族
姓名,性别
姓名,a,b
姓名,«姓名: »张伟,"性别",«性别: »男
姓名,,«姓名: »张伟,,性别,,«性别: »男
姓名,性别,民族,学历
家庭住址
是员工的住处；须按时更新。
"""
MARKED = [
    ("text", FORM),
    *(("sql", text) for text in SQL.split("\n--\n")),
    *(("html", text) for text in HTML.split("\n--\n")),
    ("markdown", MARKDOWN),
    ("text", BOXES),
    ("text", "INSERT INTO t (a, b) VALUES (1, 2);"),
]
_MARKED = re.compile("«(.*?)»")
TEXTS = [_MARKED.sub("", text) for _, text in MARKED]
LINES = st.lists(st.sampled_from(TEXTS).map(lambda text: text + "\n"))


def written(blocks: list[bytes], genre: str) -> str:
    return b"".join(with_labels(blocks, genre, 1)).decode()


@pytest.mark.parametrize(("genre", "marked"), MARKED)
def test_a_columns_name_is_written_beside_its_values(genre: str, marked: str) -> None:
    text = _MARKED.sub("", marked)
    assert written([text.encode()], genre) == _MARKED.sub(r"\1", marked)


@given(LINES, st.sampled_from(sorted(GENRES)))
def test_where_blocks_end_changes_nothing(lines: list[str], genre: str) -> None:
    data = "".join(lines).encode()
    ends = [place + 1 for place, sign in enumerate(data) if sign == ord("\n")]
    blocks = [data[start:stop] for start, stop in pairwise([0, *ends, len(data)])]

    assert written(blocks, genre) == written([data], genre)


@given(st.integers(1, 9))
def test_a_long_line_may_end_a_block_after_any_sign(every: int) -> None:
    for (genre, _), text in zip(MARKED, TEXTS, strict=True):
        data = text.replace("\n", " ").encode() if genre == "html" else text.encode()
        places = [place + 1 for place, sign in enumerate(data) if sign in b" ,()\t\n'\""][::every]
        blocks = [data[start:stop] for start, stop in pairwise([0, *places, len(data)])]
        if genre not in ("markdown", "text"):  # whose lines come whole
            assert written(blocks, genre) == written([data], genre)


class _OneByOne(Sql):
    def _between(self, found: re.Match[bytes]) -> bytes:
        del found
        return b""


BEGINNINGS = (
    "INSERT INTO t (a, b) VALUES ",
    "insert into `t`(`a`,`b`)\nvalues",
    "INSERT INTO values (a, b) VALUES ",
    "INSERT INTO u VALUES ",
    "INSERT IGNORE INTO t VALUES\n",
    "REPLACE INTO t VALUES ",
    "CREATE TABLE u (a int, b int); ",
    "CREATE TABLE t (c int, d int); ",
    "COPY t (a, b) FROM stdin;\n",
)
STATEMENTS = st.lists(
    st.one_of(
        st.sampled_from(BEGINNINGS),
        st.sampled_from(
            ["(1, 'a')", "(NULL, f(1))", "('it''s', N'x')", r"('\', 'x')", "(1)", "(a, b)"]
        ),
        st.sampled_from(
            [";", ";\n", ";\r\n", ", ", "\n", " ", "'", "(", ")", "\\", "\\.\n", "1\t2\n"]
        ),
        st.sampled_from([" on duplicate key update a=1;\n", "-- insert it\n", "/* x */", "GO\n"]),
    ),
    max_size=30,
)


@settings(max_examples=500, deadline=None)
@given(
    STATEMENTS | st.tuples(STATEMENTS, st.integers(2, 4)).map(lambda one: one[0] * one[1]),
    st.data(),
)
def test_statements_that_repeat_are_read_as_one_by_one(
    pieces: list[str], draw: st.DataObject
) -> None:
    data = "".join(pieces).encode()
    places = sorted(draw.draw(st.sets(st.integers(0, len(data)), max_size=2)))
    quick, slow = Sql(), _OneByOne()
    for start, stop in pairwise([0, *places, len(data)]):
        block = data[start:stop]
        assert quick.feed(block) == slow.feed(block)
    assert quick.rest() == slow.rest()


class _TagByTag(Html):
    def _plain_rows(self, data: bytes, place: int, stop: int) -> int:
        del data, stop
        return place


TAGS = st.sampled_from(
    "<table>,</table>,<tr>,</tr>,<td>,</td>,<th>,</th>,<TR class=a>,<Td style='x'>,<td colspan=2>,"
    "<td ROWSPAN = 3>,<td title=spanish>,<thead>,</thead>,<tbody>,</tbody>,姓名,1,<b>x</b>,<,<t,"
    "<td,<tdx>,<td_>,</,</td,<table <,\n, ,<td\n a>,<!-- <tr> -->,a:b".split(",")
)
MADE = st.sampled_from(
    (
        *("<tr><td>1</td><td>a</td></tr>\n", "<tr><td>1<td>a</tr>", "<tr></tr>"),
        *("<tr><td colspan=2>x</td></tr>", "<tr><td>1</td><td ROWSPAN = 3>y</td></tr>"),
        *(
            "<TR><TD>x</TD>\n<td class='q'>y</td></TR>",
            "<table><tr><th>姓名</th><th>手机号</th></tr>",
        ),
        *("<table><tr><th>姓名</th><th></th><th>c</th></tr>", "<tr>" + "<td>x" * 501 + "</tr>"),
    )
)


@settings(max_examples=500, deadline=None)
@given(st.lists(TAGS | MADE, max_size=25), st.data())
def test_plain_rows_are_read_as_tag_by_tag(pieces: list[str], draw: st.DataObject) -> None:
    data = ("<table><tr><th>姓名</th><th>手机号</th></tr>" + "".join(pieces)).encode()
    places = sorted(draw.draw(st.sets(st.integers(0, len(data)), max_size=2)))
    quick, slow = Html(), _TagByTag()
    found = [
        (quick.feed(data[start:stop]), slow.feed(data[start:stop]))
        for start, stop in pairwise([0, *places, len(data)])
    ]
    assert all(one == other for one, other in found)
    assert quick.rest() == slow.rest()


def test_rows_of_html_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    head, row = b"<table><tr><th>a</th></tr>", b"<tr><td>1</td></tr>\n"
    page = Html()
    begun = page.feed(head)
    monkeypatch.setattr(Html, "_meet", None)  # what takes one tag after the other

    assert (begun, page.feed(row * 9999)) == (head, row.replace(b"1", b"a: 1") * 9999)


def test_a_statement_for_each_row_is_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    row = b"INSERT INTO t (a, b) VALUES (1, 'x');\n"
    begun = list[str]()
    begin = Sql._begin

    def begins(one: Sql, kind: str, found: re.Match[bytes]) -> int:
        begun.append(kind)
        return begin(one, kind, found)

    monkeypatch.setattr(Sql, "_begin", begins)

    assert Sql().feed(row * 99) == b"INSERT INTO t (a, b) VALUES (a: 1, b: 'x');\n" * 99
    assert len(begun) == len(("the first", "and the one that shows what is between"))


@given(LINES, st.sampled_from(sorted(GENRES)))
def test_nothing_is_taken_away_and_lines_stay(lines: list[str], genre: str) -> None:
    text = "".join(lines)
    found = written([text.encode()], genre)
    signs = iter(found)

    assert found.count("\n") == text.count("\n")
    if genre != "markdown":  # where the blanks of a cell may be one
        assert all(sign in signs for sign in text)


@given(st.binary(max_size=60), st.lists(st.binary(max_size=19), max_size=4), st.data())
def test_labels_stand_before_their_values(
    data: bytes, names: list[bytes], draw: st.DataObject
) -> None:
    places = sorted(draw.draw(st.sets(st.integers(0, len(data)))))
    start = draw.draw(st.integers(0, places[0] if places else len(data)))
    numbers = [draw.draw(st.integers(-5, 5)) for _ in places]
    found = np.array([*zip(places, numbers, strict=True)], np.int64).reshape(-1, 2)
    view = np.frombuffer(data, np.uint8)
    written_ = rows.labelled(view, start, len(data), found, rows.joined(names)).tobytes()

    pieces, before = list[bytes](), start
    for place, number in zip(places, numbers, strict=True):
        named = number if number >= 0 else ~number
        label = names[named] if named < len(names) else b""
        parted = b";" if label and number < 0 else b""
        pieces += [data[before:place], parted, label]
        before = place
    assert written_ == b"".join([*pieces, data[before:]])


def test_a_dump_is_read_in_one_part_since_its_heads_may_be_far_away() -> None:
    rows = b"INSERT INTO t (xm) VALUES\n" + b"('a'),\n" * 999 + b"('b');\n"
    small = plan(chunk_bytes=1 << 10, part_bytes=1 << 10)

    assert len(look(rows, "a.sql", small).parts) == 1
    assert owned(rows, "a.sql", small).endswith("(xm: 'b');\n")
    assert len(look(rows.replace(b"INSERT", b"      "), "a.txt", small).parts) > 1


PEOPLE = (("张伟", "男", "1990-03-07", "8800"), ("李娜", "女", "1985-11-20", "9200"))
HEADS = ("姓名", "性别", "出生日期", "月薪")
OF_PEOPLE = {"PERSON_NAME_ZH", "GENDER", "DOB", "SALARY_INCOME"}
FILES = {
    "form.txt": "".join(
        f"{head}\n{one}\n" for row in PEOPLE for head, one in zip(HEADS, row, strict=True)
    ),
    "tab.txt": "".join(
        f"{head}\t{one}\n" for row in PEOPLE for head, one in zip(HEADS, row, strict=True)
    ),
    "pair.csv": "".join(
        f"{head},{one}\n" for row in PEOPLE for head, one in zip(HEADS, row, strict=True)
    ),
    "form.csv": "入职登记表,,,,,,,\n"
    + "".join(
        ",".join(f"{head},{one}" for head, one in zip(HEADS, row, strict=True)) + "\n"
        for row in PEOPLE
    ),
    "form.md": "| 登记 | 内容 |\n|---|---|\n"
    + "".join(
        f"| {head} | {one} |\n" for row in PEOPLE for head, one in zip(HEADS, row, strict=True)
    ),
    "a.html": "<table><tr>"
    + "".join(f"<th>{head}</th>" for head in HEADS)
    + "</tr>\n"
    + "".join("<tr>" + "".join(f"<td>{one}</td>\n" for one in row) + "</tr>\n" for row in PEOPLE)
    + "</table>",
    "a.md": "".join(f"| {' | '.join(row)} |\n" for row in (HEADS, ("---",) * 4, *PEOPLE)),
    "mysql.txt": "+---+---+---+---+\n"
    + "".join(f"| {' | '.join(row)} |\n+---+---+---+---+\n" for row in (HEADS,))
    + "".join(f"| {' | '.join(row)} |\n" for row in PEOPLE)
    + "+---+---+---+---+\n",
    "psql.txt": f" {' | '.join(HEADS)}\n---+---+---+---\n"
    + "".join(f" {' | '.join(row)}\n" for row in PEOPLE)
    + "(2 rows)\n",
    "cells.html": "".join(
        f"<tr>\n<td>{head}</td>\n<td>{one}</td>\n</tr>\n"
        for row in PEOPLE
        for head, one in zip(HEADS, row, strict=True)
    ),
    "insert.sql": "INSERT INTO t (xm, gender, birthday, salary) VALUES\n"
    + ",\n".join(f"('{row[0]}', '{row[1]}', '{row[2]}', {row[3]})" for row in PEOPLE)
    + ";",
    "cast.sql": "INSERT [t] ([xm], [gender], [birthday], [salary]) VALUES\n"
    + ",\n".join(
        f"(N'{row[0]}', N'{row[1]}', CAST(N'{row[2]}' AS Date), CAST({row[3]} AS Decimal(9, 2)))"
        for row in PEOPLE
    ),
    "copy.sql": "COPY t (xm, gender, birthday, salary) FROM stdin;\n"
    + "\n".join("\t".join(row) for row in PEOPLE)
    + "\n\\.\n",
}


@pytest.mark.parametrize("name", FILES)
def test_what_only_a_columns_name_tells_is_found_and_counted(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    with scanner.scan(tmp_path, workers=0) as inventory:
        fields = inventory.fields
    found = fields[fields["verdict"].isin(["confirmed", "probable"])]

    assert set(found["entity"]) == OF_PEOPLE
    assert set(found["count"]) == {2}
    assert set(found["field"]) == {""}


def test_a_log_of_keys_and_values_is_no_table_though_each_line_has_as_many_commas() -> None:
    line = "2024-03-01T08:00:00 sent, mobile=13912345678, user=x, ip=203.0.113.7\n"
    table = "2024-03-01T08:00:00,mobile,http://a.b/c,203.0.113.7\n"

    assert look((line * 30).encode(), "a.log").reader == "text"
    assert look((table * 30).encode(), "a.log").reader == "delimited"


def test_things_alone_are_nobody(tmp_path: Path) -> None:
    row = "INSERT INTO goods (id, name, code, price, made_on, note) VALUES "
    row += "(7, '白玉杯', 'E00000007', 9.5, '1990-03-07', NULL);\n"
    (tmp_path / "a.sql").write_text(row * 30, encoding="utf-8")
    html = "<table><tr><th>名称</th><th>产地</th><th>日期</th></tr>"
    html += "<tr><td>金龙鱼</td><td>杭州</td><td>1990-03-07</td></tr>" * 9 + "</table>"
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    with scanner.scan(tmp_path, workers=0) as inventory:
        fields = inventory.fields

    assert not len(fields[fields["verdict"].isin(["confirmed", "probable"])])
